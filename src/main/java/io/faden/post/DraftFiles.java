package io.faden.post;

import io.faden.channel.Channel;
import io.faden.channel.letter.Enclosures;
import io.faden.channel.letter.Enclosures.Manner;
import io.faden.platform.db.Sql;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the files of a draft go along with its letter. A preview is drawn with every pause in typing,
 * and opening a foreign file takes a process: each is looked at once.
 */
final class DraftFiles {
  private static final int MOST_KNOWN = 2_000;

  private final Enclosures enclosures;
  private final LetterStore store = new LetterStore();
  private final Map<Long, Manner> known = Collections.synchronizedMap(new LinkedHashMap<>());

  DraftFiles(Enclosures enclosures) {
    this.enclosures = enclosures;
  }

  /** Names, in order. */
  record Seen(List<String> all, List<String> byHand, Optional<String> broken) {}

  Seen look(Sql sql, Channel.Written answer) {
    List<LetterStore.DraftFile> files = store.draftFileNames(sql, answer);
    List<String> broken = named(sql, files, Manner.BROKEN);
    return new Seen(
        files.stream().map(LetterStore.DraftFile::name).toList(),
        named(sql, files, Manner.BY_HAND),
        broken.stream().findFirst());
  }

  private List<String> named(Sql sql, List<LetterStore.DraftFile> files, Manner manner) {
    return files.stream()
        .filter(file -> manner(sql, file).filter(manner::equals).isPresent())
        .map(LetterStore.DraftFile::name)
        .toList();
  }

  private Optional<Manner> manner(Sql sql, LetterStore.DraftFile file) {
    Optional<Manner> before = Optional.ofNullable(known.get(file.id()));
    return before.or(
        () -> {
          Optional<Manner> found = store.draftFile(sql, file).map(enclosures::manner);
          found.ifPresent(manner -> remember(file.id(), manner));
          return found;
        });
  }

  private void remember(long file, Manner manner) {
    synchronized (known) {
      known.put(file, manner);
      if (known.size() > MOST_KNOWN) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }
}

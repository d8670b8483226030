package io.faden.demo;

import io.faden.demo.TownPost.Kept;
import io.faden.demo.TownScript.Somebody;
import io.faden.platform.http.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is written on the small network that stands for the world, and by whom. Kept in a file, so
 * that it is still there after the next start. Safe to use from several threads.
 */
final class Town {
  /** The handle of the company. */
  static final String COMPANY = "tidenwerk";

  private static final long BEFORE_ALL = 114_600_000_000_000_000L;

  private final Path file;
  private final List<TownPost> posts = new ArrayList<>();
  private final List<Somebody> people = new ArrayList<>();
  private int port;
  private Instant founded = Instant.now();
  private long last = BEFORE_ALL;

  private Town(Path file) {
    this.file = file;
  }

  /** Reads what was kept; a new town begins with the script. */
  static Town open(Path file) {
    Town town = new Town(file);
    if (Files.exists(file)) {
      town.read();
    } else {
      town.begin(TownScript.read(), town.founded, ZoneId.systemDefault());
    }
    return town;
  }

  private void read() {
    try {
      Kept kept = Json.MAPPER.readValue(Files.readAllBytes(file), Kept.class);
      posts.addAll(kept.posts());
      people.addAll(kept.people());
      port = kept.port();
      founded = kept.founded();
      last = kept.last();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void begin(TownScript script, Instant now, ZoneId zone) {
    people.addAll(script.people());
    Map<String, String> ids = new HashMap<>();
    script.posts().stream()
        .sorted(Comparator.comparing(said -> Script.before(now, zone, said.sent())))
        .forEach(
            said -> {
              String id = nextId();
              ids.put(said.id(), id);
              posts.add(
                  new TownPost(
                      id,
                      said.from(),
                      Script.before(now, zone, said.sent()),
                      Optional.empty(),
                      said.answers().map(ids::get),
                      said.to(),
                      said.text(),
                      Optional.of("de"),
                      said.picture(),
                      Optional.of("script-" + said.id())));
            });
  }

  private String nextId() {
    return Long.toString(++last);
  }

  private void keep() {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Path next = file.resolveSibling(file.getFileName() + ".new");
      Files.write(
          next, Json.MAPPER.writeValueAsBytes(new Kept(port, founded, last, posts, people)));
      try {
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } catch (AtomicMoveNotSupportedException poorDisk) {
        Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Where it was served last, so that links go on leading somewhere; 0 before the first time. */
  synchronized int port() {
    return port;
  }

  synchronized Instant founded() {
    return founded;
  }

  synchronized void servedAt(int now) {
    port = now;
    keep();
  }

  synchronized List<Somebody> people() {
    return List.copyOf(people);
  }

  synchronized Somebody person(String handle) {
    return people.stream()
        .filter(one -> one.handle().equals(handle))
        .findFirst()
        .orElseGet(() -> new Somebody(handle, handle, 0, false));
  }

  /** Oldest first. */
  synchronized List<TownPost> posts() {
    return List.copyOf(posts);
  }

  synchronized Optional<TownPost> find(String id) {
    return posts.stream().filter(post -> post.id().equals(id)).findFirst();
  }

  /** A post of the script, by its name there. */
  synchronized Optional<TownPost> scripted(String name) {
    return posts.stream()
        .filter(post -> post.key().equals(Optional.of("script-" + name)))
        .findFirst();
  }

  /** The posts above one, oldest first. */
  synchronized List<TownPost> above(TownPost post) {
    List<TownPost> above = new ArrayList<>();
    Optional<TownPost> next = post.answers().flatMap(this::find);
    while (next.isPresent()) {
      above.addFirst(next.get());
      next = next.get().answers().flatMap(this::find);
    }
    return above;
  }

  /** The posts below one, oldest first. */
  synchronized List<TownPost> below(TownPost post) {
    List<TownPost> below = new ArrayList<>();
    for (TownPost other : posts) {
      boolean answers =
          other
              .answers()
              .filter(
                  id ->
                      id.equals(post.id()) || below.stream().anyMatch(each -> each.id().equals(id)))
              .isPresent();
      if (answers) {
        below.add(other);
      }
    }
    return below;
  }

  /** The same key again gives the same post again. */
  synchronized TownPost say(
      String from,
      String text,
      Optional<String> answers,
      Optional<String> to,
      Optional<String> language,
      Optional<String> key) {
    Optional<TownPost> before =
        posts.stream().filter(post -> key.isPresent() && post.key().equals(key)).findFirst();
    if (before.isPresent()) {
      return before.get();
    }
    if (people.stream().noneMatch(one -> one.handle().equals(from))) {
      people.add(new Somebody(from, from, 0, false));
    }
    TownPost post =
        new TownPost(
            nextId(),
            from,
            Instant.now(),
            Optional.empty(),
            answers,
            to,
            text,
            language,
            Optional.empty(),
            key);
    posts.add(post);
    keep();
    return post;
  }

  /** False when there is none of theirs. */
  synchronized boolean edit(String from, String id, String text) {
    for (int place = 0; place < posts.size(); place++) {
      if (posts.get(place).id().equals(id) && posts.get(place).from().equals(from)) {
        posts.set(place, posts.get(place).saying(text, Instant.now()));
        keep();
        return true;
      }
    }
    return false;
  }

  synchronized boolean delete(String from, String id) {
    boolean gone = posts.removeIf(post -> post.id().equals(id) && post.from().equals(from));
    if (gone) {
      keep();
    }
    return gone;
  }
}

package io.faden.conversation;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.Writing;
import io.faden.conversation.ConversationStore.Locked;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Shows beforehand what an answer on a network will be, and what would be refused. */
public final class PostPreviews {
  private final Database database;
  private final ChannelAccounts accounts;
  private final Ways ways;
  private final Finishing finishing;
  private final ConversationStore conversations = new ConversationStore();

  public PostPreviews(
      Database database, ChannelAccounts accounts, Map<String, Channel> channels, Ways ways) {
    this.database = database;
    this.accounts = accounts;
    this.ways = ways;
    this.finishing = new Finishing(channels);
  }

  /** What came of looking. */
  public sealed interface Result {
    record Shown(Preview preview) implements Result {}

    /** There is nobody on a network to answer, or not like this. */
    record NoAddress() implements Result {}

    record PostGone() implements Result {}

    record NotFound() implements Result {}
  }

  /** PostPreview in the contract. */
  public record Preview(
      String text,
      int length,
      Optional<Integer> limit,
      boolean fits,
      Optional<String> initials,
      Optional<String> mention,
      Optional<String> language,
      boolean needsApproval,
      List<Writing.Finding> findings) {}

  /** Of the ways on networks the best, as far as nothing else is chosen. Keeps nothing. */
  Result preview(
      Actor actor, ConversationId id, String text, Ways.Choice choice, Optional<String> language) {
    return database.transaction(
        tx -> {
          Optional<Locked> conversation = conversations.read(tx, id);
          return conversation.isEmpty()
              ? new Result.NotFound()
              : preview(tx, actor, conversation.get(), text, choice, language);
        });
  }

  private Result preview(
      Sql sql,
      Actor actor,
      Locked conversation,
      String text,
      Ways.Choice choice,
      Optional<String> language) {
    List<Ways.Known> onNetworks =
        ways.of(sql, Ways.Asked.in(conversation, actor.id())).stream()
            .filter(known -> known.way().visibility().isPresent())
            .toList();
    Optional<Ways.Chosen> way = Ways.choose(onNetworks, choice);
    Optional<ChannelAccount> from =
        way.flatMap(chosen -> accounts.findSealed(sql, new ChannelAccountId(chosen.from().id())));
    if (from.isEmpty()) {
      return new Result.NoAddress();
    }
    if (way.get().gone()) {
      return new Result.PostGone();
    }
    return finishing
        .finish(sql, conversation.id(), way.get(), from.get(), text, language)
        .<Result>map(finished -> new Result.Shown(preview(way.get(), finished)))
        .orElseGet(Result.NoAddress::new);
  }

  private static Preview preview(Ways.Chosen way, Writing.Finished finished) {
    return new Preview(
        finished.text(),
        finished.length(),
        finished.limit(),
        finished.fits(),
        way.known().way().post().flatMap(Way.Post::initials),
        way.known().way().post().flatMap(Way.Post::mention),
        finished.language(),
        way.known().way().needsApproval(),
        finished.findings());
  }
}

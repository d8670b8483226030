package io.faden.conversation;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.Writing;
import io.faden.platform.db.Sql;
import java.util.Map;
import java.util.Optional;

/** Makes of what somebody typed what leaves: on a network that is more than their text. */
final class Finishing {
  private final Map<String, Channel> channels;

  Finishing(Map<String, Channel> channels) {
    this.channels = Map.copyOf(channels);
  }

  /** Empty where a text leaves as it was typed. */
  Optional<Writing.Finished> finish(
      Sql sql,
      ConversationId conversation,
      Ways.Chosen way,
      ChannelAccount from,
      String text,
      Optional<String> language) {
    Optional<Writing> writing =
        Optional.ofNullable(channels.get(way.channel())).flatMap(Channel::writing);
    return way.visibility()
        .flatMap(
            visibility ->
                writing.map(
                    how ->
                        how.finish(
                            sql,
                            from,
                            new Writing.Draft(
                                text,
                                conversation.value(),
                                way.to().id().value(),
                                visibility,
                                way.answers().map(post -> post.entry().value()),
                                way.known().way().post().flatMap(Way.Post::mention),
                                way.known().way().post().flatMap(Way.Post::initials),
                                language))));
  }

  /** Why it cannot leave; empty if it can. */
  static Optional<ReplyResult> refusal(Ways.Chosen way, Writing.Finished finished) {
    if (way.gone()) {
      return Optional.of(new ReplyResult.PostGone());
    }
    if (!finished.fits()) {
      return Optional.of(new ReplyResult.TooLong(finished.length(), finished.limit()));
    }
    return finished.findings().isEmpty()
        ? Optional.empty()
        : Optional.of(new ReplyResult.PrivateInPublic(finished.findings()));
  }
}

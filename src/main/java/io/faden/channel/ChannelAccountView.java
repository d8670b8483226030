package io.faden.channel;

import io.faden.routing.Queue;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A channel account as administrators see it: everything but the passwords. */
public record ChannelAccountView(
    ChannelAccountId id,
    String channel,
    String name,
    String address,
    String displayName,
    Queue queue,
    boolean active,
    String backfill,
    int version,
    Optional<Server> imap,
    Optional<Server> smtp,
    Optional<Line> phone,
    Optional<Letterbox> letter,
    Optional<Map<String, Object>> mastodon,
    Optional<Map<String, Object>> bluesky,
    Optional<Map<String, Object>> feed,
    Optional<Map<String, Object>> webhook,
    Optional<Map<String, Object>> social,
    AccountState state) {

  /** A telephone line without its token. */
  public record Line(long callBackWithinMinutes, boolean hasToken, Optional<Instant> lastEventAt) {}

  /** Where scanned letters come from; the path is that of the folder on the server. */
  public record Letterbox(
      Optional<String> folder,
      Optional<String> path,
      Optional<Integer> answerWithinDays,
      List<String> customerNumbers) {}

  /** With the path of its folder. */
  ChannelAccountView at(String path) {
    return new ChannelAccountView(
        id,
        channel,
        name,
        address,
        displayName,
        queue,
        active,
        backfill,
        version,
        imap,
        smtp,
        phone,
        letter.map(
            box ->
                new Letterbox(
                    box.folder(),
                    Optional.of(path),
                    box.answerWithinDays(),
                    box.customerNumbers())),
        mastodon,
        bluesky,
        feed,
        webhook,
        social,
        state);
  }

  /** One side of the mailbox without its password. */
  public record Server(
      String host,
      int port,
      String tls,
      Optional<String> user,
      boolean hasPassword,
      Optional<String> folder,
      String trust) {

    static Server of(MailServer server, boolean hasPassword) {
      return new Server(
          server.host(),
          server.port(),
          server.tls().name().toLowerCase(java.util.Locale.ROOT),
          server.user(),
          hasPassword,
          server.folder(),
          server.trust());
    }
  }
}

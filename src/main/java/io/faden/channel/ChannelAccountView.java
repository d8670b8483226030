package io.faden.channel;

import io.faden.routing.Queue;
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
    Server imap,
    Server smtp,
    AccountState state) {

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

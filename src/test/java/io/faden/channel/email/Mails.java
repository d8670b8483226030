package io.faden.channel.email;

import io.faden.channel.AccountSettings;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccount.Backfill;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.Incoming;
import io.faden.channel.MailServer;
import io.faden.channel.MailServer.Tls;
import io.faden.channel.Outgoing;
import io.faden.channel.UnreadableArrival;
import io.faden.platform.Keys;
import io.faden.routing.QueueId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Raw messages and accounts for the tests. */
final class Mails {
  static final Keys KEYS = new Keys(new byte[32]);
  static final EmailChannel CHANNEL = new EmailChannel(KEYS);
  static final ChannelAccount ACCOUNT = account("localhost", 1, 1, Tls.NONE, "system");

  private Mails() {}

  static ChannelAccount account(String host, int imapPort, int smtpPort, Tls tls, String trust) {
    return new ChannelAccount(
        new ChannelAccountId(1),
        "email",
        "Service",
        "service@nordlicht.example",
        "Nordlicht Service",
        new QueueId(1),
        true,
        Backfill.ALL,
        new AccountSettings.Mailbox(
            server(host, imapPort, tls, trust), server(host, smtpPort, tls, trust)),
        1);
  }

  static MailServer server(String host, int port, Tls tls, String trust) {
    return new MailServer(
        host,
        port,
        tls,
        Optional.of("service@nordlicht.example"),
        Optional.of("geheim"),
        Optional.empty(),
        trust);
  }

  /** A letter of complaint, on its way out. */
  static Outgoing reply(String to) {
    return new Outgoing(
        new Incoming.Address(to, "Jörg Müller"),
        "Re: Ihre Bestellung – verspätet",
        "Guten Tag Herr Müller,\n\nes tut uns leid.\n\n> Wo bleibt mein Paket?\n",
        Instant.parse("2026-05-04T10:15:00Z"),
        CHANNEL.newMessageId(ACCOUNT, 42),
        Optional.of("frage@kunde.example"),
        List.of("erste@kunde.example", "frage@kunde.example"),
        List.of(),
        false);
  }

  /** One char for each byte: \u00e4 is the byte E4. */
  static byte[] bytes(String raw) {
    return raw.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] utf8(String raw) {
    return raw.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }

  static Incoming read(byte[] raw) {
    try {
      return CHANNEL.read(ACCOUNT, raw);
    } catch (UnreadableArrival unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  static Incoming read(String raw) {
    return read(bytes(raw));
  }

  /** A message whose body is this HTML. */
  static Incoming html(String html) {
    return read(
        utf8(
            "From: a@kunde.example\nSubject: x\nContent-Type: text/html; charset=utf-8\n\n"
                + html));
  }

  static String base64(byte[] content) {
    return Base64.getMimeEncoder().encodeToString(content);
  }

  static byte[] concat(byte[]... parts) {
    byte[] all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (byte[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}

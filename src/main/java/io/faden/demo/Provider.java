package io.faden.demo;

import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.mail.MovingMessage;
import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.user.UserException;
import com.icegreen.greenmail.user.UserManager;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Flags;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Locale;

/**
 * The mail provider of the demo: SMTP and IMAP on this machine alone, a mailbox for whoever is
 * written to, and nothing that leads out into the world. What it accepted it still has after the
 * next start, under the same UIDs.
 */
final class Provider implements AutoCloseable {
  /** The same for every mailbox; it guards nothing but invented letters on this machine. */
  static final String PASSWORD = "faden-demo";

  static final String HOST = "127.0.0.1";
  private static final long START_MILLIS = 20_000;

  private final MailFolders folders;
  private final KeptGreenMail server;

  private Provider(MailFolders folders, KeptGreenMail server) {
    this.folders = folders;
    this.server = server;
  }

  /**
   * Starts with what the folder holds. Input: 0 for two free ports, or the port for SMTP, with IMAP
   * on the next one. Errors: a port that is taken, a folder that cannot be read.
   */
  static Provider start(Path folder, int portBase) {
    MailFolders folders = MailFolders.open(folder);
    KeptGreenMail server =
        new KeptGreenMail(
            new ServerSetup[] {
              setup(portBase, ServerSetup.PROTOCOL_SMTP),
              setup(portBase == 0 ? 0 : portBase + 1, ServerSetup.PROTOCOL_IMAP)
            },
            folders::validity);
    Provider provider = new Provider(folders, server);
    folders.addresses().forEach(provider::reload);
    server.getUserManager().setMessageDeliveryHandler(provider::keep);
    server.start();
    return provider;
  }

  private static ServerSetup setup(int port, String protocol) {
    ServerSetup setup = new ServerSetup(port, HOST, protocol);
    setup.setServerStartupTimeout(START_MILLIS);
    return setup;
  }

  int smtpPort() {
    return server.getSmtp().getPort();
  }

  int imapPort() {
    return server.getImap().getPort();
  }

  /** Opens a mailbox that nobody has written to yet. */
  void ensure(String address) {
    mailbox(address);
  }

  /** Whoever has a mailbox. */
  List<String> addresses() {
    return folders.addresses();
  }

  /** What an address has received, oldest first. */
  List<MailFolders.Kept> received(String address) {
    return folders.mails(address);
  }

  private void reload(String address) {
    GreenMailUser user = mailbox(address);
    for (MailFolders.Kept mail : folders.mails(address)) {
      MimeMessage message = GreenMailUtil.newMimeMessage(new ByteArrayInputStream(mail.raw()));
      server.inbox(user).appendMessage(message, new Flags(), Date.from(Instant.now()));
    }
  }

  private GreenMailUser mailbox(String address) {
    String known = address.toLowerCase(Locale.ROOT);
    UserManager users = server.getUserManager();
    GreenMailUser user = users.getUserByEmail(known);
    if (user != null) {
      return user;
    }
    try {
      return users.createUser(known, known, PASSWORD);
    } catch (UserException meanwhile) {
      return users.getUserByEmail(known);
    }
  }

  /** Runs for one message at a time, before it shows up in the mailbox and is confirmed. */
  private GreenMailUser keep(MovingMessage message, MailAddress to) throws MessagingException {
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    try {
      message.getMessage().writeTo(raw);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    folders.add(to.getEmail(), raw.toByteArray());
    return mailbox(to.getEmail());
  }

  @Override
  public void close() {
    server.stop();
  }
}

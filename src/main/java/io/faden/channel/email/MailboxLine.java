package io.faden.channel.email;

import io.faden.channel.MailServer;
import io.faden.channel.email.MailSession.Patience;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.ReadOnlyFolderException;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.eclipse.angus.mail.iap.BadCommandException;
import org.eclipse.angus.mail.iap.CommandFailedException;
import org.eclipse.angus.mail.iap.ProtocolException;
import org.eclipse.angus.mail.iap.Response;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.eclipse.angus.mail.imap.protocol.BODY;
import org.eclipse.angus.mail.imap.protocol.FetchResponse;
import org.eclipse.angus.mail.imap.protocol.IMAPProtocol;
import org.eclipse.angus.mail.imap.protocol.IMAPResponse;
import org.eclipse.angus.mail.imap.protocol.RFC822SIZE;
import org.eclipse.angus.mail.imap.protocol.UID;

/**
 * One selected folder on an IMAP server. Speaks in UIDs only: the message objects of the library
 * hang on sequence numbers, which shift under other clients. For one thread, which another one
 * frees by breaking off the sockets. Errors: {@link MessagingException} when the line or the server
 * fails. Source: RFC 3501, 2177 (IDLE).
 */
final class MailboxLine implements AutoCloseable {
  private static final String DEFAULT_FOLDER = "INBOX";
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d-MMM-yyyy", Locale.ENGLISH);

  private final IMAPStore store;
  private final IMAPFolder folder;
  private final boolean writable;
  private final boolean idles;
  private long exists;
  private boolean news;

  private MailboxLine(IMAPStore store, IMAPFolder folder) throws MessagingException {
    this.store = store;
    this.folder = folder;
    this.writable = folder.getMode() == Folder.READ_WRITE;
    this.exists = folder.getMessageCount();
    this.idles = (Boolean) folder.doCommand(protocol -> protocol.hasCapability("IDLE"));
  }

  static MailboxLine open(MailServer server, Patience patience, LineSockets sockets)
      throws MessagingException, GeneralSecurityException {
    Properties properties = MailSession.properties("imap", server, patience);
    sockets.under(properties, "imap");
    IMAPStore store = (IMAPStore) MailSession.open(properties).getStore("imap");
    try {
      store.connect(
          server.host(), server.port(), server.user().orElse(null), server.password().orElse(null));
      return new MailboxLine(store, select(store, folder(server)));
    } catch (MessagingException | RuntimeException failure) {
      close(store);
      throw failure;
    }
  }

  static String folder(MailServer server) {
    return server.folder().filter(name -> !name.isBlank()).orElse(DEFAULT_FOLDER);
  }

  private static IMAPFolder select(IMAPStore store, String name) throws MessagingException {
    IMAPFolder folder = (IMAPFolder) store.getFolder(name);
    try {
      folder.open(Folder.READ_WRITE);
    } catch (ReadOnlyFolderException mayOnlyRead) {
      folder.open(Folder.READ_ONLY);
    }
    return folder;
  }

  long uidValidity() throws MessagingException {
    return folder.getUIDValidity();
  }

  /** The UID that the next message will get. */
  long uidNext() throws MessagingException {
    long next = folder.getUIDNext();
    return next > 0 ? next : search("ALL").stream().mapToLong(Long::longValue).max().orElse(0) + 1;
  }

  /** UIDs from here on, ascending. */
  List<Long> uidsFrom(long from) throws MessagingException {
    // "n:*" names the last message even if its UID is below n.
    return search("UID " + from + ":*").stream().filter(uid -> uid >= from).toList();
  }

  /** UIDs in a range that the server got on this day or later, ascending. */
  List<Long> uidsSince(long from, long to, LocalDate day) throws MessagingException {
    return search("UID " + from + ":" + to + " SINCE " + DAY.format(day)).stream()
        .filter(uid -> uid >= from && uid <= to)
        .toList();
  }

  private List<Long> search(String criteria) throws MessagingException {
    news = false;
    List<Long> uids = new ArrayList<>();
    for (Response response : command("UID SEARCH " + criteria, false)) {
      if (response instanceof IMAPResponse found && found.keyEquals("SEARCH")) {
        for (long uid = found.readLong(); uid > 0; uid = found.readLong()) {
          uids.add(uid);
        }
      }
    }
    return uids.stream().sorted().distinct().toList();
  }

  /** Sizes in bytes of those that are still there. */
  Map<Long, Long> sizes(Collection<Long> uids) throws MessagingException {
    Map<Long, Long> sizes = new LinkedHashMap<>();
    for (FetchResponse found : fetch(uids, "(UID RFC822.SIZE)")) {
      RFC822SIZE size = found.getItem(RFC822SIZE.class);
      if (size != null) {
        sizes.put(uid(found), size.size);
      }
    }
    return sizes;
  }

  /** The raw messages, without setting a flag; what the server cannot give is not in the result. */
  Map<Long, byte[]> messages(Collection<Long> uids) throws MessagingException {
    Map<Long, byte[]> messages = new LinkedHashMap<>();
    for (FetchResponse found : fetch(uids, "(UID BODY.PEEK[])")) {
      BODY body = found.getItem(BODY.class);
      ByteArrayInputStream content = body == null ? null : body.getByteArrayInputStream();
      if (content != null) {
        messages.put(uid(found), content.readAllBytes());
      }
    }
    return messages;
  }

  /** Tells the mailbox that these are taken. Only a courtesy: a refusal does no harm. */
  void markSeen(Collection<Long> uids) throws MessagingException {
    if (writable && !uids.isEmpty()) {
      List<Response> unused = command("UID STORE " + set(uids) + " +FLAGS.SILENT (\\Seen)", true);
    }
  }

  /**
   * Waits until something may have arrived, by IDLE where the server offers it, and no longer than
   * this. The end of the wait also proves that the line is alive.
   */
  void awaitNews(Duration atMost) throws MessagingException, InterruptedException {
    if (news) {
      return;
    }
    if (!idles) {
      Thread.sleep(atMost.toMillis());
      return;
    }
    CountDownLatch left = new CountDownLatch(1);
    Thread alarm = Thread.ofPlatform().daemon().start(() -> leaveIdle(left, atMost));
    try {
      folder.idle(true);
    } finally {
      left.countDown();
    }
    // It may be speaking on our line right now.
    alarm.join();
  }

  /** Any command from another thread ends IDLE; only that way can the library be stopped. */
  private void leaveIdle(CountDownLatch left, Duration after) {
    try {
      if (!left.await(after.toMillis(), TimeUnit.MILLISECONDS)) {
        Object unused =
            folder.doCommand(
                protocol -> {
                  protocol.noop();
                  return true;
                });
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } catch (MessagingException broken) {
      // The waiting thread learns it by itself.
    }
  }

  private List<FetchResponse> fetch(Collection<Long> uids, String items) throws MessagingException {
    return command("UID FETCH " + set(uids) + " " + items, true).stream()
        .filter(FetchResponse.class::isInstance)
        .map(FetchResponse.class::cast)
        .filter(found -> found.getItem(UID.class) != null)
        .toList();
  }

  private static long uid(FetchResponse found) {
    return found.getItem(UID.class).uid;
  }

  private static String set(Collection<Long> uids) {
    return uids.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /**
   * Sends a command and returns all that was answered.
   *
   * @param mayFail a NO or BAD is an answer too: what came before it counts
   */
  @SuppressWarnings("unchecked")
  private List<Response> command(String line, boolean mayFail) throws MessagingException {
    return (List<Response>) folder.doCommand(protocol -> answered(protocol, line, mayFail));
  }

  private List<Response> answered(IMAPProtocol protocol, String line, boolean mayFail)
      throws ProtocolException {
    Response[] responses = protocol.command(line, null);
    for (Response response : responses) {
      if (response instanceof IMAPResponse said) {
        watch(said);
      }
    }
    protocol.notifyResponseHandlers(responses);
    try {
      protocol.handleResult(responses[responses.length - 1]);
    } catch (CommandFailedException | BadCommandException refused) {
      if (!mayFail) {
        throw refused;
      }
    }
    return List.of(responses);
  }

  /** What arrives while we are busy is not announced again when we wait. */
  private void watch(IMAPResponse said) {
    if (said.keyEquals("EXISTS")) {
      news |= said.getNumber() > exists;
      exists = said.getNumber();
    } else if (said.keyEquals("EXPUNGE")) {
      exists--;
    }
  }

  @Override
  public void close() {
    try {
      // No CLOSE and no waiting for an answer: a CLOSE would expunge, a dead line never answers.
      folder.forceClose();
    } catch (MessagingException | IllegalStateException alreadyGone) {
      // Nothing left to close.
    }
    close(store);
  }

  private static void close(IMAPStore store) {
    try {
      store.close();
    } catch (MessagingException alreadyGone) {
      // Nothing left to close.
    }
  }
}

package io.faden.channel.email;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.ConnectionVerdict.Step;
import io.faden.channel.MailServer;
import jakarta.mail.Folder;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** Tries both servers of an account at once and reports each step. Takes a minute at most. */
final class ConnectionTrial {
  private static final String DEFAULT_FOLDER = "INBOX";

  private final MailSession.Patience patience;

  ConnectionTrial(MailSession.Patience patience) {
    this.patience = patience;
  }

  ConnectionVerdict run(ChannelAccount account) {
    // Platform threads: the mail library blocks inside monitors.
    ThreadFactory threads = Thread.ofPlatform().daemon().factory();
    try (ExecutorService tasks = Executors.newThreadPerTaskExecutor(threads)) {
      Future<List<Step>> smtp = tasks.submit(() -> smtp(account));
      List<Step> steps = new ArrayList<>(imap(account.mailbox().imap()));
      steps.addAll(smtp.get());
      return ConnectionVerdict.of(steps);
    } catch (ExecutionException fault) {
      throw new IllegalStateException(fault.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while trying a connection", stopped);
    }
  }

  private List<Step> imap(MailServer server) {
    try {
      Session session = MailSession.open(MailSession.properties("imap", server, patience));
      try (Store store = session.getStore("imap")) {
        store.connect(
            server.host(),
            server.port(),
            server.user().orElse(null),
            server.password().orElse(null));
        return List.of(connected("imap_connect"), connected("imap_sign_in"), folder(store, server));
      }
    } catch (MessagingException | GeneralSecurityException failure) {
      return failedToEnter("imap", failure, "imap_folder");
    }
  }

  private static Step folder(Store store, MailServer server) {
    try (Folder folder = store.getFolder(server.folder().orElse(DEFAULT_FOLDER))) {
      folder.open(Folder.READ_ONLY);
      return new Step(
          "imap_folder",
          true,
          "connected",
          Optional.empty(),
          Optional.of(folder.getMessageCount()));
    } catch (MessagingException failure) {
      return failed("imap_folder", ConnectionFailure.of(failure));
    }
  }

  private List<Step> smtp(ChannelAccount account) {
    MailServer server = account.mailbox().smtp();
    try {
      Session session = MailSession.open(MailSession.properties("smtp", server, patience));
      try (SMTPTransport transport = SmtpSending.connect(session, server)) {
        boolean noSignIn = server.user().isPresent() && !transport.supportsExtension("AUTH");
        Step signIn =
            noSignIn
                ? failed(
                    "smtp_sign_in",
                    new ConnectionFailure("sign_in_refused", "", "the server offers no sign-in"))
                : connected("smtp_sign_in");
        return List.of(connected("smtp_connect"), signIn);
      }
    } catch (MessagingException | GeneralSecurityException failure) {
      return failedToEnter("smtp", failure);
    }
  }

  /** Connecting and signing in are one call of the library; the failure tells which it was. */
  private static List<Step> failedToEnter(String protocol, Exception failure, String... later) {
    ConnectionFailure why = ConnectionFailure.of(failure);
    List<Step> steps = new ArrayList<>();
    if (why.code().equals("sign_in_refused")) {
      steps.add(connected(protocol + "_connect"));
      steps.add(failed(protocol + "_sign_in", why));
    } else {
      steps.add(failed(protocol + "_connect", why));
      steps.add(notTried(protocol + "_sign_in"));
    }
    for (String step : later) {
      steps.add(notTried(step));
    }
    return steps;
  }

  private static Step connected(String step) {
    return new Step(step, true, "connected", Optional.empty(), Optional.empty());
  }

  private static Step failed(String step, ConnectionFailure why) {
    return new Step(step, false, why.code(), Optional.of(why.detail()), Optional.empty());
  }

  private static Step notTried(String step) {
    return new Step(step, false, "not_tried", Optional.empty(), Optional.empty());
  }
}

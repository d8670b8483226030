package io.faden.channel.email;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FolderNotFoundException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Why a mail server could not be used.
 *
 * @param code as in ConnectionVerdict of the contract
 * @param sentence for people
 * @param detail what the other side or the library said, one line
 */
record ConnectionFailure(String code, String sentence, String detail) {
  private static final int LONGEST_DETAIL = 300;

  static ConnectionFailure of(Exception failure) {
    String code = code(failure);
    String sentence =
        switch (code) {
          case "host_unknown" -> "There is no mail server of that name.";
          case "connection_refused" -> "The mail server does not accept connections on this port.";
          case "timed_out" -> "The mail server did not answer in time.";
          case "tls_failed" -> "No encrypted connection to the mail server came about.";
          case "certificate_untrusted" -> "The certificate of the mail server is not trusted.";
          case "sign_in_refused" -> "The mail server refused the sign-in.";
          case "folder_missing" -> "The mailbox has no such folder.";
          default -> "The connection to the mail server failed.";
        };
    return new ConnectionFailure(code, sentence, detail(failure));
  }

  /** The sentence and what was said, for reasons that are kept. */
  String reason() {
    return detail.isEmpty() ? sentence : sentence + " " + detail;
  }

  private static String code(Exception failure) {
    if (holds(failure, AuthenticationFailedException.class)) {
      return "sign_in_refused";
    }
    if (holds(failure, FolderNotFoundException.class)) {
      return "folder_missing";
    }
    if (holds(failure, UnknownHostException.class)) {
      return "host_unknown";
    }
    if (holds(failure, SocketTimeoutException.class)) {
      return "timed_out";
    }
    if (holds(failure, ConnectException.class) || holds(failure, NoRouteToHostException.class)) {
      return "connection_refused";
    }
    if (holds(failure, CertificateException.class)
        || holds(failure, CertPathValidatorException.class)) {
      return "certificate_untrusted";
    }
    boolean encryption =
        holds(failure, SSLException.class)
            || Optional.ofNullable(failure.getMessage())
                .filter(text -> text.toUpperCase(Locale.ROOT).contains("STARTTLS"))
                .isPresent();
    return encryption ? "tls_failed" : "failed";
  }

  private static boolean holds(Throwable failure, Class<? extends Throwable> kind) {
    int depth = 0;
    for (Throwable at = failure; at != null && depth < 20; at = at.getCause(), depth++) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  /** The innermost message says most. */
  private static String detail(Exception failure) {
    Throwable at = failure;
    for (int i = 0; i < 20 && at.getCause() != null && at.getCause().getMessage() != null; i++) {
      at = at.getCause();
    }
    String said = Optional.ofNullable(at.getMessage()).orElse(at.getClass().getSimpleName());
    String line = said.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) : line;
  }
}

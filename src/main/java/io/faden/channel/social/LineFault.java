package io.faden.channel.social;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * No answer came: the connection did not come about, or broke. The message is a sentence for
 * people.
 */
final class LineFault extends Exception {
  private static final int DEEPEST = 20;

  private final String code;
  private final boolean begun;

  private LineFault(String code, boolean begun, Throwable cause) {
    super(sentence(code), cause);
    this.code = code;
    this.begun = begun;
  }

  static LineFault of(Throwable cause, boolean begun) {
    return new LineFault(codeOf(cause), begun, cause);
  }

  static LineFault of(String code) {
    return new LineFault(code, false, null);
  }

  /** As in ConnectionVerdict of the contract. */
  String code() {
    return code;
  }

  /** The question had begun to flow: it may have been understood. */
  boolean begun() {
    return begun;
  }

  private static String sentence(String code) {
    return switch (code) {
      case "host_unknown" -> "There is no server of that name.";
      case "connection_refused" -> "The server does not accept connections.";
      case "timed_out" -> "The server did not answer in time.";
      case "tls_failed" -> "No encrypted connection to the server came about.";
      case "certificate_untrusted" -> "The certificate of the server is not trusted.";
      case "not_allowed" -> "Only https is used; http for this machine only.";
      case "unreadable" -> "The answer of the server cannot be read.";
      default -> "The connection to the server broke.";
    };
  }

  private static String codeOf(Throwable fault) {
    if (fault instanceof NetworkHttp.TooLong) {
      return "unreadable";
    }
    if (holds(fault, UnknownHostException.class)) {
      return "host_unknown";
    }
    // The class that Netty throws for it is one of ConnectException as well.
    if (holds(fault, TimeoutException.class) || named(fault, "Timeout")) {
      return "timed_out";
    }
    if (holds(fault, ConnectException.class) || holds(fault, NoRouteToHostException.class)) {
      return "connection_refused";
    }
    if (holds(fault, CertificateException.class)
        || holds(fault, CertPathValidatorException.class)) {
      return "certificate_untrusted";
    }
    return holds(fault, SSLException.class) ? "tls_failed" : "failed";
  }

  private static boolean holds(Throwable fault, Class<? extends Throwable> kind) {
    int depth = 0;
    for (Throwable at = fault; at != null && depth < DEEPEST; at = at.getCause(), depth++) {
      if (kind.isInstance(at)) {
        return true;
      }
    }
    return false;
  }

  private static boolean named(Throwable fault, String part) {
    int depth = 0;
    for (Throwable at = fault; at != null && depth < DEEPEST; at = at.getCause(), depth++) {
      if (at.getClass().getSimpleName().contains(part)) {
        return true;
      }
    }
    return false;
  }
}

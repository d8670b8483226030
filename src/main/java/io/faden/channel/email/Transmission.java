package io.faden.channel.email;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * A written message on the line. The transport asks for its content after the server has accepted
 * DATA; that is the moment before which nothing has left. One use.
 */
final class Transmission extends SMTPMessage {
  private static final int LONGEST_ANSWER = 500;

  private final byte[] raw;
  private final Runnable beforeTransmit;
  private RuntimeException stopped;
  private boolean begun;

  Transmission(Session session, byte[] raw, String envelopeFrom, Runnable beforeTransmit) {
    super(session);
    this.raw = raw;
    this.beforeTransmit = beforeTransmit;
    setEnvelopeFrom(envelopeFrom);
  }

  byte[] raw() {
    return raw;
  }

  /** Content may have left. */
  boolean begun() {
    return begun;
  }

  /** Rises what beforeTransmit threw. */
  void rethrow() {
    if (stopped != null) {
      throw stopped;
    }
  }

  @Override
  public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
    try {
      beforeTransmit.run();
    } catch (RuntimeException stop) {
      stopped = stop;
      // An IOException makes the transport drop the line without another byte: nothing is sent.
      throw new IOException("stopped before the first byte", stop);
    }
    begun = true;
    out.write(raw);
  }

  @Override
  public String getSubject() {
    return "";
  }

  /** What a server said, as one line. */
  static String line(String answer) {
    String line = answer == null ? "" : answer.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    return line.length() > LONGEST_ANSWER ? line.substring(0, LONGEST_ANSWER) : line;
  }
}

package io.faden.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A message on its way out. Sending it twice gives the same bytes but for the transport's own.
 *
 * @param text plain text, lines end with \n
 * @param messageId fixed before the first attempt, without angle brackets
 * @param inReplyTo the message that it answers, without angle brackets
 * @param references the thread, oldest first, without angle brackets
 * @param open everybody can read it
 * @param language ISO 639-1, if somebody has said so
 * @param automated nobody wrote it by hand: it carries Auto-Submitted and a null envelope sender
 */
public record Outgoing(
    Incoming.Address to,
    String subject,
    String text,
    Instant writtenAt,
    String messageId,
    Optional<String> inReplyTo,
    List<String> references,
    List<FilePart> files,
    boolean automated,
    boolean open,
    Optional<String> language) {

  /** What only its recipient reads. */
  public Outgoing(
      Incoming.Address to,
      String subject,
      String text,
      Instant writtenAt,
      String messageId,
      Optional<String> inReplyTo,
      List<String> references,
      List<FilePart> files,
      boolean automated) {
    this(
        to,
        subject,
        text,
        writtenAt,
        messageId,
        inReplyTo,
        references,
        files,
        automated,
        false,
        Optional.empty());
  }

  public Outgoing {
    references = List.copyOf(references);
    files = List.copyOf(files);
  }
}

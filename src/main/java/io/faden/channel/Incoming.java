package io.faden.channel;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An arrival after reading, the same shape for every channel.
 *
 * @param sender who wrote; empty when the arrival does not say
 * @param to the visible recipients, as address
 * @param cc the visible copies, as address
 * @param subject one line, decoded, without control characters; may be empty
 * @param text plain text without quoted history, no NULs, lines end with \n
 * @param quoted the quoted history; may be empty
 * @param html sanitised HTML; inline images point to {@code cid:<contentId>}
 * @param remoteImages whether the HTML names images elsewhere
 * @param occurredAt when it was written, or empty if it does not say or lies in the future
 * @param messageId without angle brackets
 * @param references message ids that it answers, nearest first, 50 at most
 * @param conversationToken the conversation named by our own signed token, signature checked, or
 *     the one in which a private chat was last
 * @param contentHash hex SHA-256 of the normalised body, equal for two copies of one message
 * @param automated a machine wrote it: never answer it automatically
 * @param visibility who else can read it, on channels where that differs
 * @param bounce says that an earlier message of ours could not be delivered
 */
public record Incoming(
    Optional<Address> sender,
    List<String> to,
    List<String> cc,
    String subject,
    String text,
    String quoted,
    Optional<String> html,
    boolean remoteImages,
    Optional<Instant> occurredAt,
    Optional<String> messageId,
    List<String> references,
    Optional<Long> conversationToken,
    String contentHash,
    boolean automated,
    Optional<Bounce> bounce,
    List<FilePart> files,
    Optional<Visibility> visibility) {

  public Incoming {
    to = List.copyOf(to);
    cc = List.copyOf(cc);
    references = List.copyOf(references);
    files = List.copyOf(files);
  }

  /** Without it: what mail needs not say. */
  public Incoming(
      Optional<Address> sender,
      List<String> to,
      List<String> cc,
      String subject,
      String text,
      String quoted,
      Optional<String> html,
      boolean remoteImages,
      Optional<Instant> occurredAt,
      Optional<String> messageId,
      List<String> references,
      Optional<Long> conversationToken,
      String contentHash,
      boolean automated,
      Optional<Bounce> bounce,
      List<FilePart> files) {
    this(
        sender,
        to,
        cc,
        subject,
        text,
        quoted,
        html,
        remoteImages,
        occurredAt,
        messageId,
        references,
        conversationToken,
        contentHash,
        automated,
        bounce,
        files,
        Optional.empty());
  }

  /**
   * An address on a channel.
   *
   * @param value normalised, so that equal means the same; an e-mail address is lower case
   * @param name as the sender gave it; may be empty
   * @param shown how people read it, where the value is none that they would know
   */
  public record Address(String value, String name, Optional<String> shown) {
    public Address(String value, String name) {
      this(value, name, Optional.empty());
    }

    /** As it stands before people. */
    public String text() {
      return shown.orElse(value);
    }
  }

  /**
   * A non-delivery report.
   *
   * @param messageId the message of ours that failed, without angle brackets, if the report names
   *     it
   * @param permanent whether the other side gave up
   * @param reason what it said
   */
  public record Bounce(Optional<String> messageId, boolean permanent, String reason) {}
}

package io.faden.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An e-mail of a customer before it is written down as MIME.
 *
 * @param html the same once more as HTML; with {@code inline} pictures it names them as {@code
 *     cid:<name>}
 * @param messageId without angle brackets
 * @param references oldest first, the message that is answered last
 * @param headers more header fields, name to value
 */
record Letter(
    Sender from,
    String to,
    String subject,
    Instant sent,
    String text,
    Optional<String> html,
    String messageId,
    List<String> references,
    Map<String, String> headers,
    List<Enclosure> inline,
    List<Enclosure> files) {

  /** Who writes; the address in small letters. */
  record Sender(String name, String address) {}

  record Enclosure(String name, String type, byte[] content) {}
}

package io.faden.testing;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A message from outside, as bytes. Everything can be left out or made wrong. */
public final class RawMail {
  private final List<String> headers = new ArrayList<>();
  private String messageId = UUID.randomUUID() + "@kunde.example";
  private String text = "Guten Tag,\n\nwo bleibt meine Bestellung?\n";
  private String type = "text/plain; charset=utf-8";

  private RawMail() {}

  /** Input: what stands in the From header. */
  public static RawMail from(String mailbox) {
    return anonymous().header("From", mailbox);
  }

  /** Without a From header. */
  public static RawMail anonymous() {
    return new RawMail();
  }

  public RawMail header(String name, String value) {
    headers.add(name + ": " + value);
    return this;
  }

  public RawMail to(String mailboxes) {
    return header("To", mailboxes);
  }

  public RawMail cc(String mailboxes) {
    return header("Cc", mailboxes);
  }

  public RawMail subject(String subject) {
    return header("Subject", subject);
  }

  public RawMail text(String body) {
    text = body;
    return this;
  }

  /** The body is of this media type. */
  public RawMail type(String contentType) {
    type = contentType;
    return this;
  }

  /** Without angle brackets; empty for no Message-ID at all. */
  public RawMail id(String id) {
    messageId = id;
    return this;
  }

  public String id() {
    return messageId;
  }

  /** Without angle brackets. */
  public RawMail inReplyTo(String id) {
    return header("In-Reply-To", "<" + id + ">");
  }

  /** Without angle brackets, oldest first. */
  public RawMail references(String... ids) {
    return header("References", "<" + String.join("> <", ids) + ">");
  }

  public byte[] bytes() {
    StringBuilder raw = new StringBuilder();
    headers.forEach(header -> raw.append(header).append('\n'));
    if (!messageId.isEmpty()) {
      raw.append("Message-ID: <").append(messageId).append(">\n");
    }
    raw.append("MIME-Version: 1.0\nContent-Type: ").append(type);
    raw.append("\nContent-Transfer-Encoding: 8bit\n\n").append(text);
    return raw.toString().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
  }
}

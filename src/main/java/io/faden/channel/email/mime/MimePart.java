package io.faden.channel.email.mime;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One node of a message: a leaf with content, or a multipart with children. Content is decoded when
 * asked for.
 */
public final class MimePart {
  private final HeaderFields header;
  private final String mediaType;
  private final FieldWithParameters type;
  private final FieldWithParameters disposition;
  private final byte[] raw;
  private final int from;
  private final int to;
  private final List<MimePart> children;

  MimePart(
      HeaderFields header,
      String mediaType,
      FieldWithParameters type,
      byte[] raw,
      int from,
      int to,
      List<MimePart> children) {
    this.header = header;
    this.mediaType = mediaType;
    this.type = type;
    this.disposition = FieldWithParameters.read(header.raw("content-disposition").orElse(""));
    this.raw = raw;
    this.from = from;
    this.to = to;
    this.children = List.copyOf(children);
  }

  public HeaderFields header() {
    return header;
  }

  /** Lower case without parameters, always of the form a/b. */
  public String mediaType() {
    return mediaType;
  }

  public List<MimePart> children() {
    return children;
  }

  /** A parameter of Content-Type. */
  public Optional<String> parameter(String name) {
    return type.parameter(name);
  }

  public boolean isAttachment() {
    return disposition.value().equals("attachment");
  }

  /** The name that the sender gave, decoded but not cleaned. */
  public Optional<String> fileName() {
    return disposition.parameter("filename").or(() -> type.parameter("name"));
  }

  /** Without angle brackets. */
  public Optional<String> contentId() {
    return header.raw("content-id").flatMap(id -> MessageIds.read(id).stream().findFirst());
  }

  /** The bytes with the transfer encoding undone. */
  public byte[] content() {
    String encoding = header.raw("content-transfer-encoding").orElse("").toLowerCase(Locale.ROOT);
    return TransferDecoding.decode(raw, from, to, encoding);
  }

  /** The content as text: charset and flowed lines undone, cleaned, lines end with \n. */
  public String text() {
    String text = CleanText.block(CharsetDecoding.decode(content(), charset()));
    boolean flowed =
        parameter("format").filter(format -> format.equalsIgnoreCase("flowed")).isPresent();
    boolean deleteSpace =
        parameter("delsp").filter(delsp -> delsp.equalsIgnoreCase("yes")).isPresent();
    return flowed ? FlowedText.unfold(text, deleteSpace) : text;
  }

  /** The body as it stands, one char for each byte. */
  public String rawText() {
    return new String(raw, from, to - from, StandardCharsets.ISO_8859_1);
  }

  private Optional<String> charset() {
    return parameter("charset");
  }
}

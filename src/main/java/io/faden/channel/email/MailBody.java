package io.faden.channel.email;

import io.faden.channel.FilePart;
import io.faden.channel.email.mime.MimePart;
import io.faden.channel.email.mime.ReadingBudget;
import io.faden.channel.email.mime.Uuencoded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jsoup.nodes.Entities;

/**
 * What a reader sees of a message: its text, its HTML as it came, and its files. Either may be
 * missing.
 */
record MailBody(Optional<String> text, Optional<String> html, List<FilePart> files) {
  private static final MailBody EMPTY = new MailBody(Optional.empty(), Optional.empty(), List.of());

  MailBody {
    files = List.copyOf(files);
  }

  /**
   * Walks the parts in order; stops taking more when the time is over. HTML beyond its own budget
   * is a file and its text.
   */
  static MailBody of(MimePart message, ReadingBudget budget, HtmlBudget htmlBudget) {
    return part(message, true, budget, htmlBudget);
  }

  /**
   * Reads one part.
   *
   * @param body text in this place is the body even if it carries a file name
   */
  private static MailBody part(
      MimePart part, boolean body, ReadingBudget budget, HtmlBudget htmlBudget) {
    if (budget.spent()) {
      return EMPTY;
    }
    String type = part.mediaType();
    if (!type.startsWith("multipart/")) {
      return leaf(part, body, htmlBudget);
    }
    boolean choice = type.equals("multipart/alternative");
    List<MailBody> children = new ArrayList<>();
    for (MimePart child : part.children()) {
      children.add(part(child, choice, budget, htmlBudget));
    }
    return choice ? choice(children) : sequence(children, htmlBudget);
  }

  private static MailBody leaf(MimePart part, boolean body, HtmlBudget htmlBudget) {
    boolean shown = !part.isAttachment() && (body || part.fileName().isEmpty());
    return switch (part.mediaType()) {
      case "text/plain" -> shown ? plain(part) : file(part);
      case "text/html" -> shown ? html(part, htmlBudget) : file(part);
      // A third version of the same text, for readers that run its scripts. None of ours does.
      case "text/x-amp-html" -> body ? EMPTY : file(part);
      default -> file(part);
    };
  }

  private static MailBody plain(MimePart part) {
    Uuencoded split = Uuencoded.in(part.text());
    List<FilePart> files =
        split.files().stream()
            .map(file -> MailFiles.file(file.name(), "application/octet-stream", file.content()))
            .toList();
    return new MailBody(nonBlank(split.text()), Optional.empty(), files);
  }

  private static MailBody html(MimePart part, HtmlBudget budget) {
    String rich = part.text();
    return budget.take(rich.length())
        ? new MailBody(Optional.empty(), nonBlank(rich), List.of())
        : new MailBody(
            nonBlank(StrippedHtml.of(rich)), Optional.empty(), List.of(MailFiles.file(part)));
  }

  private static MailBody file(MimePart part) {
    return new MailBody(Optional.empty(), Optional.empty(), List.of(MailFiles.file(part)));
  }

  /** The same thing several times, the richest last. Source: RFC 2046 section 5.1.4. */
  private static MailBody choice(List<MailBody> children) {
    Optional<String> text =
        children.stream().map(MailBody::text).flatMap(Optional::stream).findFirst();
    Optional<String> html =
        children.reversed().stream().map(MailBody::html).flatMap(Optional::stream).findFirst();
    return new MailBody(text, html, allFiles(children));
  }

  /** One after the other: texts join, and where one part is HTML the others join it as HTML. */
  private static MailBody sequence(List<MailBody> children, HtmlBudget budget) {
    boolean anyHtml = children.stream().anyMatch(child -> child.html.isPresent());
    Optional<String> html =
        anyHtml
            ? Optional.of(children.stream().map(MailBody::asHtml).collect(Collectors.joining("\n")))
            : Optional.empty();
    if (children.stream().allMatch(child -> child.text.isEmpty())) {
      return new MailBody(Optional.empty(), html, allFiles(children));
    }
    String text =
        children.stream()
            .map(child -> child.asText(budget))
            .filter(part -> !part.isBlank())
            .map(String::strip)
            .collect(Collectors.joining("\n\n"));
    return new MailBody(nonBlank(text), html, allFiles(children));
  }

  private String asHtml() {
    return html.orElseGet(
        () ->
            text.map(plain -> "<div>" + Entities.escape(plain).replace("\n", "<br>") + "</div>")
                .orElse(""));
  }

  private String asText(HtmlBudget budget) {
    return text.orElseGet(
        () -> html.map(rich -> MailHtml.text(rich, MailHtml.parse(rich, budget))).orElse(""));
  }

  private static List<FilePart> allFiles(List<MailBody> bodies) {
    return bodies.stream().flatMap(body -> body.files.stream()).toList();
  }

  private static Optional<String> nonBlank(String text) {
    return Optional.of(text).filter(content -> !content.isBlank());
  }
}

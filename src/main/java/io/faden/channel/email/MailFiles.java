package io.faden.channel.email;

import io.faden.channel.FilePart;
import io.faden.channel.MessageHtml;
import io.faden.channel.email.mime.CleanText;
import io.faden.channel.email.mime.HeaderFields;
import io.faden.channel.email.mime.MimePart;
import io.faden.channel.email.mime.ReadingBudget;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Files of a message, under names that are safe to save. */
final class MailFiles {
  private static final int LONGEST_NAME = 150;
  private static final Map<String, String> ENDINGS =
      Map.ofEntries(
          Map.entry("text/plain", ".txt"),
          Map.entry("text/html", ".html"),
          Map.entry("text/calendar", ".ics"),
          Map.entry("text/vcard", ".vcf"),
          Map.entry("text/csv", ".csv"),
          Map.entry("text/rfc822-headers", ".txt"),
          Map.entry("message/delivery-status", ".txt"),
          Map.entry("message/rfc822", ".eml"),
          Map.entry("message/global", ".eml"),
          Map.entry("image/png", ".png"),
          Map.entry("image/jpeg", ".jpg"),
          Map.entry("image/gif", ".gif"),
          Map.entry("image/webp", ".webp"),
          Map.entry("application/pdf", ".pdf"),
          Map.entry("application/pgp-signature", ".asc"),
          Map.entry("application/pkcs7-signature", ".p7s"),
          Map.entry("application/pkcs7-mime", ".p7m"),
          Map.entry("application/ms-tnef", ".dat"));

  private MailFiles() {}

  static FilePart file(MimePart part) {
    String type = part.mediaType();
    byte[] content = part.content();
    String name =
        part.fileName()
            .map(MailFiles::safe)
            .filter(given -> !given.isEmpty())
            .orElseGet(() -> nameFor(type, content));
    return new FilePart(name, type, part.contentId(), false, content);
  }

  static FilePart file(String name, String type, byte[] content) {
    String safe = safe(name);
    return new FilePart(
        safe.isEmpty() ? nameFor(type, content) : safe, type, Optional.empty(), false, content);
  }

  /** Marks those that the HTML shows in its place. Input: content ids in lower case. */
  static List<FilePart> markInline(List<FilePart> files, Set<String> shown) {
    return files.stream()
        .map(
            file ->
                file.contentId().flatMap(id -> MessageHtml.contentId("cid:" + id)).stream()
                        .anyMatch(shown::contains)
                    ? new FilePart(file.name(), file.type(), file.contentId(), true, file.content())
                    : file)
        .toList();
  }

  /** A bare name: no path, no characters that a file system or a shell may take amiss. */
  static String safe(String given) {
    String line = CleanText.line(given);
    String bare = line.substring(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1);
    String name = bare.replaceAll("[<>:\"|?*]", "_").strip();
    while (name.startsWith(".")) {
      name = name.substring(1);
    }
    if (name.length() <= LONGEST_NAME) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String ending = dot > 0 && name.length() - dot <= 12 ? name.substring(dot) : "";
    return CleanText.cut(name, LONGEST_NAME - ending.length()) + ending;
  }

  private static String nameFor(String type, byte[] content) {
    String ending = ENDINGS.getOrDefault(type, type.startsWith("text/") ? ".txt" : ".bin");
    if (ending.equals(".eml")) {
      String subject = safe(subject(content));
      return (subject.isEmpty() ? "message" : subject) + ending;
    }
    String kind = type.substring(type.indexOf('/') + 1).toLowerCase(Locale.ROOT);
    return (kind.equals("delivery-status") ? kind : "attachment") + ending;
  }

  private static String subject(byte[] message) {
    ReadingBudget budget = new ReadingBudget(Duration.ofSeconds(1));
    String subject = HeaderFields.read(message, 0, message.length, budget).line("subject");
    return CleanText.cut(subject.replace('/', '-').replace('\\', '-'), LONGEST_NAME - 10);
  }
}

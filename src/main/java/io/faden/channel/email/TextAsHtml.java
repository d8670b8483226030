package io.faden.channel.email;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Entities;

/** The HTML twin of a plain text: paragraphs, links, quotes. All of the text stays text. */
final class TextAsHtml {
  private static final Pattern LINK = Pattern.compile("https?://[^\\s<>\"']{1,2000}");
  private static final String QUOTE =
      "<blockquote style=\"margin:0 0 0 0.8ex;border-left:1px solid #ccc;padding-left:1ex\">";

  private TextAsHtml() {}

  /** Input: lines end with \n. Result: a whole page. */
  static String page(String text) {
    return "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"></head><body>\n"
        + blocks(text)
        + "</body></html>\n";
  }

  private static String blocks(String text) {
    StringBuilder html = new StringBuilder();
    StringBuilder open = new StringBuilder();
    int depth = 0;
    for (String line : text.split("\n", -1)) {
      int marks = marks(line);
      String content = depthless(line, marks);
      if (marks != depth || content.isBlank()) {
        paragraph(html, open);
      }
      for (; depth < marks; depth++) {
        html.append(QUOTE).append('\n');
      }
      for (; depth > marks; depth--) {
        html.append("</blockquote>\n");
      }
      if (!content.isBlank()) {
        open.append(open.isEmpty() ? "" : "<br>\n").append(linked(content));
      }
    }
    paragraph(html, open);
    return html.append("</blockquote>\n".repeat(depth)).toString();
  }

  private static void paragraph(StringBuilder html, StringBuilder open) {
    if (!open.isEmpty()) {
      html.append("<p>").append(open).append("</p>\n");
      open.setLength(0);
    }
  }

  private static int marks(String line) {
    int marks = 0;
    for (int i = 0; i < line.length() && marks < 20; i++) {
      if (line.charAt(i) == '>') {
        marks++;
      } else if (line.charAt(i) != ' ' || marks == 0) {
        break;
      }
    }
    return marks;
  }

  private static String depthless(String line, int marks) {
    int at = 0;
    for (int left = marks; left > 0; at++) {
      left -= line.charAt(at) == '>' ? 1 : 0;
    }
    return marks > 0 && line.startsWith(" ", at) ? line.substring(at + 1) : line.substring(at);
  }

  private static String linked(String line) {
    StringBuilder html = new StringBuilder();
    Matcher link = LINK.matcher(line);
    int plain = 0;
    while (link.find()) {
      String url = withoutPunctuation(link.group());
      int end = link.start() + url.length();
      html.append(escaped(line.substring(plain, link.start())));
      html.append("<a href=\"").append(escaped(url)).append("\">").append(escaped(url));
      html.append("</a>");
      plain = end;
    }
    return html.append(escaped(line.substring(plain))).toString();
  }

  /** "See https://example.org/a." ends the sentence, not the address. */
  private static String withoutPunctuation(String url) {
    int end = url.length();
    while (".,;:!?)]}".indexOf(url.charAt(end - 1)) >= 0) {
      end--;
    }
    return url.substring(0, end);
  }

  private static String escaped(String text) {
    return Entities.escape(text).replace("\"", "&quot;").replace("  ", " &nbsp;");
  }
}

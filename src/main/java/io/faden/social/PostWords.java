package io.faden.social;

import io.faden.channel.social.Told;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** What a post says, as the timeline has it. Pure. */
final class PostWords {
  private static final int SUBJECT = 80;
  private static final Pattern CALLED_FIRST =
      Pattern.compile("^(?:[.\\s]*@[^\\s@]+(?:@[^\\s@]+)?)+[\\s:,]*");

  private PostWords() {}

  /** With its heading, where that does not begin the text anyway. */
  static String text(Told.Post post) {
    String heading = post.subject().strip();
    String text = clean(post.text());
    return heading.isEmpty() || text.startsWith(heading) ? text : clean(heading) + "\n\n" + text;
  }

  /** One line: its heading, or how the text begins behind the names of those who are called. */
  static String subject(Told.Post post) {
    String start = post.subject().isBlank() ? post.text() : post.subject();
    String called = clean(CALLED_FIRST.matcher(start.strip()).replaceFirst(""));
    String line = (called.isBlank() ? clean(start) : called).strip().replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= SUBJECT) {
      return line;
    }
    String cut = line.substring(0, line.offsetByCodePoints(0, SUBJECT));
    int blank = cut.lastIndexOf(' ');
    return (blank > SUBJECT / 2 ? cut.substring(0, blank) : cut) + "…";
  }

  /** PostgreSQL stores every character but NUL. */
  private static String clean(String text) {
    return text.replace("\0", "").replace("\r\n", "\n");
  }

  static String hash(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException(fault);
    }
  }
}

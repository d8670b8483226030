package io.faden.channel.email.mime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Message ids in headers, without angle brackets. Source: RFC 5322 section 3.6.4. */
public final class MessageIds {
  private static final int LONGEST = 998;
  private static final int MOST = 50;

  private MessageIds() {}

  /** The id of the message itself. */
  public static Optional<String> own(HeaderFields header) {
    return header.raw("message-id").flatMap(raw -> read(raw).stream().findFirst());
  }

  /** What it answers: In-Reply-To, then References from the newest back, 50 distinct at most. */
  public static List<String> answered(HeaderFields header) {
    Set<String> ids = new LinkedHashSet<>();
    header.all("in-reply-to").forEach(raw -> ids.addAll(read(raw)));
    for (String raw : header.all("references").reversed()) {
      List<String> thread = new ArrayList<>(read(raw));
      Collections.reverse(thread);
      ids.addAll(thread);
    }
    return ids.stream().limit(MOST).toList();
  }

  /** Every id in a header value. Folding inside the brackets is undone. */
  static List<String> read(String raw) {
    List<String> ids = new ArrayList<>();
    int open = raw.indexOf('<');
    if (open < 0) {
      for (String word : raw.split("[\\s,]+", -1)) {
        if (word.contains("@")) {
          add(ids, word);
        }
      }
      return ids.isEmpty() && !raw.isBlank() ? oddId(raw) : ids;
    }
    while (open >= 0) {
      int close = raw.indexOf('>', open);
      if (close < 0) {
        close = raw.length();
      }
      // "<a <b@c>": the inner one counts.
      int inner = raw.lastIndexOf('<', close - 1);
      add(ids, raw.substring(Math.max(open, inner) + 1, close));
      open = raw.indexOf('<', close);
    }
    return ids;
  }

  private static List<String> oddId(String raw) {
    List<String> ids = new ArrayList<>();
    String bare = raw.strip();
    if (bare.indexOf(' ') < 0) {
      add(ids, bare);
    }
    return ids;
  }

  private static void add(List<String> ids, String text) {
    StringBuilder id = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c > ' ' && c != 0x7F) {
        id.append(c);
      }
    }
    if (!id.isEmpty() && id.length() <= LONGEST) {
      ids.add(CharsetDecoding.decodeRaw(id.toString()));
    }
  }
}

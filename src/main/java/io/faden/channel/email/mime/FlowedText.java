package io.faden.channel.email.mime;

/** Joins the lines that format=flowed broke. Source: RFC 3676 section 4. */
final class FlowedText {
  private FlowedText() {}

  /** Input: lines end with \n. Quote marks come out as "> " for each depth. */
  static String unfold(String text, boolean deleteSpace) {
    StringBuilder out = new StringBuilder(text.length());
    int openDepth = -1;
    String[] lines = text.split("\n", -1);
    for (int i = 0; i < lines.length; i++) {
      String line = lines[i];
      int depth = 0;
      while (depth < line.length() && line.charAt(depth) == '>') {
        depth++;
      }
      String content = line.substring(depth);
      content = content.startsWith(" ") ? content.substring(1) : content;
      boolean signature = content.equals("-- ");
      boolean joins = openDepth == depth && !signature;
      if (openDepth >= 0 && !joins) {
        out.append('\n');
      }
      if (!joins && depth > 0) {
        out.append(">".repeat(depth)).append(content.isEmpty() ? "" : " ");
      }
      boolean flows = content.endsWith(" ") && !signature && i + 1 < lines.length;
      out.append(flows && deleteSpace ? content.substring(0, content.length() - 1) : content);
      if (!flows && i + 1 < lines.length) {
        out.append('\n');
      }
      openDepth = flows ? depth : -1;
    }
    return out.toString();
  }
}

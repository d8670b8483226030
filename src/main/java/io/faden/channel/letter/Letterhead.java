package io.faden.channel.letter;

import java.util.List;
import java.util.Optional;

/**
 * What is the same on every letter of a sender.
 *
 * @param image a logo, at the upper left
 * @param lines beside the logo, or in large and small letters instead of it; 6 at most
 * @param footer columns at the foot of the first page: 4 at most, of 4 lines at most
 * @param signature above the writer's name
 * @param homeCountry two letters of ISO 3166: letters within it name no country
 */
public record Letterhead(
    Optional<LetterImage> image,
    List<String> lines,
    List<List<String>> footer,
    Optional<LetterImage> signature,
    String homeCountry) {
  public static final int MOST_LINES = 6;
  public static final int MOST_COLUMNS = 4;
  public static final int MOST_FOOTER_LINES = 4;

  public Letterhead {
    lines = List.copyOf(lines);
    footer = footer.stream().map(List::copyOf).toList();
    if (lines.size() > MOST_LINES
        || footer.size() > MOST_COLUMNS
        || footer.stream().anyMatch(column -> column.size() > MOST_FOOTER_LINES)) {
      throw new IllegalArgumentException("letterhead is larger than its place");
    }
  }
}

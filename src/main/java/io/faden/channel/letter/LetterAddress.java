package io.faden.channel.letter;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A postal address on a page.
 *
 * @param name the first line that names somebody; empty when there is none
 * @param street with house number, or a post office box; empty when there is none
 */
public record LetterAddress(
    Where where, String name, String street, String postalCode, String town, Box place) {
  public enum Where {
    /** In the address field: whom the letter is to. On a return of ours: the customer. */
    WINDOW,
    /** In one line, as it stands above the address in the window: whom it is from. */
    RETURN_LINE,
    /** In the letterhead, the foot or the text. */
    ELSEWHERE
  }

  /** German codes as they are, others with their country, or every year would be one. */
  private static final String TOWN =
      "(?:(?:DE?[-–—\\s])?\\s?(?<german>\\d{5})|(?<other>(?:A|AT|CH)[-–—]\\s?\\d{4}))"
          + "\\s(?<town>\\p{Lu}[\\p{L} .()/-]{1,60})";

  private static final Pattern TOWN_LINE = Pattern.compile(TOWN);

  private static final Pattern STREET =
      Pattern.compile(
          "(?=.*\\p{L}{2}).{2,80}?\\s?\\d{1,4}\\s?[a-zA-Z]?(?:\\s?[-/]\\s?\\d{1,4}\\s?[a-zA-Z]?)?"
              + "|(?:Postfach|P\\.? ?O\\.? Box)\\s[\\d ]{1,12}");

  /** What printers put between, and what scans make of it. */
  private static final Pattern BETWEEN = Pattern.compile("\\s*[·•|,;*+»«°]\\s*|\\s+[-–—.:]\\s+");

  private static final Pattern NO_NAME =
      Pattern.compile(
          "(?i)herrn?|frau|firma|familie|an|mr|mrs|ms|einschreiben.*|persönlich.*|vertraulich.*"
              + "|zurück.*|return.*|retoure.*|.*nachsend.*|deutsche post.*|.*\\d{4,}.*");

  private static final int MOST_LINES = 6;
  private static final int MOST_LINES_OF_PAGE = 200;
  private static final int MOST_CHARACTERS = 200;

  private static final double SAME_EDGE = 0.025;

  /** Narrower, since lines of like length end alike by chance, too. */
  private static final double SAME_END = 0.015;

  /** All of a page, from its top. */
  static List<LetterAddress> on(ScanPage page, PageText text) {
    List<TextLine> pieces = new ArrayList<>();
    text.lines().stream().limit(MOST_LINES_OF_PAGE).forEach(line -> pieces.addAll(line.columns()));
    pieces.sort(Comparator.comparingDouble(piece -> piece.place().middleY()));
    List<LetterAddress> found = new ArrayList<>();
    for (int i = 0; i < pieces.size(); i++) {
      TextLine piece = pieces.get(i);
      if (piece.text().length() > MOST_CHARACTERS) {
        continue;
      }
      Matcher town = TOWN_LINE.matcher(piece.text());
      if (town.matches()) {
        found.add(block(page, pieces.subList(0, i), piece, town));
      } else {
        oneLine(piece).ifPresent(found::add);
      }
    }
    return found;
  }

  /**
   * The town with the lines right above it: those that begin at the same edge, or, where that gives
   * no name and street, that end at the same edge or have the same middle.
   */
  private static LetterAddress block(
      ScanPage page, List<TextLine> above, TextLine townLine, Matcher town) {
    Box at = townLine.place();
    LetterAddress usual =
        block(page, above, townLine, town, box -> Math.abs(box.left() - at.left()) < SAME_EDGE);
    if (usual.complete()) {
      return usual;
    }
    List<Predicate<Box>> others =
        List.of(
            box -> Math.abs(box.right() - at.right()) < SAME_END,
            box -> Math.abs(box.middleX() - at.middleX()) < SAME_END);
    return others.stream()
        .map(aligned -> block(page, above, townLine, town, aligned))
        .filter(LetterAddress::complete)
        .findFirst()
        .orElse(usual);
  }

  private boolean complete() {
    return !name.isEmpty() && !street.isEmpty();
  }

  private static LetterAddress block(
      ScanPage page,
      List<TextLine> above,
      TextLine townLine,
      Matcher town,
      Predicate<Box> aligned) {
    List<TextLine> lines = new ArrayList<>();
    TextLine last = townLine;
    for (TextLine line : above.reversed()) {
      Box lower = last.place();
      Box upper = line.place();
      double distance = (lower.middleY() - upper.middleY()) * page.heightMillimetres();
      if (distance > 11 || lines.size() == MOST_LINES) {
        break;
      }
      if (aligned.test(upper) && distance > 1.5 && line.text().length() <= MOST_CHARACTERS) {
        if (oneLine(line).isPresent()) {
          break;
        }
        lines.addFirst(line);
        last = line;
      }
    }
    int street = -1;
    for (int i = lines.size() - 1; i >= 0 && street < 0; i--) {
      if (STREET.matcher(lines.get(i).text()).matches()) {
        street = i;
      }
    }
    List<TextLine> names = street < 0 ? lines : lines.subList(0, street);
    String name =
        names.stream()
            .map(TextLine::text)
            .filter(line -> !NO_NAME.matcher(line).matches())
            .findFirst()
            .orElse("");
    Box place = lines.stream().map(TextLine::place).reduce(townLine.place(), Box::and);
    return new LetterAddress(
        inWindow(page, townLine.place()) ? Where.WINDOW : Where.ELSEWHERE,
        name,
        street < 0 ? "" : lines.get(street).text(),
        code(town),
        town.group("town").strip(),
        place);
  }

  /**
   * Where the town stands in an address field of DIN 5008: 20 mm from the left and 85 wide; its
   * lines of address begin 44.7 mm (form A) or 62.7 mm (form B) below the top edge and end at 72 or
   * 90. A little more, because sheets slip in scanners.
   */
  private static boolean inWindow(ScanPage page, Box town) {
    double x = town.left() * page.widthMillimetres();
    double y = town.middleY() * page.heightMillimetres();
    return x > 12 && x < 45 && y > 48 && y < 95;
  }

  private static Optional<LetterAddress> oneLine(TextLine line) {
    String[] parts = BETWEEN.split(line.text(), 8);
    if (parts.length < 3) {
      return Optional.empty();
    }
    Matcher town = TOWN_LINE.matcher(parts[parts.length - 1].strip());
    String street = parts[parts.length - 2].strip();
    if (!town.matches() || !STREET.matcher(street).matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new LetterAddress(
            Where.RETURN_LINE,
            parts[0].strip(),
            street,
            code(town),
            town.group("town").strip(),
            line.place()));
  }

  private static String code(Matcher town) {
    return town.group("german") == null ? town.group("other") : town.group("german");
  }
}

package io.faden.channel.letter;

import io.faden.channel.letter.Flow.Placed;
import io.faden.channel.letter.Flow.Room;
import io.faden.channel.letter.LayoutResult.Remark;
import io.faden.platform.Wording;
import io.faden.platform.pdf.Look;
import io.faden.platform.pdf.PdfSheets;
import io.faden.platform.pdf.Print;
import java.io.ByteArrayOutputStream;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A letter on paper: A4 by DIN 5008, form B, for an envelope with a window. Measures and their
 * sources: docs/letters.md.
 */
public final class LetterLayout {
  public static final int MOST_PAGES = 100;

  /** More than this cannot be on {@value #MOST_PAGES} pages, and is not even measured. */
  private static final int MOST_SIGNS = 500_000;

  private static final Look LABEL = new Look(8, false, 0x4a5459);
  private static final Look DETAIL = new Look(9, false, 0);
  private static final Look RETURN_LINE = new Look(7, false, 0x4a5459);
  private static final Look SMALL = new Look(8.5f, false, 0x4a5459);
  private static final Look FOOTER = new Look(7.5f, false, 0x4a5459);
  private static final Look NAME = new Look(18, true, 0x1b2226);
  private static final Look HEAD = new Look(10, true, 0x1b2226);
  private static final int GREY = 0x8a9499;

  private static final float DETAIL_LINE = 3.9f;
  private static final float DETAIL_DESCENT = 0.9f;
  private static final float DETAIL_LABEL = 25;
  private static final int MOST_DETAIL_LINES = 2;

  /** Below the line of text, where letters reach down. */
  private static final float DESCENT = 1.2f;

  private static final float FOOTER_TOP = 272.5f;
  private static final float FOOTER_LINE = 3.5f;
  private static final float FOOTER_GAP = 4;
  private static final Room ABOVE_FOOTER = new Room(FormB.SUBJECT_TOP, 263);
  private static final Room WITHOUT_FOOTER = new Room(FormB.SUBJECT_TOP, 276);
  private static final Room OTHERS = new Room(35, 276);

  private final Letter letter;
  private final Letterhead head;
  private final Wording words;
  private final Signs signs = new Signs();
  private final Set<Remark> remarks = EnumSet.noneOf(Remark.class);

  private LetterLayout(Letter letter, Letterhead head) {
    this.letter = letter;
    this.head = head;
    this.words = letter.language().words();
  }

  /**
   * Lays out a letter. Limits: 100 pages. Errors: none expected; what cannot be a letter is a
   * result.
   */
  public static LayoutResult lay(Letter letter, Letterhead head) {
    return new LetterLayout(letter, head).lay();
  }

  private LayoutResult lay() {
    if (tooMuch()) {
      return new LayoutResult.TooLong();
    }
    List<String> names = lines(letter.recipient().names(), DETAIL);
    if (names.isEmpty()) {
      return missing(new LayoutResult.NoName());
    }
    if (signs.line(letter.recipient().town(), DETAIL).isEmpty()) {
      return missing(new LayoutResult.NoTown());
    }
    if (letter.paragraphs().stream().allMatch(text -> lines(text).isEmpty())) {
      return missing(new LayoutResult.NoText());
    }
    AddressBlock address =
        AddressBlock.fit(
            names, lines(letter.recipient().place(head.homeCountry(), words.locale()), DETAIL));
    LetterText text = new LetterText(letter, head.signature(), signs);
    note(address.shortened(), Remark.ADDRESS_SHORTENED);
    note(text.subjectShortened(), Remark.SUBJECT_SHORTENED);
    List<List<Placed>> pages =
        Flow.pages(text.rows(), head.footer().isEmpty() ? WITHOUT_FOOTER : ABOVE_FOOTER, OTHERS);
    if (pages.size() > MOST_PAGES) {
      return new LayoutResult.TooLong();
    }
    byte[] pdf = print(address, pages);
    return signs.unprintable().isEmpty()
        ? new LayoutResult.Laid(pdf, pages.size(), Set.copyOf(remarks), signs.leftOut())
        : new LayoutResult.Unprintable(signs.unprintable());
  }

  /** It may be there, in signs that cannot be printed. */
  private LayoutResult missing(LayoutResult otherwise) {
    return signs.unprintable().isEmpty()
        ? otherwise
        : new LayoutResult.Unprintable(signs.unprintable());
  }

  private boolean tooMuch() {
    Recipient to = letter.recipient();
    Stream<String> single =
        Stream.of(
            letter.subject(),
            letter.senderLine(),
            letter.ourReference(),
            letter.yourReference().orElse(""),
            letter.writer().name(),
            letter.writer().phone().orElse(""),
            letter.writer().email().orElse(""),
            letter.addressee().givenName().orElse(""),
            letter.addressee().familyName().orElse(""),
            to.street().orElse(""),
            to.postalCode().orElse(""),
            to.town());
    Stream<String> lists =
        Stream.of(to.names(), letter.paragraphs(), letter.enclosures()).flatMap(List::stream);
    return Stream.concat(single, lists).mapToLong(String::length).sum() > MOST_SIGNS;
  }

  private List<String> lines(List<String> raw, Look look) {
    return raw.stream()
        .map(line -> signs.line(line, look))
        .filter(line -> !line.isEmpty())
        .toList();
  }

  private List<String> lines(String text) {
    return signs.lines(text, LetterText.BODY).stream().filter(line -> !line.isEmpty()).toList();
  }

  private void note(boolean happened, Remark remark) {
    if (happened) {
      remarks.add(remark);
    }
  }

  private byte[] print(AddressBlock address, List<List<Placed>> pages) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String subject = signs.line(letter.subject(), LetterText.STRONG);
    try (PdfSheets sheets = new PdfSheets(out, words.locale().toLanguageTag(), subject)) {
      for (int page = 1; page <= pages.size(); page++) {
        if (page == 1) {
          letterhead(sheets);
          window(sheets, address);
          details(sheets);
          marks(sheets);
          footer(sheets);
        } else {
          sheets.next();
          String top =
              String.join(
                  " · ",
                  signs.line(letter.ourReference(), SMALL),
                  signs.line(letter.recipient().name(), SMALL),
                  date());
          sheets.text(
              Print.shortened(top, SMALL, FormB.TEXT_WIDTH),
              SMALL,
              FormB.LEFT,
              20,
              FormB.TEXT_WIDTH);
        }
        pages.get(page - 1).forEach(placed -> row(sheets, placed));
        pageNumber(sheets, page, pages.size());
      }
    }
    return out.toByteArray();
  }

  private void letterhead(PdfSheets sheets) {
    List<String> lines = lines(head.lines(), HEAD);
    if (head.image().isPresent()) {
      sheets.image(head.image().get().png(), FormB.LEFT, 12, 85, 26);
      for (int at = 0; at < lines.size(); at++) {
        Look look = at == 0 ? HEAD : SMALL;
        headLine(sheets, lines.get(at), look, FormB.DETAILS_LEFT, 15.5f + 4 * at);
      }
      return;
    }
    for (int at = 0; at < lines.size(); at++) {
      Look look = at == 0 ? NAME : SMALL;
      headLine(sheets, lines.get(at), look, FormB.LEFT, at == 0 ? 20 : 22 + 4 * at);
    }
  }

  private static void headLine(PdfSheets sheets, String line, Look look, float left, float base) {
    float width = FormB.WIDTH - 10 - left;
    sheets.text(Print.shortened(line, look, width), look, left, base, width);
  }

  private void window(PdfSheets sheets, AddressBlock address) {
    String sender = signs.line(letter.senderLine(), RETURN_LINE);
    if (!sender.isEmpty()) {
      String line = Print.shortened(sender, RETURN_LINE, AddressBlock.WIDTH);
      sheets.text(line, RETURN_LINE, AddressBlock.LEFT, address.top() - 1.7f, AddressBlock.WIDTH);
      sheets.line(
          AddressBlock.LEFT, AddressBlock.LEFT + AddressBlock.WIDTH, address.top() - 0.8f, GREY);
    }
    for (int at = 0; at < address.lines().size(); at++) {
      sheets.text(
          address.lines().get(at),
          address.look(),
          AddressBlock.LEFT,
          address.base(at),
          AddressBlock.WIDTH);
    }
  }

  private void details(PdfSheets sheets) {
    float top = FormB.DETAILS_TOP;
    top =
        detail(sheets, top, new Salutation(letter, signs).yourReference(), letter.yourReference());
    top = detail(sheets, top, words.say("ourReference"), Optional.of(letter.ourReference()));
    top = detail(sheets, top, words.say("name"), Optional.of(letter.writer().name()));
    top = detail(sheets, top, words.say("phone"), letter.writer().phone());
    top = detail(sheets, top, words.say("email"), letter.writer().email());
    detail(sheets, top, words.say("date"), Optional.of(date()));
  }

  /** Returns where the next one begins. */
  private float detail(PdfSheets sheets, float top, String label, Optional<String> value) {
    String text = signs.line(value.orElse(""), DETAIL);
    if (text.isEmpty()) {
      return top;
    }
    float width = FormB.DETAILS_WIDTH - DETAIL_LABEL;
    List<String> lines = new ArrayList<>(Print.lines(text, DETAIL, width));
    if (lines.size() > MOST_DETAIL_LINES) {
      String rest = lines.get(MOST_DETAIL_LINES - 1) + " " + lines.get(MOST_DETAIL_LINES);
      lines = new ArrayList<>(lines.subList(0, MOST_DETAIL_LINES - 1));
      lines.add(Print.shortened(rest + "…", DETAIL, width));
      remarks.add(Remark.DETAILS_SHORTENED);
    }
    float base = top + DETAIL_LINE - DETAIL_DESCENT;
    sheets.text(label, LABEL, FormB.DETAILS_LEFT, base, DETAIL_LABEL);
    for (String line : lines) {
      sheets.text(line, DETAIL, FormB.DETAILS_LEFT + DETAIL_LABEL, base, width);
      base += DETAIL_LINE;
    }
    return top + lines.size() * DETAIL_LINE;
  }

  private String date() {
    return DateTimeFormatter.ofPattern(words.say("datePattern"), words.locale())
        .format(letter.date());
  }

  private static void marks(PdfSheets sheets) {
    sheets.line(FormB.MARK_LEFT, FormB.FOLD_RIGHT, FormB.UPPER_FOLD, GREY);
    sheets.line(FormB.MARK_LEFT, FormB.PUNCH_RIGHT, FormB.PUNCH, GREY);
    sheets.line(FormB.MARK_LEFT, FormB.FOLD_RIGHT, FormB.LOWER_FOLD, GREY);
  }

  private void footer(PdfSheets sheets) {
    if (head.footer().isEmpty()) {
      return;
    }
    sheets.line(FormB.LEFT, FormB.RIGHT, FOOTER_TOP, GREY);
    float step = (FormB.TEXT_WIDTH + FOOTER_GAP) / head.footer().size();
    float left = FormB.LEFT;
    for (List<String> column : head.footer()) {
      float base = FOOTER_TOP + 4;
      for (String line : lines(column, FOOTER)) {
        String fitting = Print.shortened(line, FOOTER, step - FOOTER_GAP);
        sheets.text(fitting, FOOTER, left, base, step - FOOTER_GAP);
        base += FOOTER_LINE;
      }
      left += step;
    }
  }

  private static void row(PdfSheets sheets, Placed placed) {
    Row row = placed.row();
    row.image()
        .ifPresent(
            image -> sheets.image(image.png(), FormB.LEFT, placed.top() + 1, 60, row.height() - 2));
    float base = placed.top() + row.height() - DESCENT;
    sheets.text(row.text(), row.look(), FormB.LEFT, base, FormB.TEXT_WIDTH);
  }

  private void pageNumber(PdfSheets sheets, int page, int pages) {
    if (pages == 1) {
      return;
    }
    boolean aboveFooter = page == 1 && !head.footer().isEmpty();
    sheets.textAtEnd(
        words.say("page", Integer.toString(page), Integer.toString(pages)),
        SMALL,
        FormB.LEFT,
        aboveFooter ? FOOTER_TOP - 4 : 284,
        FormB.TEXT_WIDTH);
  }
}

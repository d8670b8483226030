package io.faden.platform.pdf;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.List;
import org.openpdf.text.Chunk;
import org.openpdf.text.Element;
import org.openpdf.text.Font;
import org.openpdf.text.Phrase;
import org.openpdf.text.pdf.BaseFont;

/** The fonts of one document, and which of them can show what. */
final class Fonts {
  private static final Fonts ALL = new Fonts();

  private final List<BaseFont> plain =
      List.of(
          load("/liberation/LiberationSans-Regular.ttf"),
          load("/net/sf/jasperreports/fonts/dejavu/DejaVuSans.ttf"));
  private final List<BaseFont> bold =
      List.of(
          load("/liberation/LiberationSans-Bold.ttf"),
          load("/net/sf/jasperreports/fonts/dejavu/DejaVuSans-Bold.ttf"));

  private Fonts() {}

  private static BaseFont load(String file) {
    try (InputStream ttf = Fonts.class.getResourceAsStream(file)) {
      return BaseFont.createFont(
          file, BaseFont.IDENTITY_H, BaseFont.EMBEDDED, true, ttf.readAllBytes(), null);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /**
   * A text in runs of the fonts that have its signs. What none has stands there by its number, as
   * {@code [U+1F600]}; what prints nothing anyway is left out.
   */
  static Phrase phrase(String text, Look look) {
    Phrase phrase = new Phrase();
    List<BaseFont> fonts = look.bold() ? ALL.bold : ALL.plain;
    String whole = Normalizer.normalize(text, Normalizer.Form.NFC);
    StringBuilder run = new StringBuilder();
    BaseFont current = fonts.getFirst();
    StringBuilder missing = new StringBuilder();
    for (int place = 0; place < whole.length(); ) {
      int sign = whole.codePointAt(place);
      place += Character.charCount(sign);
      if (printsNothing(sign)) {
        continue;
      }
      BaseFont font = of(fonts, sign, current);
      if (font == null) {
        missing.append(missing.isEmpty() ? "[" : " ").append("U+%04X".formatted(sign));
        continue;
      }
      if (!missing.isEmpty()) {
        run.append(missing).append(']');
        missing.setLength(0);
      }
      if (!font.equals(current)) {
        add(phrase, run, current, look);
        current = font;
      }
      run.append(sign == '\t' ? "    " : Character.toString(sign));
    }
    if (!missing.isEmpty()) {
      run.append(missing).append(']');
    }
    add(phrase, run, current, look);
    return phrase;
  }

  /** Whether something prints it, or it prints nothing anyway. */
  static boolean has(int sign, Look look) {
    List<BaseFont> fonts = look.bold() ? ALL.bold : ALL.plain;
    return printsNothing(sign) || of(fonts, sign, fonts.getFirst()) != null;
  }

  /** In points, on one line. */
  static float width(String text, Look look) {
    float width = 0;
    for (Element part : phrase(text, look).getChunks()) {
      width += ((Chunk) part).getWidthPoint();
    }
    return width;
  }

  /** Null where no font has it. Blanks and digits stay in the font that is in use. */
  private static BaseFont of(List<BaseFont> fonts, int sign, BaseFont current) {
    if (sign == '\t' || sign == '\n') {
      return current;
    }
    if (sign > Character.MAX_VALUE || Character.isISOControl(sign) || turns(sign)) {
      return null;
    }
    if (sign == ' ' && current.charExists(sign)) {
      return current;
    }
    return fonts.stream().filter(font -> font.charExists(sign)).findFirst().orElse(null);
  }

  /** Marks that turn the direction could make a text read as what was never written. */
  private static boolean turns(int sign) {
    return (sign >= 0x202A && sign <= 0x202E) || (sign >= 0x2066 && sign <= 0x2069);
  }

  private static boolean printsNothing(int sign) {
    return sign == '\r'
        || sign == 0xAD
        || sign == 0x34F
        || (sign >= 0x200B && sign <= 0x200F)
        || sign == 0x2060
        || sign == 0xFEFF
        || (sign >= 0xFE00 && sign <= 0xFE0F);
  }

  private static void add(Phrase phrase, StringBuilder run, BaseFont font, Look look) {
    if (!run.isEmpty()) {
      Font styled = new Font(font, look.size(), Font.NORMAL, new Color(look.colour()));
      phrase.add(new Chunk(run.toString(), styled));
      run.setLength(0);
    }
  }

  static BaseFont plain() {
    return ALL.plain.getFirst();
  }
}

package io.faden.channel.letter;

import java.util.ArrayList;
import java.util.List;

/**
 * The table of words that tesseract writes. Columns: level, page, block, paragraph, line, word,
 * left, top, width, height, confidence, text; level 5 are words. Places are turned back to where
 * the words stand on the page as it was scanned.
 */
final class TesseractTable {
  private static final int COLUMNS = 12;
  private static final String WORD = "5";

  /** Specks and lines of tables become such words. */
  private static final double LEAST_CONFIDENCE = 20;

  private final ScanFiles.Drawing page;
  private final double sine;
  private final double cosine;

  private TesseractTable(ScanFiles.Drawing page) {
    this.page = page;
    sine = Math.sin(Math.toRadians(page.skew()));
    cosine = Math.cos(Math.toRadians(page.skew()));
  }

  static PageText read(String table, ScanFiles.Drawing page) {
    return new TesseractTable(page).read(table);
  }

  private PageText read(String table) {
    List<TextLine> lines = new ArrayList<>();
    List<Word> line = new ArrayList<>();
    String lineId = "";
    String paragraphId = "";
    boolean gap = false;
    double sum = 0;
    long letters = 0;
    for (String row : table.split("\n", -1)) {
      String[] cells = row.split("\t", -1);
      if (cells.length != COLUMNS || !cells[0].equals(WORD)) {
        continue;
      }
      Word word = word(cells);
      if (word.text().isEmpty() || word.confidence() < LEAST_CONFIDENCE) {
        continue;
      }
      String paragraph = cells[2] + "." + cells[3];
      String id = paragraph + "." + cells[4];
      if (!id.equals(lineId) && !line.isEmpty()) {
        lines.add(new TextLine(line, gap));
        line = new ArrayList<>();
        gap = !paragraph.equals(paragraphId);
      }
      lineId = id;
      paragraphId = paragraph;
      line.add(word);
      sum += word.confidence() * word.text().length();
      letters += word.text().length();
    }
    if (!line.isEmpty()) {
      lines.add(new TextLine(line, gap));
    }
    return new PageText(lines, true, letters == 0 ? 0 : sum / letters, page.skew());
  }

  private Word word(String[] cells) {
    double width = Double.parseDouble(cells[8]);
    double height = Double.parseDouble(cells[9]);
    double middleX = Double.parseDouble(cells[6]) + width / 2 - page.width() / 2.0;
    double middleY = Double.parseDouble(cells[7]) + height / 2 - page.height() / 2.0;
    double x = middleX * cosine - middleY * sine + page.width() / 2.0;
    double y = middleX * sine + middleY * cosine + page.height() / 2.0;
    Box place =
        new Box(
            (x - width / 2) / page.width(),
            (y - height / 2) / page.height(),
            width / page.width(),
            height / page.height());
    return new Word(cells[11], place, Math.clamp(Double.parseDouble(cells[10]), 0, 100));
  }
}

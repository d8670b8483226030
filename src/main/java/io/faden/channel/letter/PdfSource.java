package io.faden.channel.letter;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.IOUtils;
import org.apache.pdfbox.io.RandomAccessReadBufferedFile;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.rendering.ImageType;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;

/** A PDF. Everything is held in memory, whose limit is thus the limit of what a PDF may unpack. */
final class PdfSource implements PageSource {
  private static final double MILLIMETRES_PER_POINT = 25.4 / 72;

  /** 14,400 points: what PDF itself allows. */
  private static final double LONGEST_SIDE = 5_080;

  /** A drawing of many words is no letter. */
  private static final int WORDS_PER_PAGE = 20_000;

  private final PDDocument document;
  private final List<PDPage> pages = new ArrayList<>();

  /** Errors: InvalidPasswordException for one that needs a password; IOException. */
  PdfSource(Path file) throws IOException {
    document =
        Loader.loadPDF(
            new RandomAccessReadBufferedFile(file), IOUtils.createMemoryOnlyStreamCache());
    document.setAllSecurityToBeRemoved(true);
  }

  /** The pages themselves are counted: the number that a PDF gives may be anything. */
  @Override
  public int pages(int most) {
    pages.clear();
    for (PDPage page : document.getPages()) {
      pages.add(page);
      if (pages.size() > most) {
        break;
      }
    }
    return pages.size();
  }

  private PDPage page(int number) {
    return pages.get(number);
  }

  @Override
  public double[] size(int page) {
    PDRectangle box = page(page).getCropBox();
    boolean turned = page(page).getRotation() % 180 != 0;
    double width = side(turned ? box.getHeight() : box.getWidth());
    double height = side(turned ? box.getWidth() : box.getHeight());
    return new double[] {width, height};
  }

  private static double side(float points) {
    double millimetres = points * MILLIMETRES_PER_POINT;
    return Double.isNaN(millimetres) ? 1 : Math.clamp(millimetres, 1, LONGEST_SIDE);
  }

  @Override
  public PageText text(int page) throws IOException {
    double[] size = size(page);
    Words words = new Words(size[0] / MILLIMETRES_PER_POINT, size[1] / MILLIMETRES_PER_POINT);
    words.setSortByPosition(true);
    words.setSuppressDuplicateOverlappingText(true);
    words.setStartPage(page + 1);
    words.setEndPage(page + 1);
    words.getText(document);
    words.endLine();
    return PageText.own(words.lines);
  }

  /** Takes each word where PDFBox would write it. */
  private static final class Words extends PDFTextStripper {
    private static final Pattern SPACES = Pattern.compile("\\s+");

    private final double width;
    private final double height;
    private final List<TextLine> lines = new ArrayList<>();
    private List<Word> line = new ArrayList<>();
    private boolean gap;
    private int taken;

    Words(double width, double height) {
      this.width = width;
      this.height = height;
    }

    /** Where a PDF has spaces of its own, this is a whole line; else a word. */
    @Override
    protected void writeString(String text, List<TextPosition> letters) {
      List<String> texts = List.of(SPACES.split(text.strip(), -1));
      List<List<TextPosition>> places = new ArrayList<>();
      List<TextPosition> place = new ArrayList<>();
      for (TextPosition letter : letters) {
        if (!letter.getUnicode().isBlank()) {
          place.add(letter);
        } else if (!place.isEmpty()) {
          places.add(place);
          place = new ArrayList<>();
        }
      }
      if (!place.isEmpty()) {
        places.add(place);
      }
      if (texts.size() == places.size()) {
        for (int i = 0; i < texts.size(); i++) {
          add(texts.get(i), places.get(i));
        }
      } else {
        // Letters that are several, or none, in Unicode: the text counts more than the places.
        List<TextPosition> all = places.stream().flatMap(List::stream).toList();
        texts.forEach(each -> add(each, all));
      }
    }

    private void add(String text, List<TextPosition> letters) {
      Optional<Box> place = letters.stream().map(this::box).reduce(Box::and);
      if (place.isEmpty() || taken >= WORDS_PER_PAGE) {
        return;
      }
      Word word = new Word(text, place.get(), 100);
      if (!word.text().isEmpty()) {
        line.add(word);
        taken++;
      }
    }

    private Box box(TextPosition letter) {
      return new Box(
          letter.getXDirAdj() / width,
          (letter.getYDirAdj() - letter.getHeightDir()) / height,
          letter.getWidthDirAdj() / width,
          letter.getHeightDir() / height);
    }

    @Override
    protected void writeLineSeparator() {
      endLine();
    }

    @Override
    protected void writeParagraphStart() {
      endLine();
      gap = true;
    }

    private void endLine() {
      if (!line.isEmpty()) {
        lines.add(new TextLine(line, gap && !lines.isEmpty()));
        line = new ArrayList<>();
        gap = false;
      }
    }
  }

  @Override
  public BufferedImage draw(int page, double dpi, boolean grey, int mostPixels) throws IOException {
    double[] size = size(page);
    PDRectangle box = page(page).getCropBox();
    // The renderer goes by the box itself, not by what is left of it here.
    if (box.getWidth() * MILLIMETRES_PER_POINT > LONGEST_SIDE
        || box.getHeight() * MILLIMETRES_PER_POINT > LONGEST_SIDE
        || !(box.getWidth() > 0 && box.getHeight() > 0)) {
      throw new IOException("a page of this size is none");
    }
    double affordable = PageSource.affordable(size, dpi, mostPixels);
    PDFRenderer renderer = new PDFRenderer(document);
    renderer.setSubsamplingAllowed(true);
    return renderer.renderImageWithDPI(
        page, (float) affordable, grey ? ImageType.GRAY : ImageType.RGB);
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}

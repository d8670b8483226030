package io.faden.channel.letter;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The text of a whole scan: of each page its own, or else what tesseract reads at 300 dpi after the
 * page was made level. Pages are drawn a few at a time, so that neither disk nor waiting is much.
 */
public final class ScanText {
  private static final int DPI = 300;
  private static final int PAGES_AT_ONCE = 6;

  private final ScanFiles files;
  private final Tesseract tesseract;
  private final Duration limit;

  /**
   * @param limit for a whole scan; pages that are left then stay unread
   */
  public ScanText(ScanFiles files, Tesseract tesseract, Duration limit) {
    this.files = files;
    this.tesseract = tesseract;
    this.limit = limit;
  }

  /**
   * A page with the best text to be had.
   *
   * @param unread why its image was not read although it should have been
   * @param again whether another try may give more: there was no tesseract
   */
  public record ReadPage(ScanPage page, PageText text, Optional<String> unread, boolean again) {}

  /** All pages in order. Errors: as {@link ScanFiles#read}. */
  public List<ReadPage> of(byte[] file, Scan scan) {
    long deadline = System.nanoTime() + limit.toNanos();
    List<ReadPage> read = new ArrayList<>();
    if (scan.pages().stream().noneMatch(ScanPage::mustBeRecognised)) {
      scan.pages().forEach(page -> read.add(own(page)));
      return read;
    }
    return switch (tesseract.languages()) {
      case Tesseract.Languages.Absent absent -> {
        for (ScanPage page : scan.pages()) {
          read.add(
              page.mustBeRecognised()
                  ? merged(page, new Recognition.NoRecogniser(absent.why()))
                  : own(page));
        }
        yield read;
      }
      case Tesseract.Languages.Present present -> {
        try (PrivateFolder folder = new PrivateFolder()) {
          Path path = folder.file("scan", file);
          for (int next = 0; next < scan.pages().size(); next += PAGES_AT_ONCE) {
            int end = Math.min(scan.pages().size(), next + PAGES_AT_ONCE);
            List<ScanPage> some = scan.pages().subList(next, end);
            read.addAll(several(path, scan.kind(), some, present, deadline));
          }
        }
        yield read;
      }
    };
  }

  private List<ReadPage> several(
      Path scan,
      ScanKind kind,
      List<ScanPage> pages,
      Tesseract.Languages.Present languages,
      long deadline) {
    List<ReadPage> read = new ArrayList<>();
    Path folder = scan.getParent();
    int last = pages.getLast().number();
    int drawnTo = 0;
    for (ScanPage page : pages) {
      if (!page.mustBeRecognised()) {
        read.add(own(page));
        continue;
      }
      boolean late = System.nanoTime() - deadline > 0;
      if (!late && drawnTo < page.number()) {
        // A page that cannot be drawn ends the process: the next begins behind it.
        files.drawLevel(folder, kind, scan, page.number(), last, DPI);
        drawnTo = page.number();
        while (drawnTo < last && ScanFiles.drawing(folder, drawnTo + 1).isPresent()) {
          drawnTo++;
        }
      }
      read.add(merged(page, late ? LATE : read(folder, page, languages)));
      ScanFiles.forget(folder, page.number());
    }
    return read;
  }

  private static final Recognition LATE =
      new Recognition.Failed("The letter is too long to be read in time.");

  private Recognition read(Path folder, ScanPage page, Tesseract.Languages.Present languages) {
    return ScanFiles.drawing(folder, page.number())
        .map(drawing -> tesseract.read(folder, drawing, languages))
        .orElse(new Recognition.Failed("The page could not be drawn."));
  }

  private static ReadPage own(ScanPage page) {
    return new ReadPage(page, page.own(), Optional.empty(), false);
  }

  private static ReadPage merged(ScanPage page, Recognition recognition) {
    return switch (recognition) {
      case Recognition.Recognised recognised ->
          new ReadPage(
              page,
              better(recognised.text(), page.own()) ? recognised.text() : page.own(),
              Optional.empty(),
              false);
      case Recognition.NoRecogniser none ->
          new ReadPage(page, page.own(), Optional.of(none.why()), true);
      case Recognition.Failed failed ->
          new ReadPage(page, page.own(), Optional.of(failed.why()), false);
    };
  }

  /** The longer one; but any text is better than one that is not what is seen. */
  private static boolean better(PageText recognised, PageText own) {
    return recognised.text().length() >= own.text().length()
        || (own.garbled() && !recognised.lines().isEmpty());
  }
}

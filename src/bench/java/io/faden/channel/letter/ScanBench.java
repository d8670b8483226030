package io.faden.channel.letter;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Pages of scanned letters that are read in a minute, beside tesseract alone on the same pages.
 * Alone means on images that are drawn and level already; ours begins with the file. Arguments:
 * pages of a letter, letters.
 */
public final class ScanBench {
  private static final Duration LONG = Duration.ofMinutes(30);
  private static final int DPI = 300;

  private final int pages;
  private final int letters;
  private final byte[] scan;
  private final ScanFiles files = new ScanFiles(ScanLimits.STANDARD);

  private ScanBench(int pages, int letters) {
    this.pages = pages;
    this.letters = letters;
    List<BufferedImage> images = new ArrayList<>();
    for (int page = 0; page < pages; page++) {
      images.add(Letters.scanned(Letters.complaint("F-1001-ABCD"), DPI, 1, 6));
    }
    this.scan = Letters.pdfOfImages(images);
  }

  public static void main(String[] args) throws Exception {
    ScanBench bench = new ScanBench(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
    System.out.println(
        "| at once | pages of a letter | bare, pages/min | ours, pages/min | ratio |");
    System.out.println("| --- | --- | --- | --- | --- |");
    for (int atOnce : new int[] {1, 2}) {
      bench.compare(atOnce);
    }
    System.exit(0);
  }

  private interface Turn {
    void take() throws Exception;
  }

  private void compare(int atOnce) throws Exception {
    Tesseract tesseract = new Tesseract("tesseract", LONG, atOnce);
    try (PrivateFolder folder = new PrivateFolder()) {
      List<Path> drawings = drawn(folder.path());
      Turn bare = () -> bare(drawings);
      Turn ours = () -> ours(tesseract);
      ours.take();
      // Bare first and last, so that neither has the warmer machine.
      double before = perMinute(atOnce, bare);
      double whole = perMinute(atOnce, ours);
      double after = perMinute(atOnce, bare);
      double alone = (before + after) / 2;
      System.out.printf(
          Locale.ROOT,
          "| %d | %d | %.1f (%.1f, %.1f) | %.1f | %.2f |%n",
          atOnce,
          pages,
          alone,
          before,
          after,
          whole,
          whole / alone);
    }
  }

  private List<Path> drawn(Path folder) {
    Path file;
    try {
      file = Files.write(folder.resolve("scan"), scan);
    } catch (IOException fault) {
      throw new java.io.UncheckedIOException(fault);
    }
    files.drawLevel(folder, ScanKind.PDF, file, 1, pages, DPI);
    List<Path> drawings = new ArrayList<>();
    for (int page = 1; page <= pages; page++) {
      drawings.add(ScanFiles.drawing(folder, page).orElseThrow().png());
    }
    return drawings;
  }

  private static void bare(List<Path> drawings) throws Exception {
    for (Path drawing : drawings) {
      Path text = Files.createTempFile("bare", "");
      ProcessBuilder tesseract =
          new ProcessBuilder(
              "tesseract",
              drawing.toString(),
              text.toString(),
              "-l",
              "deu+eng",
              "--dpi",
              Integer.toString(DPI),
              "tsv");
      tesseract.environment().putAll(Map.of("OMP_THREAD_LIMIT", "1"));
      tesseract.redirectError(ProcessBuilder.Redirect.DISCARD);
      if (tesseract.start().waitFor() != 0) {
        throw new IllegalStateException("tesseract failed");
      }
      Files.delete(text);
      Files.delete(Path.of(text + ".tsv"));
    }
  }

  private void ours(Tesseract tesseract) {
    ScanReading reading = files.read(scan);
    if (!(reading instanceof ScanReading.Read read)) {
      throw new IllegalStateException(reading.toString());
    }
    List<ScanText.ReadPage> texts = new ScanText(files, tesseract, LONG).of(scan, read.scan());
    if (texts.stream().anyMatch(page -> page.text().text().length() < 500)) {
      throw new IllegalStateException("a page was not read");
    }
  }

  private double perMinute(int atOnce, Turn turn) throws InterruptedException, ExecutionException {
    long begun = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(atOnce)) {
      List<Future<?>> running = new ArrayList<>();
      for (int letter = 0; letter < letters; letter++) {
        running.add(
            threads.submit(
                () -> {
                  turn.take();
                  return true;
                }));
      }
      for (Future<?> one : running) {
        one.get();
      }
    }
    return letters * pages * 60e9 / (System.nanoTime() - begun);
  }
}

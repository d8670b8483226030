package io.faden.channel.letter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Text recognition by the tesseract that the machine has: one process for each page, on one core,
 * with a time limit, and never more at once than said. Looks each time whether it is there, so that
 * one installed later is used without a restart.
 */
public final class Tesseract {
  /** German first: where both would do, its words decide. */
  private static final List<String> WANTED = List.of("deu", "eng");

  /** Says how a page lies and knows no words; the other one reads formulas. */
  private static final List<String> NO_LANGUAGES = List.of("osd", "equ");

  private static final Duration ASKING = Duration.ofSeconds(20);

  /** The densest page has some hundred kilobytes. */
  private static final long MOST_TABLE_BYTES = 16 << 20;

  private final String program;
  private final Duration limit;
  private final Semaphore processes;

  /**
   * @param program its name, or a path
   * @param limit for one page
   * @param atOnce processes at the same time; further pages wait
   */
  public Tesseract(String program, Duration limit, int atOnce) {
    this.program = program;
    this.limit = limit;
    this.processes = new Semaphore(atOnce, true);
  }

  /** The languages to read in: German and English, or else what there is. */
  public sealed interface Languages {
    record Present(List<String> codes) implements Languages {
      public Present {
        codes = List.copyOf(codes);
      }
    }

    record Absent(String why) implements Languages {}
  }

  /** Asks the program itself. */
  public Languages languages() {
    List<String> installed;
    try (PrivateFolder folder = new PrivateFolder()) {
      Path list = folder.path().resolve("languages");
      OptionalInt end =
          BoundedProcess.run(
              List.of(program, "--list-langs"), Map.of(), ASKING, Redirect.to(list.toFile()));
      if (end.isEmpty() || end.getAsInt() != 0) {
        return new Languages.Absent("tesseract does not work here");
      }
      // The first line is a heading that names a folder.
      try (Stream<String> lines = Files.lines(list)) {
        installed = lines.skip(1).map(String::strip).filter(line -> !line.isEmpty()).toList();
      }
    } catch (UncheckedIOException | IOException none) {
      return new Languages.Absent("tesseract is not installed");
    }
    List<String> wanted = WANTED.stream().filter(installed::contains).toList();
    List<String> others =
        installed.stream().filter(code -> !NO_LANGUAGES.contains(code)).limit(3).toList();
    List<String> used = wanted.isEmpty() ? others : wanted;
    return used.isEmpty()
        ? new Languages.Absent("tesseract has no language data")
        : new Languages.Present(used);
  }

  /** Reads one level page in a private folder. */
  Recognition read(Path folder, ScanFiles.Drawing page, Languages.Present languages) {
    Path result = folder.resolve(page.png().getFileName() + "-text");
    List<String> command =
        new ArrayList<>(List.of(program, page.png().toString(), result.toString()));
    command.addAll(List.of("-l", String.join("+", languages.codes())));
    command.addAll(List.of("--dpi", Long.toString(Math.round(page.dpi()))));
    command.add("tsv");
    processes.acquireUninterruptibly();
    OptionalInt end;
    try {
      // Its own threads make a page hardly faster and the machine much slower.
      end = BoundedProcess.run(command, Map.of("OMP_THREAD_LIMIT", "1"), limit);
    } catch (UncheckedIOException gone) {
      return new Recognition.NoRecogniser("tesseract is not installed");
    } finally {
      processes.release();
    }
    if (end.isEmpty()) {
      return new Recognition.Failed(
          "Reading the page took longer than " + limit.toSeconds() + " s.");
    }
    Optional<String> table =
        end.getAsInt() == 0 ? content(Path.of(result + ".tsv")) : Optional.empty();
    return table.isEmpty()
        ? new Recognition.Failed("Tesseract could not read the page.")
        : new Recognition.Recognised(TesseractTable.read(table.get(), page));
  }

  private static Optional<String> content(Path table) {
    try {
      return Files.exists(table) && Files.size(table) <= MOST_TABLE_BYTES
          ? Optional.of(Files.readString(table))
          : Optional.empty();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}

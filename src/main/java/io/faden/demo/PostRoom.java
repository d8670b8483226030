package io.faden.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.faden.channel.letter.LetterReference;
import io.faden.customer.Customers;
import io.faden.demo.Paper.Stain;
import io.faden.demo.Paper.Typed;
import io.faden.platform.db.Database;
import io.faden.post.Letterheads;
import io.faden.post.PrintLists;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where the paper of the demo company comes in: letters are drawn, scanned, and laid down. */
public final class PostRoom {
  /** Below the folder for scans. */
  static final String FOLDER = "post";

  /** As it stands in the window of an envelope. */
  static final String ADDRESS = "Tidenwerk Energie · Am Kai 3 · 24149 Kiel";

  /** What paper needs of the product: where scans lie, what is printed, how we name a matter. */
  public record Parts(
      Path scans,
      Database database,
      Customers customers,
      PrintLists prints,
      Letterheads letterheads,
      LetterReference references) {}

  private static final String FILE = "/demo/post.yaml";
  private static final List<String> RECIPIENT =
      List.of("Tidenwerk Energie", "Kundenservice", "Am Kai 3", "24149 Kiel");
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d. MMMM uuuu", Locale.GERMAN);

  private final Path folder;
  private final Steps steps;
  private final Instant now = Instant.now();
  private final ZoneId zone = ZoneId.systemDefault();

  PostRoom(Path scans, Steps steps) {
    this.folder = scans.resolve(FOLDER);
    this.steps = steps;
  }

  /**
   * A letter of somebody whom the company does not expect.
   *
   * @param name of the file
   * @param came so many days ago
   * @param written so many days ago
   * @param degrees by which it lay askew
   * @param stain left, top and radius in millimetres
   * @param sender name, street, town
   * @param beside lines of the information block
   */
  record Sheet(
      String id,
      String name,
      int came,
      int written,
      double degrees,
      Optional<List<Double>> stain,
      List<String> sender,
      List<String> beside,
      String subject,
      List<String> text) {}

  /** Lays down what the first days bring, each once. */
  void receive() {
    for (Sheet sheet : read()) {
      String step = "post/" + sheet.id();
      if (!steps.done(step)) {
        lay(sheet.name(), scanned(sheet), now);
        steps.finish(step);
      }
    }
  }

  private byte[] scanned(Sheet sheet) {
    LocalDate today = now.atZone(zone).toLocalDate();
    byte[] paper =
        Paper.typed(
            new Typed(
                sheet.sender(),
                RECIPIENT,
                sheet.beside(),
                town(sheet.sender()) + ", " + DAY.format(today.minusDays(sheet.written())),
                Optional.empty(),
                sheet.subject(),
                sheet.text()));
    return Paper.scanned(
        paper,
        sheet.degrees(),
        List.of("Eingegangen", DAY.format(today.minusDays(sheet.came()))),
        sheet.stain().map(at -> new Stain(at.get(0), at.get(1), at.get(2))));
  }

  private static String town(List<String> sender) {
    return sender.getLast().replaceFirst("^\\S+ ", "");
  }

  /** A letter with its text, as from a scanner that reads; with the reference of ours if any. */
  void lay(String name, List<String> sender, List<String> beside, String text, Instant at) {
    List<String> paragraphs = List.of(text.strip().split("\n", -1));
    byte[] paper =
        Paper.typed(
            new Typed(
                sender,
                RECIPIENT,
                beside,
                town(sender) + ", " + DAY.format(at.atZone(zone).toLocalDate().minusDays(1)),
                Optional.of("Eingegangen " + DAY.format(at.atZone(zone).toLocalDate())),
                paragraphs.getFirst(),
                paragraphs.subList(1, paragraphs.size())));
    lay(name, paper, at);
  }

  /**
   * Complete at once: a file appears under its name when nothing of it is missing. One that was
   * laid down before stays as it is, for another drawing of it would be another letter.
   */
  void lay(String name, byte[] scan, Instant at) {
    try {
      Files.createDirectories(folder);
      if (lies(name)) {
        return;
      }
      Path part = Files.write(folder.resolve("." + name + ".part"), scan);
      Files.setLastModifiedTime(part, FileTime.from(at));
      Files.move(part, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** In the folder, or taken out of it. */
  private boolean lies(String name) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .anyMatch(file -> file.equals(name) || file.matches("\\d+-" + Pattern.quote(name)));
    }
  }

  static List<Sheet> read() {
    try (InputStream yaml = PostRoom.class.getResourceAsStream(FILE)) {
      return YAMLMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(yaml, new TypeReference<List<Sheet>>() {});
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}

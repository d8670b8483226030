package io.faden.whole;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.db.Columns;
import io.faden.platform.db.Database;
import io.faden.testing.ProcessNode;
import io.faden.testing.SignedIn;
import io.faden.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that takes scans out of a folder, cut off by SIGKILL again and again. */
class KilledScansTest {
  private static final int FILES = 200;

  /** The server is killed when so many are recorded. */
  private static final List<Integer> MOMENTS = List.of(7, 80, 150);

  @TempDir Path data;
  @TempDir Path scans;

  @Test
  void eachOfTwoHundredScansIsOneArrivalWhateverTheMoment() throws IOException {
    Path folder = Files.createDirectories(scans.resolve("briefe"));
    Map<String, byte[]> written = new HashMap<>();
    try (TestDatabase db = TestDatabase.create()) {
      Database sql = db.database();
      try (ProcessNode first = start(db)) {
        SignedIn admin = SignedIn.firstAdmin(first, "ada@tidenwerk.example", "correct-horse-9");
        admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "letter")
                .put("name", "Briefe")
                .put("address", "Tidenwerk, Am Kai 3, 24149 Kiel")
                .put("letter", new JsonObject().put("folder", "briefe")),
            201);
        write(folder, written, 0, FILES / 2);
        killed(first, sql, MOMENTS.get(0), folder, written);
      }
      try (ProcessNode second = start(db)) {
        write(folder, written, FILES / 2, FILES);
        killed(second, sql, MOMENTS.get(1), folder, written);
      }
      try (ProcessNode third = start(db)) {
        killed(third, sql, MOMENTS.get(2), folder, written);
      }
      try (ProcessNode last = start(db)) {
        Awaitility.await("all are taken at " + last.url())
            .atMost(Duration.ofMinutes(3))
            .until(() -> filesIn(folder).isEmpty() || !last.isAlive());
        assertEquals(List.of(), filesIn(folder), last.printed());
      }
      Map<Long, Row> arrivals =
          sql
              .rows("SELECT a.id, a.raw, s.name FROM arrival a JOIN scan s ON s.arrival_id = a.id")
              .stream()
              .collect(Collectors.toMap(row -> row.getLong("id"), Function.identity()));
      assertEquals(FILES, arrivals.size());
      assertEquals(FILES, count(sql));
      for (Row row : arrivals.values()) {
        assertArrayEquals(written.get(row.getString("name")), Columns.bytes(row, "raw"));
      }
      List<Path> moved = moved(folder);
      assertEquals(FILES, moved.size());
      for (Path file : moved) {
        String kept = file.getFileName().toString();
        String name = kept.substring(kept.indexOf('-') + 1);
        assertArrayEquals(written.get(name), Files.readAllBytes(file), kept);
        assertEquals(
            name,
            arrivals.get(Long.parseLong(kept.substring(0, kept.indexOf('-')))).getString("name"));
      }
    }
  }

  private ProcessNode start(TestDatabase db) {
    return ProcessNode.start(db.options(), data, Map.of("FADEN_SCAN_DIR", scans.toString()))
        .awaitReady();
  }

  /** In the middle of its work; and nothing is lost at this moment either. */
  private static void killed(
      ProcessNode node, Database sql, int moment, Path folder, Map<String, byte[]> written)
      throws IOException {
    Awaitility.await(moment + " are recorded")
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(3))
        .until(() -> count(sql) >= moment);
    node.kill();
    assertTrue(count(sql) < FILES, "there is something left to take");
    List<Path> left = filesIn(folder);
    assertEquals(written.size(), left.size() + moved(folder).size());
    for (Path file : left) {
      assertArrayEquals(written.get(file.getFileName().toString()), Files.readAllBytes(file));
    }
  }

  private static long count(Database sql) {
    return sql.row("SELECT count(*) FROM arrival").orElseThrow().getLong(0);
  }

  private static List<Path> filesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static List<Path> moved(Path folder) throws IOException {
    Path done = folder.resolve("done");
    if (!Files.exists(done)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(done)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private static void write(Path folder, Map<String, byte[]> written, int from, int to)
      throws IOException {
    for (int number = from; number < to; number++) {
      String name = "Scan %03d.%s".formatted(number, kind(number));
      byte[] bytes = bytes(number);
      written.put(name, bytes);
      Files.write(folder.resolve(name), bytes);
    }
  }

  private static String kind(int number) {
    return switch (number % 4) {
      case 0 -> "png";
      case 1 -> "jpg";
      case 2 -> "tiff";
      default -> "pdf";
    };
  }

  private static byte[] bytes(int number) throws IOException {
    return switch (kind(number)) {
      case "pdf" -> pdf(number);
      default -> picture(number, kind(number));
    };
  }

  private static byte[] picture(int number, String kind) throws IOException {
    BufferedImage image = new BufferedImage(60, 60, BufferedImage.TYPE_INT_RGB);
    for (int at = 0; at <= number; at++) {
      image.setRGB(at % 60, at / 60, 0xFFFFFF);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertTrue(ImageIO.write(image, kind, out));
    return out.toByteArray();
  }

  private static byte[] pdf(int number) throws IOException {
    try (PDDocument document = new PDDocument()) {
      document.addPage(new PDPage());
      document.getDocumentInformation().setTitle("Brief " + number);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    }
  }
}

package io.faden.scan;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.AccountSettings;
import io.faden.channel.AccountState;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.letter.Tesseract;
import io.faden.intake.Ledger;
import io.faden.platform.db.Columns;
import io.faden.platform.lease.Leases;
import io.faden.platform.live.EventLog;
import io.faden.routing.Queues;
import io.faden.testing.TestApp;
import io.faden.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders on a real disk and the ledger of a real database; nothing is read or filed here. */
class ScanFoldersTest {
  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final FolderTimes QUICK =
      new FolderTimes(
          Duration.ofMillis(300),
          Duration.ofMillis(600),
          Duration.ofMillis(2_500),
          Duration.ofMillis(40),
          Duration.ofMillis(300),
          Duration.ofMillis(100),
          Duration.ofSeconds(2),
          Duration.ofMillis(200));
  private static TestDatabase db;

  @TempDir Path root;

  private final String folder = "briefe-" + NUMBER.incrementAndGet();
  private final List<ScanFolders> running = new ArrayList<>();
  private final EventLog events = new EventLog(() -> {});
  private final ScanIntake intake = new ScanIntake(events, new Ledger(events));
  private ChannelAccounts accounts;
  private ChannelAccountId account;

  @BeforeAll
  static void startDatabase() {
    db = TestDatabase.create();
  }

  @AfterAll
  static void stopDatabase() {
    db.close();
  }

  @BeforeEach
  void openAccount() {
    accounts =
        new ChannelAccounts(
            db.database(), events, new Queues(db.database(), events), TestApp.KEYS, "test");
    account = ((ChannelAccounts.Result.Saved) create(folder, folder)).account().id();
  }

  @AfterEach
  void stop() {
    running.forEach(ScanFolders::close);
    db.database().execute("UPDATE channel_account SET active = false");
  }

  private ChannelAccounts.Result create(String name, String below) {
    return accounts.create(
        Optional.empty(),
        new JsonObject()
            .put("channel", "letter")
            .put("name", name)
            .put("address", name + ", 24149 Kiel")
            .put("letter", new JsonObject().put("folder", below)));
  }

  private ScanFolders start(String node) {
    return start(node, () -> new Tesseract.Languages.Absent("tesseract is not installed"));
  }

  private ScanFolders start(String node, Callable<Tesseract.Languages> languages) {
    ScanFolders folders =
        new ScanFolders(
            root,
            new ScanFolders.Parts(
                db.database(),
                new Leases(db.database(), node),
                intake,
                accounts,
                () -> ZONE,
                () -> {
                  try {
                    return languages.call();
                  } catch (Exception fault) {
                    throw new IllegalStateException(fault);
                  }
                },
                () -> {}),
            QUICK);
    running.add(folders);
    folders.start();
    return folders;
  }

  private Path here() throws IOException {
    return Files.createDirectories(root.resolve(folder));
  }

  private static byte[] pdf(String text) {
    return ("%PDF-1.7\n" + text + "\n%%EOF\n").getBytes(StandardCharsets.UTF_8);
  }

  private record Recorded(long id, String key, String name, byte[] raw, LocalDate receivedOn) {}

  private List<Recorded> recorded() {
    return db
        .database()
        .rows(
            """
            SELECT a.id, a.source_key, a.raw, s.name, s.received_on FROM arrival a JOIN scan s ON s.arrival_id = a.id
             WHERE a.channel_account_id = $1 ORDER BY a.id
            """,
            account)
        .stream()
        .map(ScanFoldersTest::recorded)
        .toList();
  }

  private static Recorded recorded(Row row) {
    return new Recorded(
        row.getLong("id"),
        row.getString("source_key"),
        row.getString("name"),
        Columns.bytes(row, "raw"),
        row.getLocalDate("received_on"));
  }

  private static void await(String what, Callable<Boolean> holds) {
    Awaitility.await(what)
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofMillis(20))
        .until(holds);
  }

  private List<Recorded> awaitRecorded(int count) {
    await(count + " are recorded", () -> recorded().size() >= count);
    return recorded();
  }

  private Path kept(String where) {
    return root.resolve(folder).resolve(where).resolve(LocalDate.now(ZONE).toString());
  }

  private void awaitMoved(String where, String name) {
    await(name + " lies in " + where, () -> Files.exists(kept(where).resolve(name)));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private AccountState state() {
    return accounts.view(account).orElseThrow().state();
  }

  private void awaitState(String status, String... words) {
    await(
        "the account is " + status,
        () ->
            state().status().equals(status)
                && Stream.of(words).allMatch(state().error().orElse("")::contains));
  }

  @Test
  void aScanIsRecordedAndThenMovedUnderTheNumberOfItsArrival() throws IOException {
    start("one");
    awaitState("ok");
    byte[] bytes = pdf("Widerspruch");
    Files.write(here().resolve("Scan 0001.pdf"), bytes);
    Recorded scan = awaitRecorded(1).getFirst();
    awaitMoved("done", scan.id() + "-Scan 0001.pdf");
    assertArrayEquals(bytes, scan.raw());
    assertArrayEquals(
        bytes, Files.readAllBytes(kept("done").resolve(scan.id() + "-Scan 0001.pdf")));
    assertEquals(ScanIntake.sha256(bytes) + "/Scan 0001.pdf", scan.key());
    assertEquals(LocalDate.now(ZONE), scan.receivedOn());
    assertEquals(List.of("done"), names(here()));
  }

  @Test
  void aFileThatIsStillBeingWrittenWaitsWhileOthersAreTaken() throws IOException {
    start("one");
    byte[] whole = pdf("x".repeat(300_000));
    Path slow = here().resolve("slow.pdf");
    Files.write(slow, List.of());
    try (FileChannel writer = FileChannel.open(slow, StandardOpenOption.WRITE)) {
      int part = whole.length / 4;
      for (int from = 0; from < 3 * part; from += part) {
        int unused = writer.write(ByteBuffer.wrap(whole, from, part));
        String other = "other-" + from + ".pdf";
        Files.write(here().resolve(other), pdf(other));
        await(other + " is taken", () -> !Files.exists(root.resolve(folder).resolve(other)));
        assertTrue(Files.exists(slow), "the slow one lies there still");
      }
      int unused = writer.write(ByteBuffer.wrap(whole, 3 * part, whole.length - 3 * part));
    }
    Recorded scan = awaitRecorded(4).getLast();
    assertEquals("slow.pdf", scan.name());
    assertArrayEquals(whole, scan.raw());
  }

  @Test
  void aFileThatNeverGetsItsEndMarkIsTakenAsItIs() throws IOException {
    start("one");
    byte[] cut = "%PDF-1.7\nabgebrochen".getBytes(StandardCharsets.UTF_8);
    Files.write(here().resolve("cut.pdf"), cut);
    Files.write(here().resolve("empty.png"), new byte[0]);
    List<Recorded> scans = awaitRecorded(2);
    assertEquals(2, scans.size());
    assertTrue(scans.stream().anyMatch(scan -> scan.raw().length == 0));
    assertTrue(scans.stream().anyMatch(scan -> scan.raw().length == cut.length));
  }

  @Test
  void namesAreForeignTextAndNothingButPlainFilesIsTaken() throws IOException {
    Path secret = Files.writeString(root.resolve("secret.pdf"), "%PDF- geheim %%EOF");
    Path in = here();
    List<String> left =
        List.of(".hidden.pdf", "half.pdf.part", "half.tmp", "down.crdownload", "~$Brief.pdf");
    for (String name : left) {
      Files.write(in.resolve(name), pdf(name));
    }
    Files.createSymbolicLink(in.resolve("link.pdf"), secret);
    Files.createDirectories(in.resolve("sub.pdf"));
    String longest = "ä".repeat(125) + ".pdf";
    for (String name :
        List.of(
            "<img src=x onerror=alert(1)>.pdf",
            "C:\\scans\\..\\x.pdf",
            "a\nb\u202Efdp.pdf",
            longest)) {
      Files.write(in.resolve(name), pdf(name));
    }
    start("one");
    List<Recorded> scans = awaitRecorded(4);
    assertEquals(
        Stream.of("<img src=x onerror=alert(1)>.pdf", "ab" + "fdp.pdf", longest, "x.pdf")
            .sorted()
            .toList(),
        scans.stream().map(Recorded::name).sorted().toList());
    await("all are moved", () -> names(kept("done")).size() == 4);
    await("only those are left", () -> names(in).size() == left.size() + 3);
    assertTrue(Files.exists(secret));
    assertTrue(
        names(kept("done")).stream().anyMatch(name -> name.endsWith("ääää.pdf")),
        "a name that is too long is cut before its ending");
  }

  @Test
  void aFileThatIsTooLargeLeavesANoticeAndLiesInFailed() throws IOException {
    start("one");
    Path large = here().resolve("Archiv.pdf");
    try (RandomAccessFile sparse = new RandomAccessFile(large.toFile(), "rw")) {
      sparse.setLength(ScanIntake.LARGEST + 1);
    }
    Files.write(here().resolve("small.pdf"), pdf("small"));
    List<Recorded> scans = awaitRecorded(2);
    Recorded notice =
        scans.stream().filter(scan -> scan.name().equals("Archiv.pdf")).findFirst().orElseThrow();
    assertTrue(notice.key().matches("too-large/[0-9a-f]{64}/Archiv\\.pdf"), notice.key());
    String said = new String(notice.raw(), StandardCharsets.UTF_8);
    assertTrue(said.contains("Archiv.pdf") && said.contains("" + (ScanIntake.LARGEST + 1)), said);
    awaitMoved("failed", notice.id() + "-Archiv.pdf");
    assertFalse(Files.exists(large));
  }

  @Test
  void aFolderThatVanishesIsToldAndServedAgainWhenItIsBack() throws IOException {
    start("one");
    awaitState("ok");
    Files.delete(here());
    awaitState("failing", folder, "is not there");
    assertFalse(Files.exists(root.resolve(folder)), "a share that is away is not replaced");
    Files.write(here().resolve("back.pdf"), pdf("wieder da"));
    assertEquals("back.pdf", awaitRecorded(1).getFirst().name());
    awaitState("ok");
  }

  @Test
  void whereNothingCanBeMovedToNothingIsTaken() throws IOException {
    Path inTheWay = Files.writeString(here().resolve("done"), "eine Datei");
    // It is a plain file itself, and would be taken for a scan under another name.
    Files.write(here().resolve("waits.pdf"), pdf("wartet"));
    start("one");
    awaitState("failing", "done", "is not a folder");
    assertEquals(List.of(), recorded());
    assertTrue(Files.exists(here().resolve("waits.pdf")));
    Files.delete(inTheWay);
    Recorded scan = awaitRecorded(1).getFirst();
    awaitMoved("done", scan.id() + "-waits.pdf");
    awaitState("ok");
  }

  @Test
  void theSameScanTwiceIsOneArrivalAndBothFilesAreKept() throws IOException {
    start("one");
    byte[] bytes = pdf("zweimal");
    Files.write(here().resolve("twice.pdf"), bytes);
    long id = awaitRecorded(1).getFirst().id();
    awaitMoved("done", id + "-twice.pdf");
    Files.write(here().resolve("twice.pdf"), bytes);
    awaitMoved("done", id + ".2-twice.pdf");
    assertEquals(1, recorded().size());
  }

  @Test
  void aFileThatWasRecordedBeforeACrashIsOnlyMoved() throws IOException {
    byte[] bytes = pdf("vor dem Absturz");
    db.database()
        .inTransaction(
            tx ->
                assertTrue(
                    intake.record(
                            tx,
                            account,
                            "crash.pdf",
                            bytes,
                            ScanIntake.Origin.folder(LocalDate.now(ZONE), Instant.now()))
                        instanceof ScanIntake.Result.Recorded));
    Files.write(here().resolve("crash.pdf"), bytes);
    start("one");
    awaitMoved("done", recorded().getFirst().id() + "-crash.pdf");
    assertEquals(1, recorded().size());
  }

  @Test
  void aFileThatGoesOnGrowingAfterItWasMovedIsTakenAgain() throws IOException {
    start("one");
    Path file = here().resolve("endless.pdf");
    byte[] first = pdf("Seite 1");
    byte[] second = pdf("Seite 2");
    try (FileChannel writer =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      int unused = writer.write(ByteBuffer.wrap(first));
      long id = awaitRecorded(1).getFirst().id();
      awaitMoved("done", id + "-endless.pdf");
      int unusedToo = writer.write(ByteBuffer.wrap(second));
    }
    Recorded again = awaitRecorded(2).getLast();
    assertEquals("endless.pdf", again.name());
    assertEquals(
        new String(first, StandardCharsets.UTF_8) + new String(second, StandardCharsets.UTF_8),
        new String(again.raw(), StandardCharsets.UTF_8));
    awaitMoved("done", again.id() + "-endless.pdf");
    await("it lies there once", () -> names(kept("done")).size() == 1);
  }

  @Test
  void filesOfErasedLettersAreDeletedFromDone() throws IOException {
    start("one");
    Files.write(here().resolve("weg.pdf"), pdf("weg"));
    Files.write(here().resolve("bleibt.pdf"), pdf("bleibt"));
    List<Recorded> scans = awaitRecorded(2);
    await("both are moved", () -> names(kept("done")).size() == 2);
    Recorded gone =
        scans.stream().filter(scan -> scan.name().equals("weg.pdf")).findFirst().orElseThrow();
    db.database()
        .execute("UPDATE scan SET erased_at = clock_timestamp() WHERE arrival_id = $1", gone.id());
    await("one is left", () -> names(kept("done")).size() == 1);
    assertTrue(names(kept("done")).getFirst().endsWith("-bleibt.pdf"));
  }

  @Test
  void oneFileThatCannotBeReadStopsNoOther() throws IOException {
    Path closed = Files.write(here().resolve("closed.pdf"), pdf("zu"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
    Assumptions.assumeFalse(Files.isReadable(closed), "this user may read everything");
    Files.write(here().resolve("open.pdf"), pdf("auf"));
    start("one");
    assertEquals("open.pdf", awaitRecorded(1).getFirst().name());
    awaitState("failing", "closed.pdf", "permission denied");
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rw-------"));
    assertEquals(2, awaitRecorded(2).size());
    awaitState("ok");
  }

  @Test
  void twoNodesTakeEachFileOnceAlsoWhenOneOfThemStops() throws IOException {
    int many = 120;
    ScanFolders first = start("one");
    start("two");
    for (int number : IntStream.range(0, many).toArray()) {
      Files.write(here().resolve("scan-" + number + ".pdf"), pdf("Brief " + number));
      if (number == many / 2) {
        await("some are taken", () -> recorded().size() > 5);
        first.close();
      }
    }
    await("the folder is empty", () -> names(here()).equals(List.of("done")));
    List<Recorded> scans = recorded();
    assertEquals(many, scans.size());
    assertEquals(many, scans.stream().map(Recorded::name).distinct().count());
    assertEquals(many, names(kept("done")).size());
  }

  private ChannelAccount letterbox() {
    return accounts.findSealed(db.database(), account).orElseThrow();
  }

  private static ChannelAccount with(
      ChannelAccount like, ChannelAccountId id, Optional<String> folder) {
    AccountSettings.Letterbox box = like.letterbox();
    return new ChannelAccount(
        id,
        like.channel(),
        like.name(),
        like.address(),
        like.displayName(),
        like.queue(),
        like.active(),
        like.backfill(),
        new AccountSettings.Letterbox(folder, box.answerWithinDays(), box.customerNumbers()),
        0);
  }

  @Test
  void aTrialOfASavedFolderSaysWhenItIsAwayAndMakesNone() throws IOException {
    ScanFolders folders = start("one");
    awaitState("ok");
    Files.delete(here());
    ConnectionVerdict gone = folders.test(letterbox());
    assertFalse(gone.ok());
    assertEquals(
        List.of("scan_folder false failed", "scan_move false not_tried"),
        steps(gone).subList(0, 2));
    assertTrue(gone.steps().getFirst().detail().orElse("").contains("is not there"));
    assertFalse(Files.exists(root.resolve(folder)));
    ConnectionVerdict moved =
        folders.test(with(letterbox(), account, Optional.of(folder + "-anderswo")));
    assertTrue(moved.ok(), "another folder may be made");
  }

  @Test
  void aTrialOfANewAccountMakesTheFolderAndSaysWhatIsMissing() throws IOException {
    String fresh = folder + "-neu";
    ScanFolders folders = start("one");
    ChannelAccount letterbox = with(letterbox(), new ChannelAccountId(0), Optional.of(fresh));
    Path in = root.resolve(fresh);
    ConnectionVerdict good = folders.test(letterbox);
    assertTrue(good.ok(), "text recognition is missed, not needed");
    assertEquals(
        List.of(
            "scan_folder true connected",
            "scan_move true connected",
            "text_recognition false not_installed"),
        steps(good));
    assertEquals(List.of("done"), names(in));
    Files.delete(in.resolve("done"));
    Files.writeString(in.resolve("done"), "im Weg");
    ConnectionVerdict bad = folders.test(letterbox);
    assertFalse(bad.ok());
    assertEquals("scan_move false not_writable", steps(bad).get(1));
  }

  private static List<String> steps(ConnectionVerdict verdict) {
    return verdict.steps().stream()
        .map(step -> step.step() + " " + step.ok() + " " + step.code())
        .toList();
  }

  @Test
  void twoAccountsDoNotShareAFolder() {
    ChannelAccounts.Result result =
        create("Noch einer " + folder, folder.toUpperCase(java.util.Locale.ROOT));
    assertTrue(
        result instanceof ChannelAccounts.Result.Faulty faulty
            && faulty.faults().getFirst().field().equals("letter.folder"),
        result.toString());
  }
}

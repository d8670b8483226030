package io.faden.scan;

import io.faden.channel.letter.PageImage;
import io.faden.channel.letter.ScanFiles;
import io.faden.intake.ArrivalId;
import io.faden.platform.db.Database;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * The pages of scanned letters as people look at them: images, words and their places, the file.
 *
 * <p>A page is drawn when somebody first asks for it, and kept. Drawing takes a process of its own
 * and about a second; whoever asks for what is being drawn waits for the same drawing.
 */
public final class ScanPages {
  private static final int DRAWN_AT_ONCE = 2;

  /** A colour page at 300 dpi may have more than the whole letter: such are drawn again. */
  private static final int LARGEST_KEPT = 4 << 20;

  /** A page that takes all of its time and fails would else take it from all others for ever. */
  private static final Duration TRIED_AGAIN_AFTER = Duration.ofMinutes(10);

  private static final int MOST_FAILURES = 1000;

  private final Database database;
  private final ScanFiles files;
  private final ScanPageStore store = new ScanPageStore();
  // A file may have 100 MB: it is fetched when its turn has come, not before.
  private final Semaphore turns = new Semaphore(DRAWN_AT_ONCE, true);
  private final Map<Page, CompletableFuture<Image>> drawing = new ConcurrentHashMap<>();
  private final Map<Page, Long> failures = new ConcurrentHashMap<>();

  public ScanPages(Database database, ScanFiles files) {
    this.database = database;
    this.files = files;
  }

  /** A page of a scan, from 1, at a resolution. */
  record Page(ArrivalId scan, int number, int dpi) {}

  /** What came of asking for a page. */
  sealed interface Image {
    record Png(byte[] bytes) implements Image {}

    record NoSuchPage() implements Image {}

    /** The file cannot be opened, or this page asks for too much. */
    record NotDrawn() implements Image {}
  }

  /** Whether a scan may be looked at. */
  enum Standing {
    THERE,
    NOT_THERE,
    ERASED
  }

  Standing standing(ArrivalId scan) {
    return store.standing(database, scan);
  }

  /**
   * Waits for its turn where a page was not drawn before. Result: NoSuchPage also for a scan that
   * is not there or was erased.
   */
  Image image(Page page) {
    Optional<byte[]> kept = store.kept(database, page);
    if (kept.isPresent()) {
      return new Image.Png(kept.get());
    }
    if (store.beyondItsEnd(database, page)) {
      return new Image.NoSuchPage();
    }
    if (failedLately(page)) {
      return new Image.NotDrawn();
    }
    CompletableFuture<Image> mine = new CompletableFuture<>();
    CompletableFuture<Image> first = drawing.putIfAbsent(page, mine);
    if (first != null) {
      return first.join();
    }
    try {
      Image image = draw(page);
      mine.complete(image);
      return image;
    } catch (RuntimeException | Error fault) {
      mine.completeExceptionally(fault);
      throw fault;
    } finally {
      drawing.remove(page);
    }
  }

  private Image draw(Page page) {
    turns.acquireUninterruptibly();
    try {
      // Somebody may have drawn it on another node, or right before this turn.
      Optional<byte[]> meanwhile = store.kept(database, page);
      if (meanwhile.isPresent()) {
        return new Image.Png(meanwhile.get());
      }
      Optional<byte[]> file = store.file(database, page.scan());
      if (file.isEmpty()) {
        return new Image.NoSuchPage();
      }
      return switch (files.draw(file.get(), page.number(), page.dpi())) {
        case PageImage.Drawn drawn -> {
          if (drawn.png().length <= LARGEST_KEPT) {
            store.keep(database, page, drawn.png());
          }
          yield new Image.Png(drawn.png());
        }
        case PageImage.NotDrawn no -> {
          failed(page);
          yield new Image.NotDrawn();
        }
        case PageImage.NoSuchPage no -> new Image.NoSuchPage();
      };
    } finally {
      turns.release();
    }
  }

  private boolean failedLately(Page page) {
    Long at = failures.get(page);
    return at != null && System.nanoTime() - at < TRIED_AGAIN_AFTER.toNanos();
  }

  private void failed(Page page) {
    if (failures.size() >= MOST_FAILURES) {
      failures.clear();
    }
    failures.put(page, System.nanoTime());
  }

  /** The lines of a page as JSON, or empty where there is no such page or it was not read yet. */
  Optional<String> words(ArrivalId scan, int page) {
    return store.words(database, scan, page);
  }

  /** A file by name and size; its bytes are fetched in pieces. */
  record File(String name, long size) {}

  Optional<File> file(ArrivalId scan) {
    return store.about(database, scan);
  }

  /** So many bytes from a place on; fewer at its end, none when it was erased meanwhile. */
  byte[] piece(ArrivalId scan, long from, int length) {
    return store.piece(database, scan, from, length);
  }
}

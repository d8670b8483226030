package io.faden.scan;

import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Rings when something changes in a folder, where the system tells: not on most network shares, nor
 * when the machine has no watches left. Whoever waits looks from time to time anyway.
 */
final class FolderBell implements AutoCloseable {
  private Optional<WatchService> watch = Optional.empty();
  private Optional<WatchKey> key = Optional.empty();

  /** Listens to a folder, unless it does so already. */
  void listen(Path folder) {
    if (key.isPresent() && key.get().isValid() && key.get().watchable().equals(folder)) {
      return;
    }
    close();
    try {
      WatchService service = folder.getFileSystem().newWatchService();
      watch = Optional.of(service);
      key =
          Optional.of(
              folder.register(
                  service,
                  StandardWatchEventKinds.ENTRY_CREATE,
                  StandardWatchEventKinds.ENTRY_MODIFY));
    } catch (IOException | UnsupportedOperationException deaf) {
      close();
    }
  }

  /** Waits until it rings, for so long at most. */
  void await(Duration time) throws InterruptedException {
    if (key.isEmpty()) {
      Thread.sleep(time.toMillis());
      return;
    }
    WatchKey rung = watch.orElseThrow().poll(time.toMillis(), TimeUnit.MILLISECONDS);
    if (rung != null) {
      rung.pollEvents().clear();
      if (!rung.reset()) {
        key = Optional.empty();
      }
    }
  }

  @Override
  public void close() {
    try {
      if (watch.isPresent()) {
        watch.get().close();
      }
    } catch (IOException fault) {
      // It is given up either way.
    }
    watch = Optional.empty();
    key = Optional.empty();
  }
}

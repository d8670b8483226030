package io.faden.platform.db;

import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A PostgreSQL of our own under the data folder, kept between runs and as durable as a real one:
 * the library's defaults (no synchronous commit) are for throw-away tests, so they are set back.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
  private static final Duration STOPPING = Duration.ofSeconds(10);

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

  private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts on a free port of the loopback interface. Errors: {@link UncheckedIOException}. */
  public static EmbeddedPostgres start(Path folder) {
    try {
      Files.createDirectories(folder);
      stopOrphan(folder.resolve("data"));
      return new EmbeddedPostgres(
          io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
              .setDataDirectory(folder.resolve("data").toAbsolutePath())
              .setOverrideWorkingDirectory(folder.resolve("bin").toAbsolutePath().toFile())
              .setCleanDataDirectory(false)
              .setServerConfig("synchronous_commit", "on")
              .setServerConfig("fsync", "on")
              .setServerConfig("full_page_writes", "on")
              .setServerConfig("max_connections", "200")
              .setServerConfig("listen_addresses", "127.0.0.1")
              .setPGStartupWait(Duration.ofSeconds(60))
              // Its own hook would stop it beside us, while we still need it to stop in order.
              .setRegisterShutdownHook(false)
              .start());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /**
   * Stops the server that a node left behind which was killed: it still has the data, and nobody
   * would ever stop it. The data folder is ours alone, so it cannot be in use by another node.
   */
  private static void stopOrphan(Path data) throws IOException {
    Path pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    List<String> lines = Files.readAllLines(pidFile);
    Optional<ProcessHandle> orphan =
        lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")
            ? Optional.empty()
            : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                .filter(process -> process.info().command().orElse("").contains("postgres"));
    if (orphan.isEmpty()) {
      return;
    }
    LOG.atInfo()
        .addKeyValue("pid", orphan.get().pid())
        .log("the database of a node that was killed is still running and is stopped");
    boolean asked = orphan.get().destroy();
    if (!asked || !ended(orphan.get())) {
      // Its log of writes makes good what this cuts off.
      asked = orphan.get().destroyForcibly();
      if (!ended(orphan.get())) {
        throw new IOException("the database process " + orphan.get().pid() + " does not stop");
      }
    }
  }

  private static boolean ended(ProcessHandle process) {
    try {
      process.onExit().get(STOPPING.toSeconds(), TimeUnit.SECONDS);
      return true;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException | TimeoutException still) {
      return !process.isAlive();
    }
  }

  public PgConnectOptions options() {
    return new PgConnectOptions()
        .setHost("127.0.0.1")
        .setPort(server.getPort())
        .setUser("postgres")
        .setPassword("postgres")
        .setDatabase("postgres");
  }

  @Override
  public void close() {
    try {
      server.close();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}

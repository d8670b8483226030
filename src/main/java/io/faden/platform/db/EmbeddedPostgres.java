package io.faden.platform.db;

import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A PostgreSQL of our own under the data folder, kept between runs and as durable as a real one:
 * the library's defaults (no synchronous commit) are for throw-away tests, so they are set back.
 */
public final class EmbeddedPostgres implements AutoCloseable {
  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

  private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
    this.server = server;
  }

  /** Starts on a free port of the loopback interface. Errors: {@link UncheckedIOException}. */
  public static EmbeddedPostgres start(Path folder) {
    try {
      Files.createDirectories(folder);
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

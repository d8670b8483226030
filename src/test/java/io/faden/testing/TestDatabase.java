package io.faden.testing;

import io.faden.platform.db.Database;
import io.faden.platform.db.EmbeddedPostgres;
import io.faden.platform.db.Migrations;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A migrated database of a test's own, in one real PostgreSQL for the whole run. Databases are
 * copied from a migrated template, which takes a fraction of a second.
 */
public final class TestDatabase implements AutoCloseable {
  private static final String TEMPLATE = "faden_template";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  private final Vertx vertx;
  private final Database database;
  private final PgConnectOptions options;

  private TestDatabase(Vertx vertx, PgConnectOptions options) {
    this.vertx = vertx;
    this.options = options;
    this.database = new Database(vertx, options, 16);
  }

  public static TestDatabase create() {
    Vertx vertx = Vertx.vertx();
    return new TestDatabase(vertx, createEmpty());
  }

  /** Only the database, for a server that connects by itself. */
  public static PgConnectOptions createEmpty() {
    String name = "faden_" + NUMBER.incrementAndGet();
    administer("CREATE DATABASE " + name + " TEMPLATE " + TEMPLATE);
    return new PgConnectOptions(Server.POSTGRES.options()).setDatabase(name);
  }

  /** A database with nothing in it, not even the schema. */
  public static PgConnectOptions createBlank() {
    String name = "faden_" + NUMBER.incrementAndGet();
    administer("CREATE DATABASE " + name);
    return new PgConnectOptions(Server.POSTGRES.options()).setDatabase(name);
  }

  public static String url(PgConnectOptions options) {
    return "postgresql://%s:%s@%s:%d/%s"
        .formatted(
            options.getUser(),
            options.getPassword(),
            options.getHost(),
            options.getPort(),
            options.getDatabase());
  }

  public Database database() {
    return database;
  }

  public Vertx vertx() {
    return vertx;
  }

  public PgConnectOptions options() {
    return options;
  }

  @Override
  public void close() {
    database.close();
    vertx.close().await();
  }

  private static synchronized void administer(String statement) {
    Vertx vertx = Vertx.vertx();
    try (Database database = new Database(vertx, Server.POSTGRES.options(), 2)) {
      database.execute(statement);
    } finally {
      vertx.close().await();
    }
  }

  /** Started by the first test that needs it, stopped with the JVM. */
  private static final class Server {
    static final EmbeddedPostgres POSTGRES = start();

    private static EmbeddedPostgres start() {
      try {
        Path folder = Files.createTempDirectory(Path.of("target"), "postgres-");
        EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
        Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
        Vertx vertx = Vertx.vertx();
        try (Database database = new Database(vertx, postgres.options(), 2)) {
          database.execute("CREATE DATABASE " + TEMPLATE);
        } finally {
          vertx.close().await();
        }
        Migrations.run(new PgConnectOptions(postgres.options()).setDatabase(TEMPLATE));
        return postgres;
      } catch (IOException fault) {
        throw new UncheckedIOException(fault);
      }
    }
  }
}

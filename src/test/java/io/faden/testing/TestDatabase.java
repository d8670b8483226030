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
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;

/**
 * A migrated database of a test's own, in a real PostgreSQL. Databases are copied from a migrated
 * template, which takes a fraction of a second. Each thread that runs tests has a server of its
 * own: a transaction that stays open delays events in all databases of a server.
 */
public final class TestDatabase implements AutoCloseable {
  private static final String TEMPLATE = "faden_template";
  private static final AtomicInteger NUMBER = new AtomicInteger();

  /** Started by the first test that needs it, stopped with the JVM. */
  private static final ThreadLocal<EmbeddedPostgres> SERVER =
      ThreadLocal.withInitial(TestDatabase::startServer);

  static {
    // What nobody times may take its time on a busy machine.
    Awaitility.setDefaultTimeout(Duration.ofSeconds(30));
    // Other threads' faults are not the condition's: the mail server's own, for example.
    Awaitility.doNotCatchUncaughtExceptionsByDefault();
  }

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
    return create(" TEMPLATE " + TEMPLATE);
  }

  /** A database with nothing in it, not even the schema. */
  public static PgConnectOptions createBlank() {
    return create("");
  }

  private static PgConnectOptions create(String from) {
    String name = "faden_" + NUMBER.incrementAndGet();
    Vertx vertx = Vertx.vertx();
    EmbeddedPostgres server = SERVER.get();
    try (Database database = new Database(vertx, server.options(), 2)) {
      database.execute("CREATE DATABASE " + name + from);
    } finally {
      vertx.close().await();
    }
    return new PgConnectOptions(server.options()).setDatabase(name);
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

  private static EmbeddedPostgres startServer() {
    try {
      Path folder = Files.createTempDirectory(Path.of("target"), "postgres-");
      EmbeddedPostgres postgres = EmbeddedPostgres.start(folder);
      Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
      Vertx vertx = Vertx.vertx();
      try (Database database = new Database(vertx, postgres.options(), 2)) {
        // Tests kill what uses the database, never the database. Measurements wait for the disk.
        database.execute(
            "ALTER ROLE postgres SET synchronous_commit = "
                + System.getProperty("faden.test.commit", "on"));
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

package io.faden.platform.db;

import io.vertx.pgclient.PgConnectOptions;
import org.flywaydb.core.Flyway;

/** Brings the schema up to date. Several nodes may start at once: Flyway takes a lock. */
public final class Migrations {
  private Migrations() {}

  public static void run(PgConnectOptions where) {
    Flyway.configure()
        .dataSource(url(where), where.getUser(), where.getPassword())
        .locations("classpath:db/migration")
        .load()
        .migrate();
  }

  static String url(PgConnectOptions where) {
    return "jdbc:postgresql://%s:%d/%s"
        .formatted(where.getHost(), where.getPort(), where.getDatabase());
  }
}

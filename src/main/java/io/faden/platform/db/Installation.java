package io.faden.platform.db;

import io.faden.platform.Keys;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** What belongs to a database as a whole: that it is used with one secret key only. */
public final class Installation {
  private static final String KEY_CHECK = "key-check";
  private static final byte[] CHECKED = "Faden".getBytes(StandardCharsets.UTF_8);

  private Installation() {}

  /**
   * Whether the database is used with these keys. The first start decides: it leaves a check value,
   * from which the key cannot be told. Needs the migrated schema; blocks.
   */
  public static boolean accepts(PgConnectOptions where, Keys keys) {
    byte[] mine = keys.sign("installation-check", CHECKED);
    try (Connection connection =
        DriverManager.getConnection(Migrations.url(where), where.getUser(), where.getPassword())) {
      insert(connection, mine);
      return MessageDigest.isEqual(mine, first(connection));
    } catch (SQLException fault) {
      throw new IllegalStateException("the secret key could not be checked", fault);
    }
  }

  private static void insert(Connection connection, byte[] check) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement(
            """
            INSERT INTO installation (name, value) VALUES (?, ?)
            ON CONFLICT ON CONSTRAINT installation_pkey DO NOTHING
            """)) {
      insert.setString(1, KEY_CHECK);
      insert.setBytes(2, check);
      insert.executeUpdate();
    }
  }

  private static byte[] first(Connection connection) throws SQLException {
    try (PreparedStatement select =
        connection.prepareStatement("SELECT value FROM installation WHERE name = ?")) {
      select.setString(1, KEY_CHECK);
      try (ResultSet rows = select.executeQuery()) {
        return rows.next() ? rows.getBytes(1) : new byte[0];
      }
    }
  }
}

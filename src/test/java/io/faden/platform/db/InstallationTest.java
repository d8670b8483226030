package io.faden.platform.db;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Keys;
import io.faden.testing.TestDatabase;
import io.vertx.pgclient.PgConnectOptions;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class InstallationTest {
  @Test
  void aDatabaseKeepsToTheKeyOfItsFirstStart() {
    PgConnectOptions where = TestDatabase.createEmpty();
    assertTrue(Installation.accepts(where, keys(1)));
    assertTrue(Installation.accepts(where, keys(1)));
    assertFalse(Installation.accepts(where, keys(2)));
    assertTrue(Installation.accepts(where, keys(1)));
  }

  private static Keys keys(int value) {
    byte[] master = new byte[32];
    Arrays.fill(master, (byte) value);
    return new Keys(master);
  }
}

package io.faden.platform.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.db.Columns;
import io.faden.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LeasesTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static TestDatabase db;

  @BeforeAll
  static void start() {
    db = TestDatabase.create();
  }

  @AfterAll
  static void stop() {
    db.close();
  }

  @Test
  void onlyOneHolderAtATime() {
    Leases one = new Leases(db.database(), "one");
    Leases two = new Leases(db.database(), "two");
    Lease held = one.acquire("alone", LONG).orElseThrow();
    assertTrue(two.acquire("alone", LONG).isEmpty());
    one.release(held);
    assertEquals(held.epoch() + 1, two.acquire("alone", LONG).orElseThrow().epoch());
    assertFalse(one.renew(held, LONG));
  }

  @Test
  void aLeaseThatRanOutPassesOnAndTheOldHolderIsRefused() {
    Leases one = new Leases(db.database(), "one");
    Leases two = new Leases(db.database(), "two");
    Lease old = one.acquire("passing", Duration.ofMillis(50)).orElseThrow();
    Awaitility.await().until(() -> two.acquire("passing", LONG).isPresent());
    assertThrows(
        Leases.LeaseLost.class, () -> db.database().inTransaction(tx -> one.require(tx, old)));
  }

  private static Instant since(String name) {
    return Columns.instant(
        db.database().row("SELECT since FROM lease WHERE name = $1", name).orElseThrow(), "since");
  }

  @Test
  void acquiringAgainKeepsTheEpochAndItsBeginning() {
    Leases one = new Leases(db.database(), "one");
    Lease first = one.acquire("again", LONG).orElseThrow();
    Instant since = since("again");
    assertEquals(first, one.acquire("again", LONG).orElseThrow());
    assertEquals(since, since("again"));
    one.release(first);
    Leases two = new Leases(db.database(), "two");
    assertTrue(two.acquire("again", LONG).isPresent());
    assertTrue(since("again").isAfter(since));
  }
}

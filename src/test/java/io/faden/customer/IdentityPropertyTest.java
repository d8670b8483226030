package io.faden.customer;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.db.Tx;
import io.faden.testing.CustomerFaces;
import io.faden.testing.TestDatabase;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Sequences of merges, moves, their undoing and new entries, from a seed. */
class IdentityPropertyTest {
  /** More of them: -Dfaden.sequences=1000. */
  private static final int SEQUENCES = Integer.getInteger("faden.sequences", 90);

  private static final int STEPS = 14;
  private static TestDatabase db;
  private static CustomerFaces faces;
  private static Actor actor;
  private static long queue;

  @BeforeAll
  static void start() {
    db = TestDatabase.create();
    faces = CustomerFaces.on(db.database());
    long agent =
        number(
            "INSERT INTO agent (name, email, role, active) VALUES ('Anna', 'anna@haus.example', 'agent', true) RETURNING id");
    actor = new Actor(new AgentId(agent), "Anna", Role.AGENT);
    queue = number("SELECT id FROM queue ORDER BY id LIMIT 1");
  }

  @AfterAll
  static void stop() {
    db.close();
  }

  private static long number(String sql, Object... binds) {
    return db.database().row(sql, binds).orElseThrow().getLong(0);
  }

  /** Five customers with an address each; each has written. */
  private static final class World {
    final List<CustomerId> customers = new ArrayList<>();
    final List<ContactPointId> points = new ArrayList<>();
    final List<String> addresses = new ArrayList<>();
    final Random random;
    final long firstEntry;
    int entries;

    World(int seed) {
      random = new Random(seed);
      firstEntry = number("SELECT coalesce(max(id), 0) FROM entry");
      for (int each = 0; each < 5; each++) {
        addresses.add("k" + each + "-" + seed + "@kunde.example");
        Customers.Found found = written(each);
        customers.add(found.customer());
        points.add(found.contactPoint().orElseThrow());
      }
    }

    /** As filing does it: the entry is the member's, the conversation an old one or a new one. */
    Customers.Found written(int whose) {
      entries++;
      return db.database().transaction(tx -> written(tx, addresses.get(whose)));
    }

    private Customers.Found written(Tx tx, String address) {
      Customers.Found from = faces.customers().byContactPoint(tx, "email", address, "Kunde");
      List<Long> known =
          tx
              .rows(
                  """
                  SELECT v.id FROM conversation v JOIN customer c ON c.id = v.customer_id
                   WHERE c.root_id = (SELECT root_id FROM customer WHERE id = $1) ORDER BY v.id
                  """,
                  from.customer())
              .stream()
              .map(row -> row.getLong("id"))
              .toList();
      long conversation =
          !known.isEmpty() && random.nextBoolean()
              ? known.get(random.nextInt(known.size()))
              : tx.row(
                      "INSERT INTO conversation (customer_id, subject, queue_id) VALUES ($1, 'Frage', $2) RETURNING id",
                      from.customer(),
                      queue)
                  .orElseThrow()
                  .getLong("id");
      tx.execute(
          """
          INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, contact_point_id)
          VALUES ($1, $2, 'message', 'email', 'in', clock_timestamp(), $3)
          """,
          conversation,
          from.customer(),
          from.contactPoint().orElseThrow().value());
      return from;
    }

    CustomerId some() {
      return customers.get(random.nextInt(customers.size()));
    }

    Long[] ids() {
      return customers.stream().map(CustomerId::value).toArray(Long[]::new);
    }

    /** All that identity may change, for what was there up to an entry. */
    Map<String, String> snapshot(long upTo) {
      Map<String, String> rows = new TreeMap<>();
      db.database()
          .rows(
              """
              SELECT 'customer ' || id AS what, coalesce(merged_into, 0) || '/' || root_id AS is FROM customer WHERE id = ANY($1)
              UNION ALL
              SELECT 'point ' || id, customer_id::text FROM contact_point WHERE id = ANY($3)
              UNION ALL
              SELECT 'entry ' || id, customer_id || '/' || conversation_id FROM entry WHERE id > $2 AND id <= $4
              UNION ALL
              SELECT 'conversation ' || v.id, v.customer_id::text FROM conversation v
               WHERE v.id IN (SELECT conversation_id FROM entry WHERE id > $2 AND id <= $4)
              """,
              ids(),
              firstEntry,
              points.stream().map(ContactPointId::value).toArray(Long[]::new),
              upTo)
          .forEach(row -> rows.put(row.getString("what"), row.getString("is")));
      return rows;
    }

    /** Each entry on the timeline of exactly one root; roots are roots; trees hang together. */
    void holds(String when) {
      List<Long> seen = new ArrayList<>();
      for (long root :
          db
              .database()
              .rows(
                  "SELECT id FROM customer WHERE id = ANY($1) AND merged_into IS NULL",
                  (Object) ids())
              .stream()
              .map(row -> row.getLong("id"))
              .toList()) {
        db.database()
            .rows(
                """
                SELECT e.id FROM entry e WHERE e.customer_id IN (SELECT id FROM customer WHERE root_id = $1) AND e.id > $2
                """,
                root,
                firstEntry)
            .forEach(row -> seen.add(row.getLong("id")));
      }
      assertEquals(entries, seen.size(), when);
      assertEquals(entries, seen.stream().distinct().count(), when);
      long crooked =
          number(
              """
              WITH RECURSIVE up AS (
                SELECT id, id AS at, 0 AS steps FROM customer WHERE id = ANY($1)
                UNION ALL
                SELECT up.id, c.merged_into, steps + 1 FROM up JOIN customer c ON c.id = up.at
                 WHERE c.merged_into IS NOT NULL AND steps < 20)
              SELECT count(*) FROM customer c
               WHERE c.id = ANY($1)
                 AND c.root_id IS DISTINCT FROM (SELECT up.at FROM up WHERE up.id = c.id ORDER BY steps DESC LIMIT 1)
              """,
              (Object) ids());
      assertEquals(0, crooked, when + ": root_id is where merged_into leads");
    }
  }

  /** Something that was done and how to undo it. */
  private record Step(String kind, long id) {}

  private static void undo(Step step) {
    IdentityResult result =
        step.kind().equals("merge")
            ? faces.identity().undoMerge(actor, step.id(), "doch nicht")
            : faces.identity().undoMove(actor, step.id(), "doch nicht");
    assertEquals(IdentityResult.Done.class, result.getClass(), step + " " + result);
  }

  @Test
  void undoingInReverseRestoresAndNoEntryIsEverLost() {
    int done = 0;
    for (int seed = 1; seed <= SEQUENCES; seed++) {
      World world = new World(seed);
      long upTo = number("SELECT max(id) FROM entry");
      Map<String, String> start = world.snapshot(upTo);
      Deque<Step> standing = new ArrayDeque<>();
      for (int step = 0; step < STEPS; step++) {
        String when = "seed " + seed + " step " + step;
        switch (world.random.nextInt(5)) {
          case 0, 1 -> merge(world, standing);
          case 2 -> move(world, standing);
          case 3 -> world.written(world.random.nextInt(5));
          default -> {
            if (!standing.isEmpty()) {
              undo(standing.pop());
            }
          }
        }
        world.holds(when);
        done += standing.size();
      }
      while (!standing.isEmpty()) {
        undo(standing.pop());
        world.holds("seed " + seed + " undoing");
      }
      assertEquals(start, world.snapshot(upTo), "seed " + seed);
    }
    assertEquals(true, done > SEQUENCES, "something was merged and moved");
  }

  /** In any order, since a merge knows only what hangs below it. */
  @Test
  void mergesCanBeUndoneInAnyOrder() {
    for (int seed = 1_001; seed <= 1_000 + SEQUENCES / 3; seed++) {
      World world = new World(seed);
      long upTo = number("SELECT max(id) FROM entry");
      Map<String, String> start = world.snapshot(upTo);
      Deque<Step> standing = new ArrayDeque<>();
      for (int step = 0; step < 6; step++) {
        merge(world, standing);
        world.written(world.random.nextInt(5));
      }
      List<Step> anyhow = new ArrayList<>(standing);
      java.util.Collections.shuffle(anyhow, world.random);
      for (Step step : anyhow) {
        undo(step);
        world.holds("seed " + seed + " " + step);
      }
      assertEquals(start, world.snapshot(upTo), "seed " + seed);
    }
  }

  private static void merge(World world, Deque<Step> standing) {
    if (faces.identity().merge(actor, world.some(), world.some(), "dieselbe Person")
        instanceof IdentityResult.Done merged) {
      standing.push(new Step("merge", merged.change().id()));
    }
  }

  private static void move(World world, Deque<Step> standing) {
    ContactPointId point = world.points.get(world.random.nextInt(5));
    if (faces.identity().move(actor, point, world.some(), world.random.nextBoolean(), "falsch")
        instanceof IdentityResult.Done moved) {
      standing.push(new Step("move", moved.change().id()));
    }
  }
}

package io.faden.routing;

import io.faden.App;
import io.faden.Config;
import io.faden.platform.Keys;
import io.faden.platform.cluster.Cluster;
import io.faden.platform.db.Database;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A house in a database: 20 queues with one written step each, 20 skills, everybody available. An
 * agent serves three queues and has five skills. One item in ten asks for a skill of its own, one
 * in three has a due time, one in ten a personal agent where that is wished for; every second is a
 * chat where chats are, all others are mails. Always the same numbers for the same arguments.
 */
final class Stock {
  private static final int QUEUES = 20;

  private final Database database;

  Stock(Database database) {
    this.database = database;
  }

  /**
   * @param capacity units of each agent; above 100 the caps of the channels are lifted
   * @param accept what is offered is accepted at once, by the queue's setting
   */
  Stock people(int agents, int capacity, boolean accept) {
    database.execute("UPDATE queue SET everybody = false");
    if (capacity > 100) {
      database.execute("UPDATE channel_load SET cap = NULL");
    }
    database.execute(
        """
        INSERT INTO skill (name, kind) SELECT 'Thema ' || n, 'topic' FROM generate_series(1, 20) n
        """);
    // No offer ends by the clock while it is measured how many are made.
    JsonObject channel = new JsonObject().put("autoAccept", accept).put("offerSeconds", 3_600);
    JsonObject channels = new JsonObject().put("email", channel).put("chat", channel);
    database.execute(
        """
        INSERT INTO queue (name, everybody, settings)
        SELECT 'Schlange ' || n, false,
               jsonb_build_object('steps', '[{"needs": [], "seconds": 86400, "skipIfNobody": false}]'::jsonb,
                                  'channels', $2::text::jsonb)
          FROM generate_series(1, $1) n
        """,
        QUEUES,
        channels.encode());
    database.execute(
        """
        INSERT INTO agent (name, email, role)
        SELECT 'Agent ' || n, 'agent' || n || '@haus.example', 'agent' FROM generate_series(1, $1) n
        """,
        agents);
    database.execute(
        """
        INSERT INTO queue_member (queue_id, agent_id)
        SELECT q.id, a.id FROM agent a CROSS JOIN (VALUES (0), (7), (13)) AS k(n)
          JOIN queue q ON q.name = 'Schlange ' || ((a.id + k.n) % $1::bigint + 1)
        """,
        QUEUES);
    database.execute(
        """
        INSERT INTO agent_skill (agent_id, skill_id, level)
        SELECT a.id, s.id, (a.id + s.id) % 5 + 1 FROM agent a JOIN skill s ON (a.id * 3 + s.id) % 4 = 0
        """);
    database.execute(
        """
        INSERT INTO agent_slot (agent_id, capacity, last_served_at)
        SELECT id, $1, clock_timestamp() - make_interval(secs => id * 7919 % 28800) FROM agent
        ON CONFLICT ON CONSTRAINT agent_slot_pkey DO NOTHING
        """,
        capacity);
    database.execute(
        "INSERT INTO presence (agent_id, state, location) SELECT id, 'available', 'office' FROM agent");
    database.execute(
        """
        INSERT INTO session (token_hash, agent_id, expires_at)
        SELECT sha256(convert_to(session, 'UTF8')), id, clock_timestamp() + interval '1 day'
          FROM (SELECT id, 'bench-' || id AS session FROM agent) a
        """);
    return this;
  }

  /** What the cookie of an agent holds. */
  static String session(long agent) {
    return "bench-" + agent;
  }

  /** Conversations, and a queued item for each. */
  Stock items(int items, boolean chats, boolean personal) {
    conversations(items);
    database.execute(
        """
        INSERT INTO work_item (kind, conversation_id, queue_id, channel, cost, eligible_at, rank_at, steps_from, due_at,
                               urgent_at, needs, preferred_agent_id, preferred_until)
        SELECT 'answer', c.id, c.queue_id, w.channel, CASE w.channel WHEN 'chat' THEN 30 ELSE 20 END, w.eligible, w.eligible,
               w.eligible, w.due, w.due - interval '1 hour',
               CASE WHEN c.id % 10 = 3
                    THEN jsonb_build_array(jsonb_build_object('skill', c.id / 10 % 20 + 1, 'level', 1, 'hard', false))
                    ELSE '[]' END,
               CASE WHEN $2 AND c.id % 10 = 7 THEN a.id END,
               CASE WHEN $2 AND c.id % 10 = 7 THEN clock_timestamp() + interval '1 hour' END
          FROM conversation c
          CROSS JOIN LATERAL (
            SELECT clock_timestamp() - make_interval(secs => c.id * 7919 % 7200) AS eligible,
                   CASE WHEN c.id % 3 = 0 THEN clock_timestamp() + make_interval(mins => (c.id * 31 % 600)::integer) END AS due,
                   CASE WHEN $1 AND c.id % 2 = 0 THEN 'chat' ELSE 'email' END AS channel) w
          JOIN agent a ON a.id = c.id * 31 % (SELECT max(id) FROM agent) + 1
         ORDER BY c.id
        """,
        chats, personal);
    return this;
  }

  /** Conversations without work. */
  Stock conversations(int count) {
    database.execute(
        """
        WITH someone AS (
          INSERT INTO customer (id, name, root_id) OVERRIDING SYSTEM VALUE VALUES (1, 'Kundin', 1)
          ON CONFLICT ON CONSTRAINT customer_pkey DO NOTHING)
        INSERT INTO conversation (customer_id, subject, queue_id)
        SELECT 1, 'Frage ' || n, q.id FROM generate_series(1, $1) n
          JOIN queue q ON q.name = 'Schlange ' || (n * 11 % $2 + 1) ORDER BY n
        """,
        count, QUEUES);
    return this;
  }

  /** As a database is that has been running for a while. */
  void settle() {
    database.execute("VACUUM ANALYZE");
    database.execute("CHECKPOINT");
  }

  List<Long> agents() {
    return database.rows("SELECT id FROM agent ORDER BY id").stream()
        .map(row -> row.getLong("id"))
        .toList();
  }

  /** The whole product in this process, alone. */
  record Node(App app, Vertx vertx) implements AutoCloseable {
    static Node start(PgConnectOptions where) {
      Map<String, String> settings = new HashMap<>();
      settings.put("FADEN_HTTP_PORT", "0");
      // Nobody has a page open unless the measurement opens it.
      settings.put("FADEN_PRESENCE_LOST_SECONDS", "3600");
      Vertx vertx = Vertx.vertx();
      App app =
          App.start(
              Config.load(Path.of("no-such-file.yaml"), settings),
              Cluster.alone(vertx, "127.0.0.1"),
              where,
              new Keys(new byte[32]));
      return new Node(app, vertx);
    }

    String origin() {
      return "http://127.0.0.1:" + app.port();
    }

    @Override
    public void close() {
      app.close();
      vertx.close().await();
    }
  }
}

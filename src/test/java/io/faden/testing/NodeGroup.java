package io.faden.testing;

import io.faden.platform.Role;
import io.faden.platform.db.Database;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;

/**
 * Several nodes of one installation, each a process at an address that stays, with a line of its
 * own to the database.
 */
public final class NodeGroup implements AutoCloseable {
  public static final String US = "service@tidenwerk.example";

  private final TestDatabase db = TestDatabase.create();
  private final MailProvider mail = new MailProvider();
  private final List<Place> places = new ArrayList<>();
  private final Colleague admin;
  private final long account;

  /** Where a node runs; the process may be another one after a restart. */
  public final class Place {
    private final Path folder;
    private final int httpPort = FreePort.find();
    private final int clusterPort = FreePort.find();
    private final Line line = Line.to(db.options().getPort());
    private volatile ProcessNode process;

    private Place(Path folder) {
      this.folder = folder;
    }

    public String url() {
      return "http://localhost:" + httpPort;
    }

    /** The way to the database. */
    public Line line() {
      return line;
    }

    public ProcessNode process() {
      return process;
    }

    public boolean isRunning() {
      return process != null && process.isAlive();
    }

    /** Returns before it is ready. */
    public void start() {
      PgConnectOptions where = new PgConnectOptions(db.options()).setPort(line.port());
      Map<String, String> settings = new HashMap<>();
      settings.put("FADEN_HTTP_PORT", "" + httpPort);
      settings.put("FADEN_CLUSTER_PORT", "" + clusterPort);
      settings.put("FADEN_CLUSTER_NAME", "test-" + places.getFirst().clusterPort);
      settings.put(
          "FADEN_CLUSTER_MEMBERS",
          places.stream()
              .map(place -> "127.0.0.1:" + place.clusterPort)
              .collect(Collectors.joining(",")));
      settings.put("FADEN_REPLY_UNDO_SECONDS", "1");
      // As in production: who routes is told at info.
      settings.put("JAVA_TOOL_OPTIONS", "-Dlogback.configurationFile=logback.xml");
      process = ProcessNode.start(where, folder, settings);
    }
  }

  /** Which process routes, and under which epoch. */
  public record Leader(Place place, long epoch) {}

  /** Starts so many nodes; returns when all are ready. */
  public NodeGroup(Path folder, int nodes) {
    for (int number = 1; number <= nodes; number++) {
      places.add(new Place(folder.resolve("node-" + number)));
    }
    // The first alone, so that the others join it and do not found clusters of their own.
    places.getFirst().start();
    places.getFirst().process().awaitReady();
    startAll();
    mail.mailbox(US);
    admin = Colleague.hire(db.database(), places.getFirst().url(), "Ada Admin", Role.ADMIN);
    account = admin.post("/admin/channel-accounts", mail.account(US)).json().getLong("id");
  }

  public Database database() {
    return db.database();
  }

  /** At a node that runs. */
  public Colleague admin() {
    return admin.at(places.stream().filter(Place::isRunning).findFirst().orElseThrow().url());
  }

  /** How many units of work somebody may have. */
  public void setCapacity(Colleague who, int units) {
    ApiServer.Reply reply =
        admin()
            .put("/admin/agents/" + who.id() + "/routing", new JsonObject().put("capacity", units));
    if (reply.status() != 200) {
      throw new AssertionError(reply);
    }
  }

  /** The number of the mailbox. */
  public long account() {
    return account;
  }

  /** Starts what is not running; returns when all are ready. */
  public void startAll() {
    List<Place> gone = places.stream().filter(place -> !place.isRunning()).toList();
    gone.forEach(Place::start);
    gone.forEach(place -> place.process().awaitReady());
  }

  public List<Place> places() {
    return List.copyOf(places);
  }

  public List<String> urls() {
    return places.stream().map(Place::url).toList();
  }

  /** Who routes now, for as long as it still has the right to. */
  public Optional<Leader> leader() {
    return db.database()
        .row("SELECT holder, epoch FROM lease WHERE name = 'router' AND until > clock_timestamp()")
        .flatMap(
            row ->
                places.stream()
                    .filter(place -> place.process().name().equals(row.getString("holder")))
                    .findFirst()
                    .map(place -> new Leader(place, row.getLong("epoch"))));
  }

  public Leader awaitLeader() {
    return Awaitility.await("somebody routes")
        .atMost(Duration.ofSeconds(60))
        .until(this::leader, Optional::isPresent)
        .orElseThrow();
  }

  /** Changes the settings of the queue that mail enters. */
  public void setDefaultQueue(JsonObject settings) {
    long queue =
        db.database().row("SELECT id FROM queue WHERE is_default").orElseThrow().getLong("id");
    JsonObject now = admin.get("/admin/queues/" + queue + "/settings").json();
    ApiServer.Reply reply =
        admin.put(
            "/admin/queues/" + queue + "/settings",
            new JsonObject()
                .put("version", now.getInteger("version"))
                .put("settings", settings)
                .put("everybody", true)
                .put("members", List.of()));
    if (reply.status() != 200) {
      throw new AssertionError(reply);
    }
  }

  @Override
  public void close() {
    places.forEach(
        place -> {
          if (place.process() != null) {
            place.process().close();
          }
          place.line().close();
        });
    mail.close();
    db.close();
  }
}

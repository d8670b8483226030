package io.faden;

import io.faden.demo.Demo;
import io.faden.platform.Keys;
import io.faden.platform.cluster.Cluster;
import io.faden.platform.db.EmbeddedPostgres;
import io.faden.platform.db.Installation;
import io.faden.platform.db.Migrations;
import io.faden.presence.AgentStates;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.pgclient.PgConnectOptions;
import java.net.BindException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.flywaydb.core.internal.exception.FlywaySqlException;
import org.slf4j.LoggerFactory;

/** The process: configuration, data folder, database, then the {@link App}; and a clean stop. */
public final class Main {
  private static final int EXIT_REFUSED = 1;

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final CountDownLatch stopped = new CountDownLatch(1);

  private Main() {}

  /** Why the product does not start, in one sentence for the person who started it. */
  static final class Refusal extends RuntimeException {
    Refusal(String sentence) {
      super(sentence, null, false, false);
    }
  }

  public static void main(String[] args) throws InterruptedException {
    Main main = new Main();
    Runtime.getRuntime().addShutdownHook(new Thread(main::stop, "stop"));
    try {
      main.start();
    } catch (Config.Faulty faulty) {
      say("Faden cannot start, the configuration has faults:");
      faulty.faults().forEach(fault -> say("  - " + fault + "."));
      System.exit(EXIT_REFUSED);
    } catch (Refusal refusal) {
      say(refusal.getMessage());
      System.exit(EXIT_REFUSED);
    } catch (RuntimeException fault) {
      LoggerFactory.getLogger(Main.class).atError().setCause(fault).log("start failed");
      say("Faden cannot start; the reason stands above.");
      System.exit(EXIT_REFUSED);
    }
    main.stopped.await();
  }

  private void start() {
    long begun = System.nanoTime();
    Config config =
        Config.load(
            Path.of(System.getenv().getOrDefault("FADEN_CONFIG", "conf/faden.yaml")),
            System.getenv());
    System.setProperty("FADEN_LOG_FORMAT", config.logJson() ? "json" : "text");
    System.setProperty("FADEN_LOG_LEVEL", config.logLevel());
    say("Faden is starting.");
    checkPort(config);
    DataFolder folder = DataFolder.open(config.dataDir(), Main::say);
    keep(folder);
    Keys keys = new Keys(folder.secretKey(config.secretKey()));
    Cluster cluster = cluster(config);
    Future<OpenAPIContract> contract = App.contract(cluster.vertx());
    PgConnectOptions where = database(config, folder);
    say("  database: bringing the schema up to date");
    migrate(where);
    checkKey(where, keys, folder);
    say("  server: starting");
    App app = App.start(config, cluster, where, keys, contract);
    keep(app);
    announce(config, app, begun);
  }

  private static void migrate(PgConnectOptions where) {
    try {
      Migrations.run(where);
    } catch (FlywaySqlException unreachable) {
      throw new Refusal(
          "The database at "
              + where.getHost()
              + ":"
              + where.getPort()
              + " cannot be used: "
              + rootMessage(unreachable)
              + ".");
    }
  }

  /** With another key no stored password can be opened and no reply finds its thread by token. */
  private static void checkKey(PgConnectOptions where, Keys keys, DataFolder folder) {
    if (!Installation.accepts(where, keys)) {
      throw new Refusal(
          "The secret key is not the one that this database has been used with; give that one with "
              + "FADEN_SECRET_KEY or as "
              + folder.resolve("secret.key").toAbsolutePath()
              + ".");
    }
  }

  private static String rootMessage(Throwable fault) {
    Throwable root = fault;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage()).replaceAll("\\s+", " ").strip();
  }

  /** Better before a minute of unpacking than after it. */
  private static void checkPort(Config config) {
    if (config.httpPort() == 0) {
      return;
    }
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new java.net.InetSocketAddress(config.httpHost(), config.httpPort()));
    } catch (BindException refused) {
      throw isOurs(config.httpHost())
          ? new Refusal(
              "Port "
                  + config.httpPort()
                  + " on "
                  + config.httpHost()
                  + " is taken or not ours; give another one with FADEN_HTTP_PORT.")
          : foreign(config.httpHost());
    } catch (java.io.IOException fault) {
      throw new Refusal(
          "The address "
              + config.httpHost()
              + " cannot be listened on: "
              + fault.getMessage()
              + "; give another one with FADEN_HTTP_HOST.");
    }
  }

  /** Any port will do: what is refused then is the address. */
  private static boolean isOurs(String host) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new java.net.InetSocketAddress(host, 0));
      return true;
    } catch (java.io.IOException refused) {
      return false;
    }
  }

  private static Refusal foreign(String host) {
    return new Refusal(
        "The address "
            + host
            + " is not one of this machine; give one that is with FADEN_HTTP_HOST, or 0.0.0.0 for all.");
  }

  private PgConnectOptions database(Config config, DataFolder folder) {
    if (config.databaseUrl().isPresent()) {
      say("  database: the one at FADEN_DATABASE_URL");
      return PgConnectOptions.fromUri(config.databaseUrl().get());
    }
    say("  database: starting the embedded PostgreSQL (the first time it is unpacked)");
    EmbeddedPostgres postgres = EmbeddedPostgres.start(folder.resolve("postgres"));
    keep(postgres);
    return postgres.options();
  }

  private Cluster cluster(Config config) {
    Cluster cluster;
    if (config.clusterMembers().isEmpty()) {
      cluster = Cluster.alone(Vertx.vertx(), config.clusterHost());
    } else {
      say("  cluster: joining " + config.clusterName());
      cluster =
          Cluster.join(
              config.clusterName(),
              config.clusterHost(),
              config.clusterPort(),
              config.clusterMembers(),
              AgentStates.configure(config.clusterMinimum()));
    }
    keep(() -> cluster.vertx().close().await());
    return cluster;
  }

  private static void announce(Config config, App app, long begun) {
    String url =
        config
            .httpPublicUrl()
            .orElseGet(
                () ->
                    "http://"
                        + (config.httpHost().equals("127.0.0.1") ? "localhost" : config.httpHost())
                        + ":"
                        + app.port());
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    say("");
    say(
        "Faden is ready at %s  (node %s, after %.1f s)"
            .formatted(url, app.node(), millis / 1000.0));
    Optional<String> first = app.firstAdminLink();
    first.ifPresent(
        link -> {
          say("");
          say("There is no administrator yet. Open this link once to create the first one:");
          say("  " + url + link);
        });
    if (config.demo()) {
      say("");
      say("The demo company; from this machine, with the password %s:".formatted(Demo.password()));
      Demo.signIns().forEach(line -> say("  " + line));
      say("Write to it as a customer: " + url + "/demo/mailbox and " + url + "/demo/network");
    }
    say("");
    say("Stop with Ctrl-C.");
  }

  private void keep(AutoCloseable part) {
    synchronized (started) {
      started.push(part);
    }
  }

  private void stop() {
    synchronized (started) {
      if (!started.isEmpty()) {
        say("Faden is stopping.");
      }
      for (AutoCloseable part : started) {
        try {
          part.close();
        } catch (Exception fault) {
          say("  stopping: " + fault.getMessage());
        }
      }
    }
    stopped.countDown();
  }

  private static void say(String line) {
    System.out.println(line);
  }
}

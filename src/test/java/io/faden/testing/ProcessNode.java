package io.faden.testing;

import io.vertx.pgclient.PgConnectOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/**
 * The product as a process of its own, so that it can be killed, stopped and continued. It gets a
 * database of the test's and a free port.
 */
public final class ProcessNode implements AutoCloseable {
  /** 32 bytes in Base64; every node of a test has the same. */
  public static final String SECRET_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

  private static final String LAST_LINE = "Stop with Ctrl-C.";
  private static final Pattern READY =
      Pattern.compile("ready at (http://\\S+)\\s+\\(node (\\S+), after");
  private static final Pattern LINK = Pattern.compile("(/link/\\S+)");

  private final Process process;
  private final ConcurrentLinkedQueue<String> output = new ConcurrentLinkedQueue<>();

  private ProcessNode(Process process) {
    this.process = process;
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    Thread.ofVirtual().start(this::read);
  }

  /** Starts a process; settings are environment variables, and win over those of the harness. */
  public static ProcessNode start(
      PgConnectOptions database, Path dataDir, Map<String, String> settings) {
    Map<String, String> environment = new HashMap<>();
    environment.put("FADEN_CONFIG", "no-such-file.yaml");
    environment.put("FADEN_DEMO", "false");
    environment.put("FADEN_HTTP_PORT", "0");
    environment.put("FADEN_DATABASE_URL", TestDatabase.url(database));
    environment.put("FADEN_DATA_DIR", dataDir.toString());
    environment.put("FADEN_SECRET_KEY", SECRET_KEY);
    environment.putAll(settings);
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-Xmx512m",
            "-XX:TieredStopAtLevel=1",
            "-Dhazelcast.wait.seconds.before.join=1",
            "-cp",
            System.getProperty("java.class.path"),
            "io.faden.Main");
    builder.environment().keySet().removeIf(name -> name.startsWith("FADEN_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    try {
      return new ProcessNode(builder.start());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private void read() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      lines.lines().forEach(output::add);
    } catch (IOException | UncheckedIOException killed) {
      output.add("(killed)");
    }
  }

  public ProcessNode awaitReady() {
    Awaitility.await("the process is ready")
        .atMost(java.time.Duration.ofSeconds(90))
        .until(() -> output.contains(LAST_LINE) || !process.isAlive());
    if (!output.contains(LAST_LINE)) {
      throw new IllegalStateException("the process ended: " + printed());
    }
    return this;
  }

  private Optional<Matcher> found(Pattern pattern) {
    return output.stream().map(pattern::matcher).filter(Matcher::find).findFirst();
  }

  /** Where it listens, for example http://localhost:41234. */
  public String url() {
    return found(READY).orElseThrow().group(1);
  }

  /** The name under which it holds leases and reports. */
  public String name() {
    return found(READY).orElseThrow().group(2);
  }

  /** The one-time link for the first administrator, if it printed one. */
  public Optional<String> firstAdminLink() {
    return found(LINK).map(match -> match.group(1));
  }

  public String printed() {
    return String.join("\n", output);
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** SIGKILL: no hook runs, nothing is flushed. */
  public void kill() {
    process.destroyForcibly().onExit().join();
  }

  /** SIGTERM, as Ctrl-C or a service manager would; the exit code. */
  public int stop() {
    process.destroy();
    return process.onExit().join().exitValue();
  }

  /** SIGSTOP: the process is there but does nothing, as in a long pause of its machine. */
  public void freeze() {
    signal("STOP");
  }

  public void unfreeze() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
          .inheritIO()
          .start()
          .waitFor();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      kill();
    }
  }
}

package io.faden;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.faden.customer.PhoneNumbers;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * All settings, typed. They come from {@code conf/faden.yaml}; the environment overrides each: the
 * key {@code http.publicUrl} is {@code FADEN_HTTP_PUBLIC_URL}. Every fault is reported at once.
 * Secrets are never printed.
 */
public record Config(
    String httpHost,
    int httpPort,
    Optional<String> httpPublicUrl,
    Optional<String> databaseUrl,
    int databasePoolSize,
    Path dataDir,
    boolean demo,
    int demoPortBase,
    String clusterHost,
    int clusterPort,
    String clusterName,
    List<String> clusterMembers,
    int clusterMinimum,
    Duration presenceLost,
    Optional<String> secretKey,
    Duration mailPoll,
    Duration socialPoll,
    Duration replyUndo,
    String phoneRegion,
    Duration followUpAfter,
    Duration phoneLongest,
    Path scanDir,
    String scanTesseract,
    List<String> socialInternal,
    boolean logJson,
    String logLevel) {

  /** Everything that is wrong with the configuration, one sentence each. */
  public static final class Faulty extends RuntimeException {
    private final List<String> faults;

    Faulty(List<String> faults) {
      super(String.join("\n", faults));
      this.faults = List.copyOf(faults);
    }

    public List<String> faults() {
      return faults;
    }
  }

  /** Reads file and environment. The file may be missing. Errors: {@link Faulty}. */
  public static Config load(Path file, Map<String, String> environment) {
    Reader reader = new Reader(file, environment);
    boolean demo = reader.flag("demo", false);
    Path dataDir = Path.of(reader.text("data.dir", "var"));
    Config config =
        new Config(
            reader.text("http.host", "127.0.0.1"),
            reader.number("http.port", 8080, 0, 65535),
            reader.checked(
                "http.publicUrl", Checks::webAddress, "an address like https://service.example"),
            reader.checked(
                "database.url",
                Checks::databaseUrl,
                "like postgresql://user:password@host:5432/database"),
            reader.number("database.poolSize", 16, 2, 200),
            dataDir,
            demo,
            reader.number("demoPortBase", 0, 0, 65000),
            reader.text("cluster.host", "127.0.0.1"),
            reader.number("cluster.port", 5701, 1, 65535),
            reader.text("cluster.name", "faden"),
            reader.list("cluster.members", Checks::member, "a list of host or host:port"),
            reader.number("cluster.minimum", 0, 0, 100),
            Duration.ofSeconds(reader.number("presence.lostSeconds", 30, 3, 3600)),
            reader.checked(
                "secret.key",
                Checks::secretKey,
                "32 bytes or more in Base64, for example from: openssl rand -base64 32"),
            Duration.ofSeconds(reader.number("mail.pollSeconds", demo ? 5 : 60, 1, 3600)),
            Duration.ofSeconds(reader.number("social.pollSeconds", demo ? 5 : 60, 1, 3600)),
            Duration.ofSeconds(reader.number("reply.undoSeconds", 15, 0, 300)),
            reader
                .checked("phone.region", Checks::phoneRegion, "two letters like DE, AT or CH")
                .orElse("DE"),
            Duration.ofDays(reader.number("followUp.days", 30, 0, 36_500)),
            Duration.ofMinutes(reader.number("phone.longestCallMinutes", 240, 1, 2_880)),
            Path.of(reader.text("scan.dir", dataDir.resolve("scans").toString())),
            reader.text("scan.tesseract", "tesseract"),
            reader.list("social.internal", Checks::hostAndPort, "a list of host:port"),
            reader.choice("log.format", "text", "text", "json").equals("json"),
            reader.choice("log.level", "INFO", "ERROR", "WARN", "INFO", "DEBUG", "TRACE"));
    reader.finish();
    return config;
  }

  @Override
  public String toString() {
    return "Config[http="
        + httpHost
        + ":"
        + httpPort
        + ", data="
        + dataDir
        + ", demo="
        + demo
        + "]";
  }

  /** What a text must look like. Errors: IllegalArgumentException, whose message nobody shows. */
  private static final class Checks {
    private static final Pattern DATABASE =
        Pattern.compile("postgres(ql)?://(.+@)?[^@/?#]+/[^/?#]+(\\?.*)?");
    private static final Pattern MEMBER =
        Pattern.compile("([\\p{L}\\p{N}._-]+|\\[[0-9a-fA-F:.]+])(:(\\d{1,5}))?");
    private static final int KEY_BYTES = 32;
    private static final int PORTS = 65535;

    static String databaseUrl(String value) {
      require(DATABASE.matcher(value).matches());
      PgConnectOptions unused = PgConnectOptions.fromUri(value);
      return value;
    }

    static String webAddress(String value) {
      URI address = URI.create(value);
      require("http".equals(address.getScheme()) || "https".equals(address.getScheme()));
      require(address.getHost() != null && address.getPort() <= PORTS);
      require(address.getRawQuery() == null && address.getRawFragment() == null);
      return value.replaceAll("/+$", "");
    }

    /** A region with a numbering plan. */
    static String phoneRegion(String value) {
      PhoneNumbers unused = new PhoneNumbers(value);
      return value;
    }

    static String secretKey(String value) {
      require(Base64.getDecoder().decode(value).length >= KEY_BYTES);
      return value;
    }

    static String member(String value) {
      Matcher member = MEMBER.matcher(value);
      require(member.matches());
      int port = member.group(3) == null ? 1 : Integer.parseInt(member.group(3));
      require(port >= 1 && port <= PORTS);
      return value;
    }

    static String hostAndPort(String value) {
      Matcher member = MEMBER.matcher(value);
      require(member.matches() && member.group(3) != null);
      return member(value);
    }

    private static void require(boolean holds) {
      if (!holds) {
        throw new IllegalArgumentException();
      }
    }
  }

  /** Collects values and faults; a faulty value yields its default so that the rest is checked. */
  private static final class Reader {
    private static final String PREFIX = "FADEN_";

    /** Of a key that stands twice only the last would count, and nobody would know. */
    private static final YAMLMapper YAML =
        YAMLMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();

    private final Map<String, String> given = new TreeMap<>();
    private final Map<String, String> origin = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private final List<String> known = new ArrayList<>();
    private final Path file;

    Reader(Path file, Map<String, String> environment) {
      this.file = file;
      if (Files.exists(file)) {
        readFile();
      }
      environment.forEach(
          (name, value) -> {
            if (name.startsWith(PREFIX) && !name.equals("FADEN_CONFIG")) {
              given.put(name, value);
              origin.put(name, "environment variable " + name);
            }
          });
    }

    private void readFile() {
      try {
        JsonNode root = YAML.readTree(Files.readString(file));
        flatten("", root);
      } catch (JsonProcessingException fault) {
        // The parser's own words quote the line, which may be the one with a password.
        faults.add(file + " is not valid YAML, or says something twice" + line(fault));
      } catch (IOException fault) {
        faults.add(file + " cannot be read: " + fault.getMessage());
      }
    }

    private static String line(JsonProcessingException fault) {
      return fault.getLocation() == null ? "" : ", see line " + fault.getLocation().getLineNr();
    }

    private void flatten(String path, JsonNode node) {
      if (node.isObject()) {
        node.properties()
            .forEach(
                field ->
                    flatten(
                        path.isEmpty() ? field.getKey() : path + "." + field.getKey(),
                        field.getValue()));
      } else if (!node.isNull() && !path.isEmpty()) {
        String name = variable(path);
        List<String> values = new ArrayList<>();
        node.forEach(element -> values.add(element.asText()));
        given.put(name, node.isArray() ? String.join(",", values) : node.asText());
        origin.put(name, path + " in " + file);
      }
    }

    /** http.publicUrl -> FADEN_HTTP_PUBLIC_URL */
    private static String variable(String key) {
      String words = key.replace('.', '_').replaceAll("([a-z0-9])([A-Z])", "$1_$2");
      return PREFIX + words.toUpperCase(Locale.ROOT);
    }

    private <T> T read(String key, T otherwise, Function<String, T> parse, String wanted) {
      String name = variable(key);
      known.add(name);
      String value = given.get(name);
      if (value == null || value.isBlank()) {
        return otherwise;
      }
      try {
        return parse.apply(value.strip());
      } catch (IllegalArgumentException fault) {
        faults.add(origin.get(name) + " must be " + wanted);
        return otherwise;
      }
    }

    String text(String key, String otherwise) {
      return read(key, otherwise, value -> value, "text");
    }

    Optional<String> checked(String key, UnaryOperator<String> check, String wanted) {
      return read(key, Optional.empty(), value -> Optional.of(check.apply(value)), wanted);
    }

    List<String> list(String key, UnaryOperator<String> check, String wanted) {
      return read(
          key,
          List.of(),
          value ->
              Arrays.stream(value.split("[,\\s]+"))
                  .filter(part -> !part.isEmpty())
                  .map(check)
                  .toList(),
          wanted);
    }

    boolean flag(String key, boolean otherwise) {
      return read(
          key,
          otherwise,
          value ->
              switch (value.toLowerCase(Locale.ROOT)) {
                case "true", "yes", "on", "1" -> true;
                case "false", "no", "off", "0" -> false;
                default -> throw new IllegalArgumentException();
              },
          "true or false");
    }

    int number(String key, int otherwise, int least, int most) {
      return read(
          key,
          otherwise,
          value -> {
            int number = Integer.parseInt(value);
            if (number < least || number > most) {
              throw new IllegalArgumentException();
            }
            return number;
          },
          "a whole number from " + least + " to " + most);
    }

    String choice(String key, String otherwise, String... choices) {
      return read(
          key,
          otherwise,
          value -> {
            if (!Arrays.asList(choices).contains(value)) {
              throw new IllegalArgumentException();
            }
            return value;
          },
          "one of " + String.join(", ", choices));
    }

    void finish() {
      given.keySet().stream()
          .filter(name -> !known.contains(name))
          .forEach(name -> faults.add(origin.get(name) + " is not a setting that Faden knows"));
      if (!faults.isEmpty()) {
        throw new Faulty(faults);
      }
    }
  }
}

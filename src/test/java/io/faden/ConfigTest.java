package io.faden;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigTest {
  private static final Path NONE = Path.of("no-such-file.yaml");

  @TempDir Path folder;

  @Test
  void everyFaultIsToldAtOnceAndNoSecretWithIt() {
    Config.Faulty faulty =
        faulty(
            NONE,
            Map.of(
                "FADEN_DATABASE_URL", "mysql://faden:geheim-1@host/faden",
                "FADEN_SECRET_KEY", "Z2VoZWltLTI=",
                "FADEN_HTTP_PUBLIC_URL", "service.example",
                "FADEN_CLUSTER_MEMBERS", "10.0.0.1:5701,10.0.0.2:99999",
                "FADEN_HTTP_PORT", "eighty",
                "FADEN_DEMO", "perhaps",
                "FADEN_SOCIAL_INTERNAL", "forum.intern",
                "FADEN_UNHEARD_OF", "geheim-3"));
    List<String> expected =
        List.of(
            "DATABASE_URL must be like postgresql://user:password@host:5432/database",
            "SECRET_KEY must be 32 bytes or more in Base64",
            "HTTP_PUBLIC_URL must be an address like https://service.example",
            "CLUSTER_MEMBERS must be a list of host or host:port",
            "HTTP_PORT must be a whole number from 0 to 65535",
            "DEMO must be true or false",
            "SOCIAL_INTERNAL must be a list of host:port",
            "UNHEARD_OF is not a setting");
    assertEquals(expected.size(), faulty.faults().size(), faulty.getMessage());
    expected.forEach(
        each ->
            assertTrue(
                faulty.faults().stream()
                    .anyMatch(fault -> fault.startsWith("environment variable FADEN_" + each)),
                each));
    assertFalse(faulty.getMessage().contains("geheim"));
    assertFalse(faulty.getMessage().contains("Z2VoZWlt"));
  }

  @Test
  void aKeyThatStandsTwiceIsTold() throws IOException {
    Path file = folder.resolve("faden.yaml");
    Files.writeString(
        file, "social:\n  pollSeconds: 5\nhttp:\n  port: 8080\nsocial:\n  internal:\n");
    Config.Faulty faulty = faulty(file, Map.of());
    assertTrue(
        faulty.getMessage().contains("says something twice, see line 5"), faulty::getMessage);
  }

  @Test
  void aFileThatIsNotYamlIsToldWithoutItsLines() throws IOException {
    Path file = folder.resolve("faden.yaml");
    Files.writeString(file, "http:\n  port: 8080\nsecret: {key: \"geheim\" oops: [\n");
    Config.Faulty faulty = faulty(file, Map.of());
    assertTrue(faulty.getMessage().contains("is not valid YAML"), faulty.getMessage());
    assertFalse(faulty.getMessage().contains("geheim"), faulty.getMessage());
  }

  @Test
  void theEnvironmentWinsOverTheFile() throws IOException {
    Path file = folder.resolve("faden.yaml");
    Files.writeString(file, "http:\n  publicUrl: http://a.example\n  port: 8090\n");
    String key = Base64.getEncoder().encodeToString(new byte[32]);
    Config config =
        Config.load(
            file,
            Map.of(
                "FADEN_HTTP_PUBLIC_URL", "https://b.example:8443/",
                "FADEN_DATABASE_URL", "postgresql://faden:p%40ss@db:5432/faden",
                "FADEN_CLUSTER_MEMBERS", "10.0.0.1:5701, node-2,[::1]:5701",
                "FADEN_SECRET_KEY", key));
    assertEquals(Optional.of("https://b.example:8443"), config.httpPublicUrl());
    assertEquals(8090, config.httpPort());
    assertEquals(List.of("10.0.0.1:5701", "node-2", "[::1]:5701"), config.clusterMembers());
    assertFalse(config.toString().contains(key));
  }

  private static Config.Faulty faulty(Path file, Map<String, String> environment) {
    return assertThrows(Config.Faulty.class, () -> Config.load(file, environment));
  }
}

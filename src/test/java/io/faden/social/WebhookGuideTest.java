package io.faden.social;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.social.Signature;
import io.faden.testing.HookSender;
import io.faden.testing.TestApp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/webhook.md shows does what it says. */
class WebhookGuideTest {
  private static final TestApp APP = TestApp.start();

  @TempDir Path folder;

  @AfterAll
  static void stop() {
    APP.close();
  }

  /** The examples in shell, in their order. */
  private static List<String> examples() throws IOException {
    String guide = Files.readString(Path.of("docs/webhook.md"));
    return Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL)
        .matcher(guide)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private int run(String script, Map<String, String> environment) throws Exception {
    ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", script);
    shell.directory(folder.toFile()).redirectErrorStream(true);
    shell.redirectOutput(folder.resolve("said").toFile());
    shell.environment().putAll(environment);
    Process process = shell.start();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it came to an end");
    return process.exitValue();
  }

  @Test
  void theExampleBringsItsMessage() throws Exception {
    HookSender sender = HookSender.connect(APP, "sms", "Gateway", null);
    String script =
        examples()
            .getFirst()
            .replaceFirst("secret='.*'", "secret='" + sender.secret() + "'")
            .replaceFirst(
                "url='.*'", "url='" + APP.node.origin() + "/api/hooks/" + sender.account() + "'");
    assertEquals(0, run(script, Map.of()), () -> read("said"));
    assertEquals(0, run(script, Map.of()), "again is harmless");
    assertEquals(
        1,
        APP.count(
            "SELECT count(*) FROM arrival WHERE channel_account_id = $1 AND source_key = 'hook/post/m-1'",
            sender.account()));
  }

  @Test
  void theExampleKnowsAGoodSignatureFromABadOne() throws Exception {
    byte[] body = "{\"text\":\"Grüße 👋\"}\n".getBytes(UTF_8);
    Files.write(folder.resolve("body"), body);
    String good = Signature.of("hook_geheim", "1764000000", body);
    String check = examples().get(1);
    Map<String, String> known = Map.of("secret", "hook_geheim", "timestamp", "1764000000");
    assertEquals(0, run("signature='" + good + "'\n" + check, known));
    assertEquals(1, run("signature='" + good.replace('a', 'b') + "'\n" + check, known));
  }

  private String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException fault) {
      return fault.toString();
    }
  }
}

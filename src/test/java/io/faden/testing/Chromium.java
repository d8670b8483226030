package io.faden.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * The machine's own Chromium, one for each thread that runs tests: its driver serves no other. Each
 * test takes contexts of its own. It ends with the JVM, as its driver does when nobody speaks to it
 * any more.
 */
public final class Chromium {
  static final double PATIENCE_MILLIS = 30_000;

  private static final ThreadLocal<Browser> BROWSER = new ThreadLocal<>();

  private Chromium() {}

  /** Without one a test is skipped with a word, but under CI it fails. */
  public static Browser shared() {
    if (BROWSER.get() == null) {
      BROWSER.set(launch(require()));
    }
    return BROWSER.get();
  }

  /** The same for tests that prepare much before they open a page. */
  public static Path require() {
    Optional<Path> executable = find();
    if (executable.isEmpty() && System.getenv("CI") != null) {
      throw new IllegalStateException("there is no Chromium, and CI must have one");
    }
    Assumptions.assumeTrue(
        executable.isPresent(),
        "browser tests are skipped: there is no Chromium here (Debian: apt-get install chromium)");
    return executable.orElseThrow();
  }

  // The driver lives as long as the browser, which is until the JVM ends.
  @SuppressWarnings("resource")
  private static Browser launch(Path executable) {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    return Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")))
        .chromium()
        .launch(
            new BrowserType.LaunchOptions()
                .setExecutablePath(executable)
                .setArgs(
                    List.of(
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-quic",
                        "--no-first-run",
                        "--disable-background-networking",
                        "--disable-component-update",
                        "--disable-sync")));
  }

  private static Optional<Path> find() {
    return Stream.of("chromium", "chromium-browser", "google-chrome")
        .flatMap(
            name ->
                Stream.of(
                        System.getenv()
                            .getOrDefault("PATH", "")
                            .split(java.io.File.pathSeparator, -1))
                    .map(folder -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}

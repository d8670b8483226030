package io.faden.testing;

import io.faden.channel.letter.Tesseract;
import java.time.Duration;
import org.junit.jupiter.api.Assumptions;

/** Text recognition of this machine. */
public final class Recogniser {
  private static final Duration LONG = Duration.ofMinutes(2);

  private Recogniser() {}

  /** Skips the test with a clear word where there is none; under CI there must be one. */
  public static void require() {
    boolean german =
        new Tesseract("tesseract", LONG, 1).languages() instanceof Tesseract.Languages.Present there
            && there.codes().contains("deu");
    if (!german && System.getenv("CI") != null) {
      throw new IllegalStateException("tesseract with German data is missing, and CI must have it");
    }
    Assumptions.assumeTrue(
        german,
        "letters are not recognised: tesseract with German data is missing (Debian: apt-get install"
            + " tesseract-ocr tesseract-ocr-deu)");
  }
}

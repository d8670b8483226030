package io.faden.channel.social;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The values were computed by OpenSSL:
 *
 * <pre>
 * printf '%s' '1764000000.{"id":"m-1","event":"post","text":"Grüße 👋"}' | openssl dgst -sha256 -hmac 'hook_geheim'
 * printf '%s' '1764000000.' | openssl dgst -sha256 -hmac 'hook_geheim'
 * printf '1764000000.\x00\xff\x0a' | openssl dgst -sha256 -hmac 'hook_Größe'
 * </pre>
 */
class SignatureTest {
  private static final String SECRET = "hook_geheim";
  private static final String AT = "1764000000";
  private static final byte[] BODY =
      "{\"id\":\"m-1\",\"event\":\"post\",\"text\":\"Grüße 👋\"}".getBytes(UTF_8);
  private static final String OF_BODY =
      "3c0238005ead99d11bfd0b7c58c2b09eafc3a147e1345c9c5c474e19323687d1";
  private static final String OF_NOTHING =
      "a47718897fe96edef353cdff43436e6ae3dc0c4d5fd382e023a5ae0f64e75387";
  private static final String OF_BYTES =
      "b783d85ae948df17887f7cc75c7454776bc08fc2e6ba07bb47e51bd203c2c2b0";
  private static final Instant NOW = Instant.ofEpochSecond(1_764_000_000);

  private static Optional<String> refusal(String at, String given, byte[] body, Instant now) {
    return Signature.refusal(
        SECRET, Optional.ofNullable(at), Optional.ofNullable(given), body, now);
  }

  @Test
  void signaturesAreThoseThatOpensslMakes() {
    assertEquals("sha256=" + OF_BODY, Signature.of(SECRET, AT, BODY));
    assertEquals("sha256=" + OF_NOTHING, Signature.of(SECRET, AT, new byte[0]));
    assertEquals(
        "sha256=" + OF_BYTES, Signature.of("hook_Größe", AT, new byte[] {0, (byte) 0xff, 10}));
  }

  @Test
  void theRightSignatureIsTakenForFiveMinutesEitherWay() {
    String given = "sha256=" + OF_BODY;
    assertEquals(Optional.empty(), refusal(AT, given, BODY, NOW));
    assertEquals(Optional.empty(), refusal(AT, given, BODY, NOW.plus(Duration.ofMinutes(5))));
    assertEquals(Optional.empty(), refusal(AT, given, BODY, NOW.minus(Duration.ofMinutes(5))));
    assertTrue(refusal(AT, given, BODY, NOW.plusSeconds(301)).orElseThrow().contains("timestamp"));
    assertTrue(refusal(AT, given, BODY, NOW.minusSeconds(301)).orElseThrow().contains("timestamp"));
  }

  @Test
  void anythingElseIsRefused() {
    String given = "sha256=" + OF_BODY;
    byte[] other = BODY.clone();
    other[10] ^= 1;
    assertTrue(refusal(AT, given, other, NOW).isPresent());
    assertTrue(refusal("1764000001", given, BODY, NOW).isPresent());
    assertTrue(refusal(AT, OF_BODY, BODY, NOW).isPresent());
    assertTrue(refusal(AT, "sha256=" + OF_NOTHING, BODY, NOW).isPresent());
    assertTrue(refusal(AT, "", BODY, NOW).isPresent());
    assertTrue(refusal(null, given, BODY, NOW).isPresent());
    assertTrue(refusal(AT, null, BODY, NOW).isPresent());
    String words = Signature.of(SECRET, "yesterday", BODY);
    assertTrue(refusal("yesterday", words, BODY, NOW).isPresent());
  }
}

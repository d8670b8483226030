package io.faden.channel.social;

import io.faden.platform.Secret;
import java.math.BigInteger;
import java.time.Instant;

/**
 * A key for a record that we choose ourselves, so that the same post is the same record: a TID, 13
 * characters that hold microseconds since 1970 and ten more bits. Those that no clock gives come
 * from the key of the post. Source: atproto.com/specs/tid.
 */
final class RecordKey {
  private static final String DIGITS = "234567abcdefghijklmnopqrstuvwxyz";
  private static final int LENGTH = 13;

  private RecordKey() {}

  static String of(String key, Instant writtenAt) {
    long hash = new BigInteger(1, Secret.sha256(key)).longValue() >>> 1;
    long micros = writtenAt.getEpochSecond() * 1_000_000 + hash % 1_000_000;
    long value = (micros << 10 | (hash / 1_000_000 & 0x3FF)) & Long.MAX_VALUE;
    StringBuilder text = new StringBuilder();
    for (int place = LENGTH - 1; place >= 0; place--) {
      text.append(DIGITS.charAt((int) (value >>> (5 * place) & 0x1F)));
    }
    return text.toString();
  }
}

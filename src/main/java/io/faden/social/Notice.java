package io.faden.social;

import io.faden.channel.social.Told;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * What we found out ourselves by looking at a post again. It goes through the ledger like
 * everything else: the bytes of what stands there now, or a note of ours that nothing does.
 *
 * @param sourceKey names what was found for ever: the post, and since when it is so
 */
record Notice(String sourceKey, byte[] raw) {
  private static final String KEY = "look/";
  private static final String GONE = "/gone";

  static Notice edited(String id, Instant at, byte[] raw) {
    return new Notice(KEY + id + "/" + at, raw);
  }

  static Notice gone(String id, Instant at) {
    return new Notice(
        KEY + id + GONE,
        new JsonObject()
            .put("gone", id)
            .put("seenAt", at.toString())
            .encode()
            .getBytes(StandardCharsets.UTF_8));
  }

  static boolean isLook(String sourceKey) {
    return sourceKey.startsWith(KEY);
  }

  /** Our own note that a post is gone; empty for whatever a network said. */
  static Optional<Told> of(String sourceKey, byte[] raw) {
    if (!isLook(sourceKey) || !sourceKey.endsWith(GONE)) {
      return Optional.empty();
    }
    try {
      JsonObject note = new JsonObject(new String(raw, StandardCharsets.UTF_8));
      return Optional.of(
          new Told.Deleted(
              note.getString("gone", ""), Instant.parse(note.getString("seenAt", ""))));
    } catch (DecodeException | ClassCastException | DateTimeException none) {
      return Optional.empty();
    }
  }
}

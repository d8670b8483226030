package io.faden.post;

import static io.faden.platform.db.Columns.optionalText;
import static io.faden.platform.db.Columns.texts;

import io.faden.channel.letter.LetterImage;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.QueueId;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** SQL of letterheads. */
final class LetterheadStore {
  /** A queue's own, or else that of the default queue. */
  private static final String USED =
      """
        FROM letterhead h JOIN queue q ON q.id = h.queue_id
       WHERE h.queue_id = $1 OR q.is_default ORDER BY h.queue_id = $1 DESC LIMIT 1
      """;

  private static final String COLUMNS =
      """
      SELECT h.queue_id = $1 AS own, h.version, h.lines, h.footer, h.sender_line, h.phone, h.email, h.country,
             h.logo IS NOT NULL AS has_logo, h.signature IS NOT NULL AS has_signature
      """;

  Optional<LetterheadView> find(Sql sql, QueueId queue) {
    return sql.row(COLUMNS + USED, queue).map(LetterheadStore::view);
  }

  /** With the pictures that are printed. */
  record Pictured(LetterheadView view, Optional<LetterImage> logo, Optional<LetterImage> sign) {}

  Optional<Pictured> pictured(Sql sql, QueueId queue) {
    return sql.row(COLUMNS + ", h.logo, h.signature" + USED, queue)
        .map(row -> new Pictured(view(row), picture(row, "logo"), picture(row, "signature")));
  }

  private static Optional<LetterImage> picture(Row row, String column) {
    byte[] png = Columns.bytes(row, column);
    return png.length == 0 ? Optional.empty() : Optional.of(LetterImage.kept(png));
  }

  private static LetterheadView view(Row row) {
    boolean own = row.getBoolean("own");
    return new LetterheadView(
        own ? row.getInteger("version") : 0,
        own,
        texts(row, "lines"),
        row.getJsonArray("footer").stream()
            .map(column -> ((JsonArray) column).stream().map(String.class::cast).toList())
            .toList(),
        optionalText(row, "sender_line"),
        optionalText(row, "phone"),
        optionalText(row, "email"),
        row.getString("country"),
        row.getBoolean("has_logo"),
        row.getBoolean("has_signature"));
  }

  /** False when it is not at that version; 0 is none of its own. */
  boolean set(Tx tx, QueueId queue, Letterheads.Wish wish) {
    JsonArray footer = new JsonArray(wish.footer().stream().map(JsonArray::new).toList());
    String change =
        wish.version() == 0
            ? """
            INSERT INTO letterhead (queue_id, lines, footer, sender_line, phone, email, country)
            SELECT $1, $2, $3, $4, $5, $6, $7 WHERE $8::integer = 0
            ON CONFLICT ON CONSTRAINT letterhead_pkey DO NOTHING
            """
            : """
            UPDATE letterhead SET lines = $2, footer = $3, sender_line = $4, phone = $5, email = $6, country = $7,
                   version = version + 1
             WHERE queue_id = $1 AND version = $8
            """;
    return tx.execute(
            change,
            queue,
            Sql.texts(wish.lines()),
            footer,
            wish.senderLine(),
            wish.phone(),
            wish.email(),
            wish.country(),
            wish.version())
        == 1;
  }

  boolean remove(Tx tx, QueueId queue) {
    return tx.execute("DELETE FROM letterhead WHERE queue_id = $1", queue) == 1;
  }

  Optional<byte[]> picture(Sql sql, QueueId queue, Letterheads.Picture picture) {
    return sql.row("SELECT h.%s AS png".formatted(picture.column()) + USED, queue)
        .map(row -> Columns.bytes(row, "png"))
        .filter(png -> png.length > 0);
  }

  /** A queue that has none of its own gets one, with what it shows so far. */
  void setPicture(Tx tx, QueueId queue, Letterheads.Picture picture, byte[] png) {
    tx.execute(
        """
        INSERT INTO letterhead (queue_id, lines, footer, sender_line, phone, email, country, logo, signature)
        SELECT $1, h.lines, h.footer, h.sender_line, h.phone, h.email, h.country, h.logo, h.signature
          FROM letterhead h JOIN queue q ON q.id = h.queue_id WHERE q.is_default
        ON CONFLICT ON CONSTRAINT letterhead_pkey DO NOTHING
        """,
        queue);
    tx.execute(
        "INSERT INTO letterhead (queue_id) VALUES ($1) ON CONFLICT ON CONSTRAINT letterhead_pkey DO NOTHING",
        queue);
    tx.execute(
        "UPDATE letterhead SET %s = $2 WHERE queue_id = $1".formatted(picture.column()),
        queue,
        png);
  }

  boolean removePicture(Tx tx, QueueId queue, Letterheads.Picture picture) {
    return tx.execute(
            "UPDATE letterhead SET %1$s = NULL WHERE queue_id = $1 AND %1$s IS NOT NULL"
                .formatted(picture.column()),
            queue)
        == 1;
  }
}

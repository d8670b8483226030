package io.faden.channel.email;

import io.faden.channel.ChannelAccountId;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** All SQL about cursors. */
final class MailboxCursorStore {

  Optional<MailboxCursor> find(Sql sql, ChannelAccountId account, String folder) {
    return sql.row(
            """
            SELECT folder, mailbox, generation, uid_validity, last_uid, left_below, left_before,
                   started_at::date AS started
              FROM mailbox_cursor WHERE channel_account_id = $1 AND folder = $2
            """,
            account,
            folder)
        .map(MailboxCursorStore::cursor);
  }

  /** Writes all of it; started_at is set once. */
  void put(Tx tx, ChannelAccountId account, MailboxCursor cursor) {
    tx.execute(
        """
        INSERT INTO mailbox_cursor AS c
               (channel_account_id, folder, mailbox, generation, uid_validity, last_uid, left_below, left_before)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT ON CONSTRAINT mailbox_cursor_pkey DO UPDATE
           SET mailbox = EXCLUDED.mailbox, generation = EXCLUDED.generation, uid_validity = EXCLUDED.uid_validity,
               last_uid = EXCLUDED.last_uid, left_below = EXCLUDED.left_below, left_before = EXCLUDED.left_before,
               moved_at = clock_timestamp()
        """,
        account,
        cursor.folder(),
        cursor.mailbox(),
        cursor.generation(),
        cursor.uidValidity(),
        cursor.lastUid(),
        cursor.leftBelow(),
        cursor.leftBefore());
  }

  private static MailboxCursor cursor(Row row) {
    return new MailboxCursor(
        row.getString("folder"),
        row.getString("mailbox"),
        row.getInteger("generation"),
        row.getLong("uid_validity"),
        row.getLong("last_uid"),
        row.getLong("left_below"),
        Optional.ofNullable(row.getLocalDate("left_before")),
        row.getLocalDate("started"));
  }
}

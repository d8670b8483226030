package io.faden.conversation;

import io.vertx.sqlclient.Row;

/** A file on an entry or in a draft; size in bytes. */
public record Attachment(long id, String name, String type, long size, boolean inline) {

  static Attachment of(Row row) {
    return new Attachment(
        row.getLong("id"),
        row.getString("name"),
        row.getString("type"),
        row.getLong("size"),
        row.getBoolean("inline"));
  }
}

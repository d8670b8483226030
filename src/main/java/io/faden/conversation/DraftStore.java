package io.faden.conversation;

import io.faden.platform.AgentId;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;

/** SQL about drafts and their files. */
final class DraftStore {
  boolean save(
      Sql sql, ConversationId conversation, AgentId agent, String kind, String text, String note) {
    return sql.execute(
            """
            INSERT INTO draft (conversation_id, agent_id, kind, body_text, note_text)
            SELECT id, $2, $3, $4, $5 FROM conversation WHERE id = $1
            ON CONFLICT ON CONSTRAINT draft_pkey
            DO UPDATE SET kind = $3, body_text = $4, note_text = $5, saved_at = clock_timestamp()
            """,
            conversation,
            agent,
            kind,
            text,
            note)
        == 1;
  }

  Optional<Draft> find(Sql sql, ConversationId id, AgentId agent) {
    Optional<Row> row =
        sql.row(
            "SELECT kind, body_text, note_text, saved_at FROM draft WHERE conversation_id = $1 AND agent_id = $2",
            id,
            agent);
    return row.map(
        found ->
            new Draft(
                found.getString("kind"),
                found.getString("body_text"),
                found.getString("note_text"),
                Columns.instant(found, "saved_at"),
                files(sql, id, agent)));
  }

  /** Index: attachment_of_draft. */
  private static List<Attachment> files(Sql sql, ConversationId id, AgentId agent) {
    return sql
        .rows(
            """
            SELECT id, name, type, size, inline FROM attachment
             WHERE draft_of_conversation = $1 AND draft_of_agent = $2 AND entry_id IS NULL ORDER BY id
            """,
            id,
            agent)
        .stream()
        .map(Attachment::of)
        .toList();
  }

  /** The reply has gone; a note begun beside it stays, as a draft of its own. */
  void replyLeft(Tx tx, ConversationId conversation, AgentId agent) {
    tx.execute(
        """
        UPDATE draft SET kind = 'note', body_text = CASE WHEN kind = 'note' THEN body_text ELSE note_text END, note_text = ''
         WHERE conversation_id = $1 AND agent_id = $2
        """,
        conversation,
        agent);
    tx.execute(
        "DELETE FROM draft WHERE conversation_id = $1 AND agent_id = $2 AND body_text = ''",
        conversation,
        agent);
  }

  /** The note is on the timeline; a reply begun beside it stays. */
  void noteLeft(Tx tx, ConversationId conversation, AgentId agent) {
    tx.execute(
        "UPDATE draft SET note_text = '' WHERE conversation_id = $1 AND agent_id = $2 AND kind = 'reply'",
        conversation,
        agent);
    tx.execute(
        "DELETE FROM draft WHERE conversation_id = $1 AND agent_id = $2 AND kind = 'note'",
        conversation,
        agent);
  }

  void discard(Tx tx, ConversationId conversation, AgentId agent) {
    tx.execute(
        "DELETE FROM draft WHERE conversation_id = $1 AND agent_id = $2", conversation, agent);
    tx.execute(
        """
        DELETE FROM attachment WHERE draft_of_conversation = $1 AND draft_of_agent = $2 AND entry_id IS NULL
        """,
        conversation,
        agent);
  }

  /** The new file, or empty when the draft would grow beyond the limit (bytes). */
  Optional<Attachment> attach(
      Tx tx,
      ConversationId conversation,
      AgentId agent,
      String name,
      String type,
      byte[] content,
      long limit) {
    tx.execute(
        """
        INSERT INTO draft (conversation_id, agent_id, kind, body_text) VALUES ($1, $2, 'reply', '')
        ON CONFLICT ON CONSTRAINT draft_pkey DO UPDATE SET saved_at = clock_timestamp()
        """,
        conversation,
        agent);
    return tx.row(
            """
            INSERT INTO attachment (draft_of_conversation, draft_of_agent, name, type, size, content)
            SELECT $1, $2, $3, $4, $5::bigint, $6
             WHERE (SELECT coalesce(sum(size), 0) FROM attachment
                     WHERE draft_of_conversation = $1 AND draft_of_agent = $2 AND entry_id IS NULL) + $5::bigint <= $7::bigint
            RETURNING id, name, type, size, inline
            """,
            conversation,
            agent,
            name,
            type,
            (long) content.length,
            content,
            limit)
        .map(Attachment::of);
  }

  boolean detach(Tx tx, ConversationId conversation, AgentId agent, long attachment) {
    return tx.execute(
            """
            DELETE FROM attachment
             WHERE id = $3 AND draft_of_conversation = $1 AND draft_of_agent = $2 AND entry_id IS NULL
            """,
            conversation,
            agent,
            attachment)
        == 1;
  }

  /** A file with its content. */
  record Content(String name, String type, byte[] bytes) {}

  /** Files of entries, and of the viewer's own drafts. */
  Optional<Content> content(Sql sql, long attachment, AgentId viewer) {
    return sql.row(
            """
            SELECT name, type, content FROM attachment
             WHERE id = $1 AND (entry_id IS NOT NULL OR draft_of_agent = $2)
            """,
            attachment,
            viewer)
        .map(
            row ->
                new Content(
                    row.getString("name"), row.getString("type"), Columns.bytes(row, "content")));
  }

  /** Index: attachment_of_draft. */
  boolean hasFiles(Sql sql, ConversationId conversation, AgentId agent) {
    return !files(sql, conversation, agent).isEmpty();
  }

  /** The files go along with what was sent. */
  void giveFiles(Tx tx, ConversationId conversation, AgentId agent, EntryId entry) {
    tx.execute(
        """
        UPDATE attachment SET entry_id = $3, draft_of_agent = NULL, draft_of_conversation = NULL
         WHERE draft_of_conversation = $1 AND draft_of_agent = $2 AND entry_id IS NULL
        """,
        conversation,
        agent,
        entry);
  }

  /**
   * Puts a withdrawn text before whatever the agent has begun to write since; a note stays a note.
   */
  void takeBack(Tx tx, ReplyStore.Outbound reply, AgentId agent) {
    tx.execute(
        """
        INSERT INTO draft AS d (conversation_id, agent_id, kind, body_text) VALUES ($1, $2, 'reply', $3)
        ON CONFLICT ON CONSTRAINT draft_pkey DO UPDATE
           SET kind = 'reply',
               body_text = CASE WHEN d.kind = 'note' OR d.body_text = '' THEN $3 ELSE $3 || E'\\n\\n' || d.body_text END,
               note_text = CASE WHEN d.kind = 'note' THEN d.body_text ELSE d.note_text END,
               saved_at = clock_timestamp()
        """,
        reply.conversation(),
        agent,
        reply.text());
    tx.execute(
        """
        UPDATE attachment SET entry_id = NULL, draft_of_agent = $2, draft_of_conversation = $3 WHERE entry_id = $1
        """,
        reply.entry(),
        agent,
        reply.conversation());
  }

  /**
   * The drafts of one conversation become those of another, but for agents who have one there.
   * Returns whose.
   */
  List<Long> move(Tx tx, ConversationId from, ConversationId to, Optional<List<Long>> only) {
    List<Long> movable =
        tx
            .rows(
                """
                SELECT d.agent_id FROM draft d
                 WHERE d.conversation_id = $1 AND ($3::bigint[] IS NULL OR d.agent_id = ANY ($3))
                   AND NOT EXISTS (SELECT FROM draft o WHERE o.conversation_id = $2 AND o.agent_id = d.agent_id)
                 ORDER BY d.agent_id FOR UPDATE
                """,
                from,
                to,
                only.map(agents -> agents.toArray(Long[]::new)))
            .stream()
            .map(row -> row.getLong("agent_id"))
            .toList();
    Long[] agents = movable.toArray(Long[]::new);
    tx.execute(
        "UPDATE draft SET conversation_id = $2 WHERE conversation_id = $1 AND agent_id = ANY ($3)",
        from,
        to,
        agents);
    tx.execute(
        """
        UPDATE attachment SET draft_of_conversation = $2
         WHERE draft_of_conversation = $1 AND draft_of_agent = ANY ($3) AND entry_id IS NULL
        """,
        from,
        to,
        agents);
    return movable;
  }
}

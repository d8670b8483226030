package io.faden.conversation;

import io.faden.channel.Visibility;
import io.faden.platform.AgentId;
import io.faden.platform.Initials;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.vertx.sqlclient.Row;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What people wrote to us on networks, as far as it decides how they are answered. */
final class WrittenPosts {

  /**
   * A message of somebody on a network.
   *
   * @param gone its author has deleted it
   */
  record Post(EntryId entry, String messageId, boolean gone) {}

  /**
   * The last that somebody wrote in a conversation.
   *
   * @param open and it was in public
   */
  record Last(boolean open, Post newest, Map<Visibility, Post> byVisibility) {
    Optional<Post> of(Visibility visibility) {
      return Optional.ofNullable(byVisibility.get(visibility));
    }
  }

  /**
   * By contact point. Of what somebody wrote in public the newest counts that still stands there.
   * Index: entry_of_conversation.
   */
  Map<Long, Last> last(Sql sql, ConversationId conversation) {
    Map<Long, Last> last = new HashMap<>();
    sql
        .rows(
            """
            SELECT DISTINCT ON (x.contact_point_id, x.visibility)
                   x.contact_point_id, x.visibility, x.id, x.message_id, x.gone, x.newest
              FROM (SELECT e.contact_point_id, e.visibility, e.id, e.message_id,
                           coalesce(jsonb_exists(p.document, 'deletedAt'), false) AS gone,
                           max(e.id) OVER (PARTITION BY e.contact_point_id, e.visibility) AS newest
                      FROM entry e LEFT JOIN entry_post p ON p.entry_id = e.id
                     WHERE e.conversation_id = $1 AND e.direction = 'in' AND NOT e.automated AND NOT e.withdrawn
                       AND e.visibility IS NOT NULL AND e.contact_point_id IS NOT NULL AND e.message_id IS NOT NULL) x
             ORDER BY x.contact_point_id, x.visibility, x.gone, x.id DESC
            """,
            conversation)
        .stream()
        .sorted((one, other) -> Long.compare(one.getLong("newest"), other.getLong("newest")))
        .forEach(row -> add(last, row));
    return last;
  }

  /** The later of the two is put in last. */
  private static void add(Map<Long, Last> last, Row row) {
    Visibility visibility = Visibility.of(row.getString("visibility"));
    Post post =
        new Post(
            new EntryId(row.getLong("id")), row.getString("message_id"), row.getBoolean("gone"));
    last.merge(
        row.getLong("contact_point_id"),
        new Last(visibility == Visibility.PUBLIC, post, Map.of(visibility, post)),
        (before, now) -> {
          Map<Visibility, Post> both = new HashMap<>(before.byVisibility());
          both.putAll(now.byVisibility());
          return new Last(now.open(), now.newest(), both);
        });
  }

  /** What stands behind a post of an agent, without ^. */
  Optional<String> sign(Sql sql, AgentId author) {
    return sql.row(
            "SELECT p.name, s.sign FROM person p LEFT JOIN person_sign s ON s.agent_id = p.id WHERE p.id = $1",
            author)
        .flatMap(
            row ->
                Columns.optionalText(row, "sign").or(() -> Initials.sign(row.getString("name"))));
  }
}

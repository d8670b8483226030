package io.faden.social;

import io.faden.channel.ChannelAccountId;
import io.faden.conversation.ConversationId;
import io.faden.customer.ContactPointId;
import io.faden.customer.CustomerId;
import io.faden.intake.ArrivalId;
import io.faden.platform.AgentId;
import io.faden.platform.Secret;
import io.faden.platform.db.Columns;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.routing.QueueId;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** All SQL about links that lead from public to private. */
final class PrivateLinkStore {

  /**
   * Whom a link is for.
   *
   * @param handle as people read it, without a leading @
   * @param form du, Sie or unknown
   * @param language the customer's, else that of what they wrote
   */
  record Author(
      ContactPointId contactPoint,
      ChannelAccountId account,
      QueueId queue,
      String channel,
      String handle,
      String name,
      boolean organisation,
      String form,
      Optional<String> language) {}

  boolean exists(Sql sql, ConversationId conversation) {
    return sql.row("SELECT 1 FROM conversation_standing WHERE id = $1", conversation).isPresent();
  }

  /** Who wrote last on a network, while their name there is theirs. */
  Optional<Author> author(Sql sql, ConversationId conversation) {
    return sql.row(
            """
            SELECT p.id AS contact_point_id, r.channel_account_id, c.queue_id, p.channel, p.display, k.name,
                   k.kind = 'organisation' AS organisation, k.form_of_address,
                   coalesce(k.language, m.language) AS language
              FROM network_message m
              JOIN conversation_standing c ON c.id = m.conversation_id
              JOIN reachable p ON p.id = m.contact_point_id AND p.channel = m.channel
              JOIN customer_card k ON k.id = p.customer_id
              JOIN arrival_receipt r ON r.id = m.arrival_id
             WHERE m.conversation_id = $1
             ORDER BY m.entry_id DESC LIMIT 1
            """,
            conversation)
        .map(PrivateLinkStore::author);
  }

  private static Author author(Row row) {
    return new Author(
        new ContactPointId(row.getLong("contact_point_id")),
        new ChannelAccountId(row.getLong("channel_account_id")),
        new QueueId(row.getLong("queue_id")),
        row.getString("channel"),
        row.getString("display").replaceFirst("^@", ""),
        row.getString("name"),
        row.getBoolean("organisation"),
        row.getString("form_of_address"),
        Columns.optionalText(row, "language"));
  }

  Instant insert(
      Tx tx,
      Secret secret,
      ConversationId conversation,
      Author author,
      AgentId madeBy,
      Duration lasts) {
    return tx.row(
            """
            INSERT INTO private_link (token_hash, conversation_id, contact_point_id, channel_account_id, made_by, expires_at)
            VALUES ($1, $2, $3, $4, $5, clock_timestamp() + make_interval(secs => $6::bigint)) RETURNING expires_at
            """,
            secret.hash(),
            conversation,
            author.contactPoint(),
            author.account(),
            madeBy,
            lasts.toSeconds())
        .map(row -> Columns.instant(row, "expires_at"))
        .orElseThrow();
  }

  /**
   * A link that opens something.
   *
   * @param sha256 of what was left already, if anything was
   */
  record Open(
      long id,
      ChannelAccountId account,
      String channel,
      String handle,
      String form,
      Optional<String> language,
      Optional<byte[]> sha256) {}

  /** By its secret, while it lasts; used ones too. Index: private_link_token. */
  Optional<Open> find(Sql sql, Secret secret) {
    return sql.row(
            """
            SELECT l.id, l.channel_account_id, p.channel, p.display, k.form_of_address, r.sha256,
                   coalesce(k.language, (SELECT m.language FROM network_message m
                                          WHERE m.conversation_id = l.conversation_id AND m.contact_point_id = l.contact_point_id
                                          ORDER BY m.entry_id DESC LIMIT 1)) AS language
              FROM private_link l
              JOIN reachable p ON p.id = l.contact_point_id
              JOIN customer_card k ON k.id = p.customer_id
              LEFT JOIN arrival_receipt r ON r.id = l.arrival_id
             WHERE l.token_hash = $1 AND l.expires_at > clock_timestamp()
            """,
            secret.hash())
        .map(
            row ->
                new Open(
                    row.getLong("id"),
                    new ChannelAccountId(row.getLong("channel_account_id")),
                    row.getString("channel"),
                    row.getString("display").replaceFirst("^@", ""),
                    row.getString("form_of_address"),
                    Columns.optionalText(row, "language"),
                    Optional.of(Columns.bytes(row, "sha256")).filter(hash -> hash.length > 0)));
  }

  /** Holds the link until the end of the transaction; false if somebody has used it. */
  boolean hold(Tx tx, long id) {
    return tx.row(
            """
            SELECT id FROM private_link WHERE id = $1 AND used_at IS NULL AND expires_at > clock_timestamp() FOR UPDATE
            """,
            id)
        .isPresent();
  }

  void use(Tx tx, long id, ArrivalId arrival) {
    tx.execute(
        "UPDATE private_link SET used_at = clock_timestamp(), arrival_id = $2 WHERE id = $1",
        id,
        arrival);
  }

  /**
   * What a used link was about.
   *
   * @param customer whose the contact point is; empty where they were erased
   * @param theirs whether it is one still
   */
  record Used(
      ConversationId conversation,
      ContactPointId contactPoint,
      Optional<CustomerId> customer,
      boolean theirs,
      String language) {}

  Optional<Used> used(Sql sql, long id) {
    return sql.row(
            """
            SELECT l.conversation_id, l.contact_point_id, c.id AS customer_id, p.removed_at IS NULL AS theirs,
                   coalesce(k.language, (SELECT m.language FROM network_message m
                                          WHERE m.conversation_id = l.conversation_id AND m.contact_point_id = l.contact_point_id
                                          ORDER BY m.entry_id DESC LIMIT 1), 'de') AS language
              FROM private_link l
              JOIN contact_record p ON p.id = l.contact_point_id
              LEFT JOIN (customer_record c JOIN customer_record r ON r.id = c.root_id AND r.erased_at IS NULL)
                     ON c.id = p.customer_id AND c.erased_at IS NULL
              LEFT JOIN customer_card k ON k.id = c.id
             WHERE l.id = $1
            """,
            id)
        .map(
            row ->
                new Used(
                    new ConversationId(row.getLong("conversation_id")),
                    new ContactPointId(row.getLong("contact_point_id")),
                    Columns.optionalLong(row, "customer_id").map(CustomerId::new),
                    row.getBoolean("theirs"),
                    row.getString("language")));
  }
}

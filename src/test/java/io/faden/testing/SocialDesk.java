package io.faden.testing;

import io.faden.channel.social.PostId;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Accounts of ours on networks, and conversations with people there. */
public final class SocialDesk {
  private final TestApp app;

  public SocialDesk(TestApp app) {
    this.app = app;
  }

  /** Public answers wait for nobody, in all queues. */
  public void withoutApproval() {
    app.sql().execute("UPDATE queue SET settings = settings || '{\"approval\": []}'");
  }

  /** The number of an account on the network mastodon. */
  public long mastodon(String handle) {
    ApiServer.Reply reply =
        app.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "mastodon")
                .put("name", "Nordlicht " + handle)
                .put("address", handle)
                .put(
                    "mastodon",
                    new JsonObject()
                        .put("baseUrl", "http://127.0.0.1:9")
                        .put("accessToken", "geheim"))
                .put(
                    "social",
                    new JsonObject().put("publicContacts", new JsonArray().add("0431 998877"))));
    if (reply.status() != 201) {
      throw new AssertionError(reply);
    }
    return reply.json().getLong("id");
  }

  /**
   * Somebody on a network, and what they wrote.
   *
   * @param conversation in which it stands
   * @param customer who they are
   * @param point their address there
   * @param handle as {@code name@server}
   * @param entry of their first post
   */
  public record Matter(
      long conversation, long customer, long point, String handle, long account, long entry) {}

  /** Somebody new writes, public or private. */
  public Matter writes(String channel, long account, String visibility, String text) {
    String handle = "oli-" + UUID.randomUUID().toString().substring(0, 8) + "@chaos.social";
    long conversation = app.newConversation();
    long customer = app.conversation(conversation).getJsonObject("customer").getLong("id");
    long point =
        app.count(
            """
            INSERT INTO contact_point (customer_id, channel, value, source) VALUES ($1, $2, $3, 'message') RETURNING id
            """,
            customer,
            channel,
            handle);
    app.sql()
        .execute(
            "UPDATE conversation SET public_origin = $2, channel_account_id = $3 WHERE id = $1",
            conversation,
            visibility.equals("public"),
            account);
    Matter thread = new Matter(conversation, customer, point, handle, account, 0);
    return new Matter(
        conversation, customer, point, handle, account, writes(thread, channel, visibility, text));
  }

  /** They write once more; the entry. */
  public long writes(Matter thread, String channel, String visibility, String text) {
    return app.count(
        """
        INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, contact_point_id, from_address,
                           subject, body_text, message_id, visibility)
        VALUES ($1, $2, 'message', $3, 'in', clock_timestamp(), $4, $5, '', $6, $7, $8) RETURNING id
        """,
        thread.conversation(),
        thread.customer(),
        channel,
        thread.point(),
        thread.handle(),
        text,
        PostId.of(channel, thread.account(), "from-" + UUID.randomUUID()),
        visibility);
  }

  /** Its author deletes it; the arrival of the post. */
  public void deletes(Matter thread, long entry) {
    long arrival = app.record("{}".getBytes(StandardCharsets.UTF_8)).value();
    app.sql()
        .execute(
            """
            INSERT INTO post (arrival_id, channel_account_id, channel, post_id, kind, visibility, author, body_text, written_at,
                              verdict, decided_at, conversation_id, entry_id, deleted_at)
            SELECT $1, $2, e.channel, e.message_id, 'mention', e.visibility, e.from_address, e.body_text, e.occurred_at,
                   'answer', clock_timestamp(), e.conversation_id, e.id, clock_timestamp() FROM entry e WHERE e.id = $3
            """,
            arrival,
            thread.account(),
            entry);
  }

  public List<JsonObject> ways(Matter thread) {
    return Caller.objects(app.conversation(thread.conversation()).getJsonArray("ways"));
  }

  /** The way to somebody's handle, public or private. */
  public Optional<JsonObject> way(Matter thread, String visibility) {
    return ways(thread).stream()
        .filter(way -> visibility.equals(way.getString("visibility")))
        .findFirst();
  }
}

package io.faden.testing;

import io.faden.channel.ChannelAccountId;
import io.faden.platform.Secret;
import io.faden.testing.ApiServer.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * People whose posts are on the timeline already, for what begins there: no network is asked, and
 * none is listened to.
 */
public final class PublicPosts {
  private final TestApp app;
  private final ChannelAccountId account;

  public PublicPosts(TestApp app) {
    this.app = app;
    Reply made =
        app.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "mastodon")
                .put("name", "Mastodon")
                .put("address", "nordlicht@social.example")
                .put("displayName", "Nordlicht Energie")
                .put("active", false)
                .put("mastodon", new JsonObject().put("baseUrl", "https://social.example")));
    if (made.status() != 201) {
      throw new AssertionError(made);
    }
    this.account = new ChannelAccountId(made.json().getLong("id"));
  }

  /** Somebody who wrote there, and the conversation that began with it. */
  public record Person(long id, String handle, long conversation) {}

  /** Somebody with this name, which may be empty. */
  public Person somebody(String name) {
    return somebody(name, "p" + UUID.randomUUID() + "@fedi.example");
  }

  public Person somebody(String name, String handle) {
    JsonArray points =
        new JsonArray().add(new JsonObject().put("channel", "mastodon").put("value", handle));
    Reply made =
        app.agent1.post(
            "/customers", new JsonObject().put("name", "Niemand").put("contactPoints", points));
    if (made.status() != 201) {
      throw new AssertionError(made);
    }
    long id = made.json().getLong("id");
    // Whoever wrote first has the name that they gave, or none.
    app.sql().execute("UPDATE customer SET name = $2 WHERE id = $1", id, name);
    return new Person(id, handle, posted(id, handle));
  }

  private long posted(long customer, String handle) {
    return app.sql()
        .transaction(
            tx -> {
              long conversation =
                  tx.row(
                          """
                          INSERT INTO conversation (customer_id, subject, queue_id, channel_account_id, public_origin, reply_seq)
                          SELECT $1, '', id, $2, true, 1 FROM queue WHERE is_default RETURNING id
                          """,
                          customer,
                          account)
                      .orElseThrow()
                      .getLong("id");
              byte[] raw = ("{\"post\":\"" + handle + "\"}").getBytes(StandardCharsets.UTF_8);
              long arrival =
                  tx.row(
                          """
                          INSERT INTO arrival (channel_account_id, source_key, raw, sha256, size)
                          VALUES ($1, $2, $3, $4, $5) RETURNING id
                          """,
                          account,
                          "test/" + handle,
                          raw,
                          Secret.sha256(raw),
                          (long) raw.length)
                      .orElseThrow()
                      .getLong("id");
              long entry =
                  tx.row(
                          """
                          INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, contact_point_id,
                                             from_address, body_text, message_id, arrival_id, visibility)
                          SELECT $1, $2, 'message', 'mastodon', 'in', clock_timestamp(), p.id, $3, 'Warum?', $4, $5, 'public'
                            FROM contact_point p WHERE p.channel = 'mastodon' AND p.value = $3 RETURNING id
                          """,
                          conversation,
                          customer,
                          handle,
                          "mastodon:" + account.value() + "/" + handle,
                          arrival)
                      .orElseThrow()
                      .getLong("id");
              tx.execute(
                  "UPDATE arrival SET state = 'filed', conversation_id = $2, entry_id = $3 WHERE id = $1",
                  arrival,
                  conversation,
                  entry);
              return conversation;
            });
  }
}

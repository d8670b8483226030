package io.faden.channel;

import io.faden.testing.Site;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;

/** Items of a feed; nothing is answered there. */
class FeedContractTest extends PostContract {
  private static final int SHORT = 60;

  private final Site site = new Site();
  private final List<String> items = new CopyOnWriteArrayList<>();

  FeedContractTest() {
    site.put(
        "/feed",
        exchange ->
            Site.send(
                exchange,
                200,
                Map.of("Content-Type", "application/rss+xml; charset=utf-8"),
                ("<rss version=\"2.0\"><channel><title>Forum</title><link>https://forum.example</link>"
                        + String.join("", items.reversed())
                        + "</channel></rss>")
                    .getBytes(StandardCharsets.UTF_8)));
  }

  @AfterAll
  void close() {
    site.close();
  }

  @Override
  Map<String, String> conditions() {
    Map<String, String> conditions = new HashMap<>(super.conditions());
    conditions.put("FADEN_SOCIAL_INTERNAL", site.place());
    return conditions;
  }

  @Override
  JsonObject connection() {
    return new JsonObject()
        .put("channel", "feed")
        .put("name", "Forum")
        .put("address", site.url("/feed"))
        .put("feed", new JsonObject().put("url", site.url("/feed")).put("everyMinutes", 1));
  }

  /** In a feed words are HTML. */
  @Override
  Thing something(String token, String text) {
    String words = text.replace("<", "&lt;").replace(">", "&gt;");
    return new Thing(
        token,
        ("<item><guid isPermaLink=\"false\">"
                + token
                + "</guid><author>"
                + token.substring(0, 8)
                + "</author><pubDate>Wed, 06 May 2026 08:00:00 GMT</pubDate><description><![CDATA[<p>"
                + words
                + " "
                + token
                + "</p><script>alert(3)</script>]]></description></item>")
            .getBytes(StandardCharsets.UTF_8));
  }

  /** A feed that cannot be read is asked again; what is no item comes by the ledger. */
  @Override
  Thing unreadable(String token) {
    return new Thing(token, ("Kein Beitrag: " + token).getBytes(StandardCharsets.UTF_8));
  }

  @Override
  void says(Thing thing) {
    if (thing.bytes().length < SHORT) {
      record(thing);
    } else {
      items.add(new String(thing.bytes(), StandardCharsets.UTF_8));
    }
  }

  /** Changed settings are tried at once. */
  @Override
  void looks() {
    app.sql().execute("UPDATE channel_account SET version = version + 1 WHERE id = $1", account());
  }
}

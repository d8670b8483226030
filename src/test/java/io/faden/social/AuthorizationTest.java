package io.faden.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.MastodonServer;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An administrator goes to the server of an account, says yes there, and comes back. */
class AuthorizationTest {
  private static TestApp app;

  private final MastodonServer server = new MastodonServer();
  private long account;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @BeforeEach
  void account() {
    account = create("vorher@" + server.url().replaceAll("\\D", "") + ".example");
  }

  @AfterEach
  void remove() {
    app.db.database().execute("DELETE FROM account_authorization");
    app.db.database().execute("DELETE FROM channel_account WHERE channel = 'mastodon'");
    server.close();
  }

  private long create(String address) {
    JsonObject body = server.account().put("address", address).put("name", address);
    body.put("active", false).getJsonObject("mastodon").remove("accessToken");
    Reply made = app.admin.post("/admin/channel-accounts", body);
    assertEquals(201, made.status(), made::toString);
    return made.json().getLong("id");
  }

  private JsonObject stored() {
    return app.admin.read("/admin/channel-accounts/" + account);
  }

  private String begin() {
    Reply begun = app.admin.post("/admin/channel-accounts/" + account + "/authorization");
    assertEquals(200, begun.status(), begun::toString);
    return begun.json().getString("url");
  }

  /** Says yes or no on the page of the server; gives the path that it leads back to. */
  private String decided(String page) {
    Reply sent =
        new Caller(server.url(), Map.of())
            .send("GET", page.substring(server.url().length()), Map.of(), BodyPublishers.noBody());
    assertEquals(302, sent.status());
    String back = sent.headers().firstValue("Location").orElseThrow();
    assertTrue(back.startsWith(app.node.origin() + "/api/oauth/callback?"), back);
    return back.substring(app.node.origin().length());
  }

  private String comeBack(String path) {
    Reply reply = app.node.stranger().send("GET", path, Map.of(), BodyPublishers.noBody());
    assertEquals(303, reply.status(), reply::toString);
    return reply.headers().firstValue("Location").orElseThrow();
  }

  @Test
  void whoeverSaysYesIsConnected() {
    int version = stored().getInteger("version");

    String where = comeBack(decided(begin()));

    assertEquals("/settings/channel-accounts/" + account + "?connected", where);
    JsonObject now = stored();
    assertEquals("nordlicht@social.example", now.getString("address"));
    assertTrue(now.getJsonObject("mastodon").getBoolean("hasSecret"));
    assertNotEquals(version, now.getInteger("version"));
    assertFalse(now.encode().contains(MastodonServer.TOKEN));
  }

  @Test
  void aStateIsGoodOnce() {
    String back = decided(begin());
    comeBack(back);

    assertEquals("/settings/channel-accounts?failed=expired", comeBack(back));
  }

  @Test
  void aStateIsGoodForAWhile() {
    String back = decided(begin());
    app.db
        .database()
        .execute(
            "UPDATE account_authorization SET expires_at = clock_timestamp() - interval '1 second'");

    assertEquals("/settings/channel-accounts?failed=expired", comeBack(back));
    assertFalse(stored().getJsonObject("mastodon").getBoolean("hasSecret"));
  }

  @Test
  void whoeverSaysNoIsNotConnected() {
    server.denies(true);

    assertEquals(
        "/settings/channel-accounts/" + account + "?failed=denied", comeBack(decided(begin())));
    assertFalse(stored().getJsonObject("mastodon").getBoolean("hasSecret"));
  }

  @Test
  void anAccountThatIsOnAnotherServerMeanwhileIsLeftAlone() {
    String back = decided(begin());
    JsonObject body =
        server
            .account()
            .put("address", "woanders@social.example")
            .put("name", "Woanders")
            .put("active", false)
            .put("mastodon", new JsonObject().put("baseUrl", "https://other.example"));
    assertEquals(200, app.admin.put("/admin/channel-accounts/" + account, body).status());

    assertEquals("/settings/channel-accounts/" + account + "?failed=changed", comeBack(back));
    assertEquals(0, server.troubles.calls("/oauth/token"), "the code goes nowhere");
  }

  @Test
  void oneAccountThereIsOneAccountHere() {
    create("nordlicht@social.example");

    assertEquals(
        "/settings/channel-accounts/" + account + "?failed=taken", comeBack(decided(begin())));
  }

  @Test
  void aCodeThatTheServerDoesNotKnowIsRefused() {
    String back = decided(begin()).replaceFirst("code=[^&]+", "code=erraten");

    assertEquals("/settings/channel-accounts/" + account + "?failed=refused", comeBack(back));
  }

  @Test
  void aServerThatIsAwayIsSaidSo() {
    String back = decided(begin());
    server.troubles.answer("/oauth/token", 1, 503, Map.of(), "");

    assertEquals("/settings/channel-accounts/" + account + "?failed=away", comeBack(back));
    server.troubles.answer("/api/v1/apps", 1, 500, Map.of(), "");
    Reply begun = app.admin.post("/admin/channel-accounts/" + account + "/authorization");
    assertEquals("network_failed", begun.json().getString("code"));
  }

  @Test
  void onlyAdministratorsSetOutAndOnlyForAccountsOfThatKind() {
    String path = "/admin/channel-accounts/" + account + "/authorization";
    assertEquals(403, app.supervisor.post(path).status());
    assertEquals(
        "not_that_kind",
        app.admin
            .post("/admin/channel-accounts/" + app.account().value() + "/authorization")
            .json()
            .getString("code"));
    assertEquals(404, app.admin.post("/admin/channel-accounts/999999/authorization").status());
  }

  @Test
  void whoeverIsNoAdministratorAnyMoreConnectsNothing() {
    String back = decided(begin());
    app.db.database().execute("UPDATE agent SET role = 'agent' WHERE id = $1", app.admin.id());
    try {
      assertEquals("/settings/channel-accounts/" + account + "?failed=changed", comeBack(back));
    } finally {
      app.db.database().execute("UPDATE agent SET role = 'admin' WHERE id = $1", app.admin.id());
    }
  }
}

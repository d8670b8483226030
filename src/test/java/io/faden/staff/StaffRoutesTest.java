package io.faden.staff;

import static io.faden.staff.Staff.PASSWORD;
import static io.faden.staff.Staff.credentials;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Actor;
import io.faden.platform.Role;
import io.faden.testing.ApiServer;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StaffRoutesTest {
  private static final String ADMIN = "adam@haus.example";
  private static final String AGENT = "anna@haus.example";
  private static Staff staff;
  private static Actor anna;

  @BeforeAll
  static void start() {
    staff = new Staff(false);
    staff.hire("Adam Erster", ADMIN, Role.ADMIN);
    anna = staff.hire("Anna Beispiel", AGENT, Role.AGENT);
  }

  @AfterAll
  static void stop() {
    staff.close();
  }

  @BeforeEach
  void calm() {
    staff.aMinutePasses();
  }

  private static String setCookie(ApiServer.Reply reply) {
    return reply.headers().firstValue("Set-Cookie").orElse("");
  }

  private static JsonObject change(int version) {
    return new JsonObject().put("version", version);
  }

  @Test
  void signingInAnswersWithMeAndACookieThatScriptsCannotRead() {
    ApiServer.Caller browser = staff.server.browser();
    ApiServer.Reply reply =
        browser.post("/session", credentials(AGENT, PASSWORD).put("location", "home"));
    assertEquals(200, reply.status(), reply.text());
    assertTrue(
        setCookie(reply)
            .matches(
                "faden_session=[A-Za-z0-9_-]{43}; Max-Age=604800; Path=/; HttpOnly; SameSite=Strict"),
        setCookie(reply));
    assertEquals(
        new JsonObject()
            .put("id", anna.id().value())
            .put("name", "Anna Beispiel")
            .put("initials", "AB")
            .put("sign", "ab")
            .put("email", AGENT)
            .put("role", "agent")
            .put("locale", "de")
            .put("location", "home")
            .put("demo", false)
            .put("undoSeconds", 15),
        reply.json());
    assertEquals(reply.json(), browser.get("/me").json());
  }

  @Test
  void theCookieIsForTlsOnlyWhereTheBrowserUsesTls() {
    ApiServer.Caller proxied = staff.server.caller(Map.of("X-Forwarded-Proto", "https"));
    assertTrue(
        setCookie(proxied.post("/session", credentials(AGENT, PASSWORD))).endsWith("; Secure"));
  }

  @Test
  void aWrongPasswordSaysHowManyAttemptsAreLeftThenHowLongToWait() {
    ApiServer.Caller browser = staff.server.browser();
    for (int left = 4; left >= 0; left--) {
      ApiServer.Reply reply = browser.post("/session", credentials("who@haus.example", "falsch"));
      assertEquals("sign_in_failed", reply.code());
      assertEquals(401, reply.status());
      assertEquals(left, reply.json().getInteger("attemptsLeft"));
      assertEquals("", setCookie(reply));
    }
    ApiServer.Reply refused = browser.post("/session", credentials("who@haus.example", "falsch"));
    assertEquals("too_many_attempts", refused.code());
    assertEquals(429, refused.status());
    int wait = refused.json().getInteger("retryAfterSeconds");
    assertTrue(wait > 30 && wait <= 60, refused.text());
    assertEquals(Integer.toString(wait), refused.headers().firstValue("Retry-After").orElse(""));
  }

  @Test
  void aSessionIsNotOpenedFromAForeignPage() {
    String tls = staff.server.origin().replace("http:", "https:");
    for (String origin :
        List.of("http://evil.example", "null", "http://127.0.0.1:1", tls, "%%", "")) {
      ApiServer.Caller foreign = staff.server.caller(Map.of("Origin", origin));
      assertEquals(
          "foreign_origin", foreign.post("/session", credentials(AGENT, PASSWORD)).code(), origin);
    }
  }

  @Test
  void behindAProxyThatSpeaksTlsOurOriginIsTheSecureOne() {
    String plain = staff.server.origin();
    String tls = plain.replace("http:", "https:");
    assertEquals("200", proxied(tls).post("/session", credentials(AGENT, PASSWORD)).code());
    assertEquals(
        "foreign_origin", proxied(plain).post("/session", credentials(AGENT, PASSWORD)).code());
  }

  private static ApiServer.Caller proxied(String origin) {
    return staff.server.caller(Map.of("Origin", origin, "X-Forwarded-Proto", "https"));
  }

  @Test
  void aStateChangeByCookieNeedsOurOwnOrigin() {
    String cookie = staff.browser(AGENT).cookie();
    JsonObject english = new JsonObject().put("locale", "en");
    assertEquals(
        "foreign_origin",
        staff.server.caller(Map.of("Cookie", cookie)).patch("/me", english).code());
    assertEquals(
        "foreign_origin",
        staff
            .server
            .caller(Map.of("Cookie", cookie, "Origin", "http://evil.example"))
            .patch("/me", english)
            .code());
    assertEquals("200", staff.server.caller(Map.of("Cookie", cookie)).get("/me").code());
    ApiServer.Reply changed =
        staff
            .server
            .caller(Map.of("Cookie", cookie, "Origin", staff.server.origin()))
            .patch("/me", english);
    assertEquals("en", changed.json().getString("locale"));
  }

  @Test
  void ourOwnOriginIsKnownOverHttp2AsWell() throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(staff.server.origin() + "/api/session"))
            .header("Content-Type", "application/json")
            .header("Origin", staff.server.origin())
            .POST(HttpRequest.BodyPublishers.ofString(credentials(AGENT, PASSWORD).encode()))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
      assertEquals(HttpClient.Version.HTTP_2, answer.version());
      assertEquals(200, answer.statusCode(), answer.body());
    }
  }

  @Test
  void signingOutEndsTheSessionAndClearsTheCookie() {
    ApiServer.Caller browser = staff.browser(AGENT);
    String cookie = browser.cookie();
    ApiServer.Reply reply = browser.delete("/session");
    assertEquals(204, reply.status());
    assertTrue(setCookie(reply).startsWith("faden_session=; Max-Age=0; Path=/; HttpOnly"));
    assertEquals("not_signed_in", staff.server.caller(Map.of("Cookie", cookie)).get("/me").code());
    assertEquals("not_signed_in", browser.get("/me").code());
  }

  @Test
  void signingInAgainReplacesTheSessionOfThatBrowser() {
    ApiServer.Caller browser = staff.browser(AGENT);
    String before = browser.cookie();
    assertEquals(200, browser.post("/session", credentials(AGENT, PASSWORD)).status());
    assertNotEquals(before, browser.cookie());
    assertEquals("not_signed_in", staff.server.caller(Map.of("Cookie", before)).get("/me").code());
  }

  @Test
  void aSessionSlidesWhileItIsUsedAndEndsAfterSevenDays() {
    ApiServer.Caller browser = staff.browser(AGENT);
    String idle =
        "UPDATE session SET last_seen_at = last_seen_at - $1::bigint * interval '1 hour', expires_at = expires_at - $1::bigint * interval '1 hour'";
    for (int day = 0; day < 3; day++) {
      staff.db.database().execute(idle, 11L);
      assertEquals("200", browser.get("/me").code());
    }
    staff
        .db
        .database()
        .execute(
            "UPDATE session SET created_at = created_at - interval '167 hours', last_seen_at = last_seen_at - interval '1 hour'");
    assertEquals("200", browser.get("/me").code());
    staff.db.database().execute(idle, 2L);
    assertEquals("not_signed_in", browser.get("/me").code());
    ApiServer.Caller another = staff.browser(AGENT);
    staff.db.database().execute(idle, 13L);
    assertEquals("not_signed_in", another.get("/me").code());
  }

  @Test
  void garbageIsNobody() {
    for (String token : List.of("x", "faden_", "faden_x", "' OR 1=1 --", "a".repeat(4000), "%00")) {
      assertEquals("not_signed_in", staff.server.program(token).get("/me").code(), token);
      assertEquals(
          "not_signed_in",
          staff.server.caller(Map.of("Cookie", "faden_session=" + token)).get("/me").code(),
          token);
    }
    assertEquals("not_signed_in", staff.server.browser().get("/me").code());
    assertEquals(
        "not_signed_in",
        staff.server.caller(Map.of("Authorization", "Basic eDp5")).get("/me").code());
  }

  @Test
  void anApiTokenActsAsItsOwnerUntilItIsRevokedOrRunsOut() {
    ApiServer.Caller browser = staff.browser(AGENT);
    ApiServer.Reply made =
        browser.post("/me/tokens", new JsonObject().put("name", "Skript").put("expiresInDays", 2));
    assertEquals(201, made.status(), made.text());
    String secret = made.json().getString("secret");
    assertTrue(secret.matches("faden_[A-Za-z0-9_-]{43}"));
    ApiServer.Caller program = staff.server.program(secret);
    assertEquals(AGENT, program.get("/me").json().getString("email"));
    assertEquals("200", program.patch("/me", new JsonObject().put("location", "office")).code());
    ApiServer.Reply list = browser.get("/me/tokens");
    assertFalse(list.text().contains(secret));
    JsonObject token = list.json().getJsonArray("items").getJsonObject(0);
    assertEquals("Skript", token.getString("name"));
    assertTrue(token.containsKey("lastUsedAt") && token.containsKey("expiresAt"), list.text());
    String path = "/me/tokens/" + token.getLong("id");
    assertEquals("not_found", staff.browser(ADMIN).delete(path).code());
    assertEquals("200", program.get("/me").code());
    staff.db.database().execute("UPDATE api_token SET expires_at = expires_at - interval '2 days'");
    assertEquals("not_signed_in", program.get("/me").code());
    assertEquals("204", browser.delete(path).code());
    assertEquals("not_found", browser.delete(path).code());
  }

  @Test
  void aRevokedTokenStopsAtOnce() {
    ApiServer.Caller browser = staff.browser(AGENT);
    JsonObject made = browser.post("/me/tokens", new JsonObject().put("name", "Kurz")).json();
    ApiServer.Caller program = staff.server.program(made.getString("secret"));
    assertEquals("200", program.get("/me").code());
    assertEquals(
        "204", browser.delete("/me/tokens/" + made.getJsonObject("token").getLong("id")).code());
    assertEquals("not_signed_in", program.get("/me").code());
  }

  @Test
  void administrationIsForAdministrators() {
    ApiServer.Caller agent = staff.browser(AGENT);
    assertEquals("forbidden", agent.get("/admin/agents").code());
    assertEquals("forbidden", agent.post("/admin/agents", person("X", "x@haus.example")).code());
    assertEquals(
        "forbidden", agent.patch("/admin/agents/1", change(0).put("role", "admin")).code());
    assertEquals("forbidden", agent.post("/admin/agents/1/link", null).code());
    assertEquals("not_signed_in", staff.server.browser().get("/admin/agents").code());
  }

  private static JsonObject person(String name, String email) {
    return new JsonObject().put("name", name).put("email", email).put("role", "agent");
  }

  @Test
  void aNewPersonComesInByTheirLink() {
    ApiServer.Caller admin = staff.browser(ADMIN);
    ApiServer.Reply made = admin.post("/admin/agents", person("Neu Hier", "Neu@Haus.example"));
    assertEquals(201, made.status(), made.text());
    JsonObject agent = made.json().getJsonObject("agent");
    assertEquals("neu@haus.example", agent.getString("email"));
    assertFalse(agent.getBoolean("hasPassword"));
    assertEquals(
        "email_taken", admin.post("/admin/agents", person("N", "NEU@haus.example")).code());
    String path = "/one-time-links/" + Staff.token(made.json().getString("link"));
    ApiServer.Caller stranger = staff.server.browser();
    JsonObject link = stranger.get(path).json();
    assertEquals(
        new JsonObject()
            .put("purpose", "password")
            .put("name", "Neu Hier")
            .put("email", "neu@haus.example"),
        link);
    JsonObject weak = new JsonObject().put("password", "1234567890");
    assertEquals("invalid_request", stranger.post(path, weak).code());
    assertEquals("204", stranger.post(path, new JsonObject().put("password", PASSWORD)).code());
    assertEquals(
        "link_invalid", stranger.post(path, new JsonObject().put("password", PASSWORD)).code());
    assertEquals("link_invalid", stranger.get(path).code());
    assertEquals(
        200, stranger.post("/session", credentials("neu@haus.example", PASSWORD)).status());
    long id = agent.getLong("id");
    ApiServer.Reply renamed =
        admin.patch(
            "/admin/agents/" + id, change(0).put("name", "Neu Da").put("role", "supervisor"));
    assertEquals("supervisor", renamed.json().getString("role"));
    assertEquals(
        "version_conflict", admin.patch("/admin/agents/" + id, change(0).put("name", "X")).code());
    assertEquals("not_found", admin.patch("/admin/agents/999999", change(0)).code());
    assertEquals("not_found", admin.post("/admin/agents/999999/link", null).code());
    assertEquals(201, admin.post("/admin/agents/" + id + "/link", null).status());
  }

  @Test
  void theLastAdminIsKept() {
    ApiServer.Caller admin = staff.browser(ADMIN);
    long id = admin.get("/me").json().getLong("id");
    int version =
        admin.get("/admin/agents").json().getJsonArray("items").stream()
            .map(JsonObject.class::cast)
            .filter(agent -> agent.getLong("id") == id)
            .findFirst()
            .orElseThrow()
            .getInteger("version");
    assertEquals(
        "last_admin",
        admin.patch("/admin/agents/" + id, change(version).put("role", "agent")).code());
    assertEquals(
        "last_admin",
        admin.patch("/admin/agents/" + id, change(version).put("active", false)).code());
  }

  @Test
  void namesStayTextWhateverTheyLookLike() {
    ApiServer.Caller admin = staff.browser(ADMIN);
    String name = "Robert'); DROP TABLE agent; -- <script>alert(1)</script> \\ \" $1";
    JsonObject made = admin.post("/admin/agents", person(name, "bobby'--@haus.example")).json();
    assertEquals(name, made.getJsonObject("agent").getString("name"));
    assertTrue(admin.get("/admin/agents").text().contains("DROP TABLE agent"));
    for (String bad : List.of("a\u0007b", "a\nb", " ", "\u0000")) {
      assertEquals(
          "invalid_request", admin.post("/admin/agents", person(bad, "z@haus.example")).code());
      assertEquals(
          "invalid_request", admin.post("/me/tokens", new JsonObject().put("name", bad)).code());
    }
    assertEquals(
        "invalid_request", admin.post("/admin/agents", person("Z", "z\u0007@haus.example")).code());
  }

  @Test
  void whatTheContractDoesNotAllowIsRefusedAndNeverAFault() {
    ApiServer.Caller browser = staff.server.browser();
    for (String body :
        List.of(
            "",
            "{",
            "[]",
            "null",
            "{}",
            "{\"email\":1,\"password\":2}",
            "{\"email\":\"a@b\",\"password\":\"x\",\"more\":1}",
            "{\"email\":\"a@b\",\"password\":\"x\",\"location\":\"mars\"}")) {
      ApiServer.Reply reply = browser.sendText("POST", "/session", body);
      assertEquals("invalid_request", reply.code(), body + " -> " + reply.text());
    }
    ApiServer.Caller admin = staff.browser(ADMIN);
    Set<String> refusals = Set.of("invalid_request", "not_found", "version_conflict");
    for (String id :
        List.of("0", "-1", "x", "1.5", "99999999999999999999", "9223372036854775807", "%00")) {
      String code = admin.patch("/admin/agents/" + id, change(0)).code();
      assertTrue(refusals.contains(code), id + " -> " + code);
    }
    assertEquals(
        "invalid_request",
        admin.patch("/admin/agents/1", change(0).put("version", 99999999999L)).code());
    for (String token :
        List.of(
            "12345678901234567890",
            "1e5555555555555555555555",
            "%22aaaaaaaaaaaaaaaaaaaaaaaa%22",
            "%27%20OR%201=1%20--%20aaaaaaaa")) {
      assertEquals("link_invalid", browser.get("/one-time-links/" + token).code(), token);
    }
    assertEquals("invalid_request", browser.get("/one-time-links/short").code());
  }

  @Test
  void aNewPasswordEndsTheOtherSessionsAndKeepsThisOne() {
    staff.hire("Wechsel", "wechsel@haus.example", Role.AGENT);
    ApiServer.Caller here = staff.browser("wechsel@haus.example");
    ApiServer.Caller there = staff.browser("wechsel@haus.example");
    JsonObject wrong = new JsonObject().put("current", "falsch").put("next", "ein neuer Satz");
    assertEquals(
        "password_wrong", here.patch("/me", new JsonObject().put("password", wrong)).code());
    JsonObject absurd =
        new JsonObject().put("current", PASSWORD).put("next", "wechsel@haus.example");
    assertEquals(
        "invalid_request", here.patch("/me", new JsonObject().put("password", absurd)).code());
    JsonObject right = new JsonObject().put("current", PASSWORD).put("next", "ein neuer Satz");
    assertEquals("200", here.patch("/me", new JsonObject().put("password", right)).code());
    assertEquals("200", here.get("/me").code());
    assertEquals("not_signed_in", there.get("/me").code());
    assertEquals(
        "sign_in_failed",
        there.post("/session", credentials("wechsel@haus.example", PASSWORD)).code());
  }
}

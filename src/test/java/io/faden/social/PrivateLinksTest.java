package io.faden.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.ApiServer.Reply;
import io.faden.testing.AtOnce;
import io.faden.testing.Caller;
import io.faden.testing.FakeNetwork;
import io.faden.testing.PublicPosts;
import io.faden.testing.PublicPosts.Person;
import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From a public thread to a private address, and to one timeline. */
class PrivateLinksTest {
  private static final AtomicInteger NUMBERS = new AtomicInteger(1000);
  private static TestApp app;
  private static PublicPosts posts;
  private static Caller customer;

  @BeforeAll
  static void start() {
    FakeNetwork network = new FakeNetwork("mastodon");
    app = TestApp.start(network);
    posts = new PublicPosts(app, network);
    customer = app.node.stranger();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @BeforeEach
  void nobodyHasGuessed() {
    app.sql().execute("DELETE FROM sign_in_failure");
  }

  private static Person somebody(String name) {
    return posts.somebody(name);
  }

  private static JsonObject made(Person person) {
    Reply made = app.agent1.post("/conversations/" + person.conversation() + "/private-link");
    assertEquals(201, made.status(), made::toString);
    return made.json();
  }

  /** The path of a link in the API. */
  private static String link(Person person) {
    String url = made(person).getString("url");
    return "/private-links/" + url.substring(url.lastIndexOf('/') + 1);
  }

  private static JsonObject left() {
    return new JsonObject().put("consent", true);
  }

  private static String freshAddress() {
    return "k-" + UUID.randomUUID() + "@kunde.example";
  }

  private static String freshNumber() {
    return "+49 431 55" + NUMBERS.incrementAndGet() + "0";
  }

  private static JsonObject awaitLeft(Person person) {
    Awaitility.await("what was left is on the timeline")
        .atMost(Duration.ofSeconds(30))
        .until(() -> app.messages(person.conversation()).size() > 1);
    return app.messages(person.conversation()).getFirst();
  }

  private static JsonObject card(Person person) {
    return app.agent1.read("/customers/" + person.id());
  }

  private static List<JsonObject> points(Person person, String channel) {
    return Caller.objects(card(person).getJsonArray("contactPoints")).stream()
        .filter(each -> each.getString("channel").equals(channel))
        .toList();
  }

  @Test
  void aLinkIsMadeForWhoeverWroteOnANetworkAndTellsAsLittleAsPossible() {
    Person person = somebody("Fiete");
    assertTrue(app.conversation(person.conversation()).getBoolean("privateLink"));
    JsonObject made = made(person);
    String url = made.getString("url");
    assertTrue(url.startsWith(app.node.origin() + "/p/"), url);
    Instant until = Instant.parse(made.getString("expiresAt"));
    assertTrue(until.isAfter(Instant.now().plus(Duration.ofDays(6))));
    assertTrue(made.getString("text").startsWith("Lassen Sie uns"), made::encode);
    assertTrue(made.getString("text").endsWith(url));
    JsonObject shown = customer.read("/private-links/" + url.substring(url.lastIndexOf('/') + 1));
    assertEquals(
        new JsonObject()
            .put("company", "Nordlicht Energie")
            .put("form", "unknown")
            .put("language", "de")
            .put("channel", "mastodon")
            .put("handle", person.handle()),
        shown);
    assertEquals(1, app.eventsOf(person.conversation()).get("private_link_made"));
    assertEquals(
        0,
        app.count(
            "SELECT count(*) FROM private_link WHERE encode(token_hash, 'escape') = $1", url));
  }

  @Test
  void thePageBehindItIsForNobodyElse() throws Exception {
    HttpResponse<String> page =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(made(somebody("Fiete")).getString("url")))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
    assertEquals(200, page.statusCode());
    assertTrue(page.body().contains("/private-link/page.js"), page::body);
    assertEquals("no-store", page.headers().firstValue("Cache-Control").orElse(""));
    assertEquals("noindex, nofollow", page.headers().firstValue("X-Robots-Tag").orElse(""));
    assertEquals("no-referrer", page.headers().firstValue("Referrer-Policy").orElse(""));
    String policy = page.headers().firstValue("Content-Security-Policy").orElse("");
    assertTrue(policy.startsWith("default-src 'none'; script-src 'self';"), policy);
    assertTrue(policy.contains("form-action 'none'"), policy);
  }

  @Test
  void thereIsNoneForWhoeverWroteByMail() {
    long mail = app.newConversation();
    assertFalse(app.conversation(mail).getBoolean("privateLink"));
    assertEquals("no_address", app.agent1.post("/conversations/" + mail + "/private-link").code());
    assertEquals("not_found", app.agent1.post("/conversations/9999999/private-link").code());
    assertEquals("not_signed_in", customer.post("/conversations/" + mail + "/private-link").code());
  }

  @Test
  void itsWordsAreThoseOfTheHouseInTheFormAndLanguageOfTheCustomer() {
    Person person = somebody("Fiete Hansen");
    JsonObject card = card(person);
    app.agent1.patch(
        "/customers/" + person.id(),
        new JsonObject().put("version", card.getInteger("version")).put("formOfAddress", "du"));
    assertTrue(made(person).getString("text").startsWith("Lass uns"));
    Reply module =
        app.supervisor.post(
            "/admin/text-modules",
            new JsonObject()
                .put("name", "Privat")
                .put("shortcut", "privat")
                .put("purpose", "private")
                .put("du", "Moin {customer}, hier geht es weiter.")
                .put("sie", "Guten Tag {customer}, hier: {link} (Vorgang {conversation})"));
    assertEquals(201, module.status(), module::toString);
    try {
      JsonObject du = made(person);
      assertEquals("Moin Fiete, hier geht es weiter. " + du.getString("url"), du.getString("text"));
      Person stranger = somebody("");
      JsonObject sie = made(stranger);
      assertEquals(
          "Guten Tag "
              + stranger.handle().replaceFirst("@.*", "")
              + ", hier: "
              + sie.getString("url")
              + " (Vorgang "
              + stranger.conversation()
              + ")",
          sie.getString("text"));
      app.sql().execute("UPDATE customer SET language = 'en' WHERE id = $1", stranger.id());
      assertTrue(made(stranger).getString("text").startsWith("Let’s continue in private"));
    } finally {
      app.supervisor.delete("/admin/text-modules/" + module.json().getLong("id"));
    }
  }

  @Test
  void whatIsLeftBecomesTheCustomersAndTheyAreAnsweredByMailOnOneTimeline() {
    Person person = somebody("");
    String address = freshAddress();
    String number = freshNumber();
    String path = link(person);
    app.sql()
        .execute(
            "UPDATE conversation SET status = 'resolved' WHERE id = $1", person.conversation());
    Reply stored =
        customer.post(
            path,
            left()
                .put("email", " " + address.toUpperCase(Locale.ROOT) + " ")
                .put("phone", number)
                .put("name", "Fiete Hansen")
                .put("message", "Meine Vertragsnummer ist 4711.\r\nDanke!"));
    assertEquals(204, stored.status(), stored::toString);
    JsonObject entry = awaitLeft(person);
    assertEquals("in", entry.getString("direction"));
    assertTrue(
        entry.getString("text").startsWith("Meine Vertragsnummer ist 4711.\nDanke!\n\nName: Fiete"),
        entry::encode);
    assertTrue(entry.getString("text").contains("Einwilligung"));
    assertEquals("private", entry.getString("visibility"));
    JsonObject mail = points(person, "email").getFirst();
    assertEquals(address, mail.getString("value"));
    assertEquals("link", mail.getString("source"));
    assertFalse(mail.getBoolean("verified"));
    assertTrue(mail.getString("label").startsWith("Einwilligung "), mail::encode);
    assertEquals("link", points(person, "phone").getFirst().getString("source"));
    assertEquals("Fiete Hansen", card(person).getString("name"));
    JsonObject conversation = app.conversation(person.conversation());
    assertEquals("open", conversation.getString("status"));
    assertEquals("queued", conversation.getJsonObject("workItem").getString("state"));
    assertEquals(1, app.eventsOf(person.conversation()).get("private_link_used"));
    // The address that they left is where an answer goes by itself.
    assertEquals(
        address,
        conversation.getJsonObject("replyTo").getJsonObject("contactPoint").getString("value"));
    List<String> ways =
        Caller.objects(conversation.getJsonArray("ways")).stream()
            .map(way -> way.getString("channel"))
            .toList();
    assertTrue(ways.containsAll(List.of("email", "phone", "mastodon")), ways::toString);
    app.answered(app.agent1, person.conversation(), "Gern, Herr Hansen.");
    assertEquals(1, app.delivered(address).size());
    // What they write by mail from now on stands below what they wrote in public.
    long next = app.filed(RawMail.from(address).subject("Noch eine Frage").text("Und jetzt?"));
    assertEquals(person.id(), app.conversation(next).getJsonObject("customer").getLong("id"));
    List<JsonObject> all =
        app.agent1.items("/customers/" + person.id() + "/timeline?limit=200").stream()
            .filter(each -> each.getString("kind").equals("message"))
            .toList();
    assertEquals(4, all.size(), all::toString);
  }

  @Test
  void oneUseOnlyAndTheSameAgainIsHarmless() {
    Person person = somebody("Fiete");
    String path = link(person);
    JsonObject body = left().put("email", freshAddress());
    assertEquals(204, customer.post(path, body).status());
    assertEquals("link_invalid", customer.get(path).code());
    assertEquals(204, customer.post(path, body).status(), "the answer to the first got lost");
    assertEquals("link_invalid", customer.post(path, left().put("email", freshAddress())).code());
    awaitLeft(person);
    assertEquals(1, points(person, "email").size());
    assertEquals(1, app.eventsOf(person.conversation()).get("private_link_used"));
  }

  @Test
  void aNewLinkEndsTheOlderOnesOfItsConversationThatNobodyUsed() throws Exception {
    Person person = somebody("Fiete");
    String used = link(person);
    JsonObject body = left().put("email", freshAddress());
    assertEquals(204, customer.post(used, body).status());
    String older = link(person);
    String elsewhere = link(somebody("Inken"));
    String newest = link(person);
    assertEquals("link_invalid", customer.get(older).code());
    assertEquals("link_invalid", customer.post(older, left().put("email", freshAddress())).code());
    assertEquals(204, customer.post(used, body).status(), "the same once more");
    assertEquals(200, customer.get(elsewhere).status());
    assertEquals(200, customer.get(newest).status());
    List<Callable<String>> makers = Collections.nCopies(4, () -> link(person));
    List<String> made = AtOnce.run(makers);
    assertEquals(
        1, made.stream().filter(each -> customer.get(each).status() == 200).count(), "one is left");
  }

  @Test
  void ofSeveralAtOnceExactlyOneIsStored() throws Exception {
    Person person = somebody("Fiete");
    String path = link(person);
    List<Callable<Integer>> all =
        Collections.nCopies(
            6, () -> customer.post(path, left().put("email", freshAddress())).status());
    List<Integer> answers = AtOnce.run(all);
    assertEquals(1, answers.stream().filter(each -> each == 204).count(), answers::toString);
    assertEquals(5, answers.stream().filter(each -> each == 404).count(), answers::toString);
    awaitLeft(person);
    assertEquals(1, points(person, "email").size());
  }

  @Test
  void whatWasLeftIsInTheLedgerByteForByteBeforeItIsAcknowledged() {
    Person person = somebody("Fiete");
    String body =
        "{ \"consent\" : true,\n \"email\": \""
            + freshAddress()
            + "\", \"message\": \"Gr\\u00fc\\u0000ße\" }";
    assertEquals(204, customer.sendText("POST", link(person), body).status());
    byte[] kept =
        app.sql()
            .row(
                """
                SELECT a.raw FROM private_link l JOIN arrival a ON a.id = l.arrival_id
                 WHERE l.conversation_id = $1 AND a.source_key = 'link/' || l.id AND l.used_at IS NOT NULL
                """,
                person.conversation())
            .orElseThrow()
            .getBuffer("raw")
            .getBytes();
    assertEquals(body, new String(kept, StandardCharsets.UTF_8));
    assertTrue(awaitLeft(person).getString("text").startsWith("Grüße"));
  }

  @Test
  void faultsAreToldFieldByFieldAndTheLinkStaysGood() {
    String path = link(somebody("Fiete"));
    assertEquals("invalid_request", customer.post(path, new JsonObject()).code());
    Reply without =
        customer.post(path, new JsonObject().put("consent", false).put("email", freshAddress()));
    assertEquals(List.of("consent"), faulty(without));
    assertEquals("consent: This must be true.", without.json().getString("detail"));
    assertEquals(List.of("email"), faulty(customer.post(path, left())));
    assertEquals(List.of("email"), faulty(customer.post(path, left().put("email", "fiete"))));
    assertEquals(
        List.of("email", "phone"),
        faulty(customer.post(path, left().put("email", "a@").put("phone", "12"))));
    assertEquals(List.of("email"), faulty(customer.post(path, left().put("phone", " "))));
    assertEquals(200, customer.get(path).status());
    assertEquals(204, customer.post(path, left().put("phone", freshNumber())).status());
  }

  private static List<String> faulty(Reply reply) {
    assertEquals("invalid_request", reply.code(), reply::toString);
    return Caller.objects(reply.json().getJsonArray("errors")).stream()
        .map(each -> each.getString("field"))
        .toList();
  }

  @Test
  void aWrongAnExpiredOrATakenAwayLinkOpensNothing() {
    assertEquals("link_invalid", customer.get("/private-links/" + "x".repeat(43)).code());
    Person late = somebody("Fiete");
    String expired = link(late);
    app.sql()
        .execute(
            "UPDATE private_link SET expires_at = clock_timestamp() WHERE conversation_id = $1",
            late.conversation());
    assertEquals("link_invalid", customer.get(expired).code());
    assertEquals(
        "link_invalid", customer.post(expired, left().put("email", freshAddress())).code());
    Person moved = somebody("Gone");
    String orphan = link(moved);
    long point = points(moved, "mastodon").getFirst().getLong("id");
    assertTrue(app.agent1.delete("/contact-points/" + point).status() < 300);
    assertEquals("link_invalid", customer.get(orphan).code());
  }

  @Test
  void guessingIsLimited() {
    String good = link(somebody("Fiete"));
    for (int guess = 0; guess < 20; guess++) {
      assertEquals("link_invalid", customer.get("/private-links/" + "y".repeat(43)).code());
    }
    Reply refused = customer.get(good);
    assertEquals("too_many_attempts", refused.code());
    assertTrue(refused.json().getInteger("retryAfterSeconds") > 0);
    assertEquals(
        "too_many_attempts", customer.post(good, left().put("email", freshAddress())).code());
  }

  @Test
  void anAddressOfSomebodyElseIsASuggestionAndNeverAMergeByItself() {
    String address = freshAddress();
    long mail = app.filed(RawMail.from("Fiete Hansen <" + address + ">").subject("Alt"));
    long other = app.conversation(mail).getJsonObject("customer").getLong("id");
    Person person = somebody("Fiete Hansen");
    assertEquals(204, customer.post(link(person), left().put("email", address)).status());
    JsonObject entry = awaitLeft(person);
    assertEquals(List.of(), points(person, "email"));
    assertNotEquals(card(person).getLong("rootId"), other);
    JsonObject found =
        app.agent1.items("/customers/" + person.id() + "/suggestions").stream()
            .filter(each -> each.getJsonObject("customer").getLong("id") == other)
            .findFirst()
            .orElseThrow();
    assertEquals("strong", found.getString("strength"), found::encode);
    JsonObject evidence =
        Caller.objects(found.getJsonArray("evidence")).stream()
            .filter(each -> each.getString("kind").equals("left_contact_point"))
            .findFirst()
            .orElseThrow();
    assertEquals(address, evidence.getString("value"));
    assertEquals(entry.getLong("id"), evidence.getLong("entryId"));
    assertNull(evidence.getString("sentence"));
    // One click of a person, and both stand on one timeline and can be answered by mail.
    Reply merged =
        app.agent1.post(
            "/customers/" + other + "/merges",
            new JsonObject().put("customer", person.id()).put("reason", "hinterlassene Adresse"));
    assertTrue(merged.status() < 300, merged::toString);
    List<String> ways =
        Caller.objects(app.conversation(person.conversation()).getJsonArray("ways")).stream()
            .map(way -> way.getJsonObject("contactPoint").getString("value"))
            .toList();
    assertTrue(ways.contains(address), ways::toString);
  }

  @Test
  void whoeverWasErasedMeanwhileIsSomebodyNew() {
    Person person = somebody("Fiete");
    String address = freshAddress();
    String path = link(person);
    String token = path.substring(path.lastIndexOf('/') + 1);
    app.sql()
        .execute("UPDATE customer SET erased_at = clock_timestamp() WHERE id = $1", person.id());
    assertEquals(
        204, customer.post("/private-links/" + token, left().put("email", address)).status());
    Awaitility.await("the arrival is filed")
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                app.count(
                        """
                        SELECT count(*) FROM contact_point WHERE value = $1 AND source = 'link' AND customer_id <> $2
                        """,
                        address,
                        person.id())
                    == 1);
    assertEquals(1, app.messages(person.conversation()).size());
  }
}

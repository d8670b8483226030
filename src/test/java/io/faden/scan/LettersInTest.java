package io.faden.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.scan.Letterbox.Sender;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Scanned letters find their customer, or somebody says who that is. */
class LettersInTest {
  private static TestApp app;
  private static Letterbox post;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    post = Letterbox.of(app, new JsonObject().put("answerWithinDays", 14));
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  private static JsonObject row(JsonObject letter) {
    return letter.getJsonObject("letter");
  }

  private static List<JsonObject> candidates(JsonObject letter) {
    return letter.getJsonArray("candidates").stream().map(JsonObject.class::cast).toList();
  }

  private static long customerOf(JsonObject letter) {
    assertEquals("filed", row(letter).getString("state"), letter::encodePrettily);
    return row(letter).getJsonObject("customer").getLong("id");
  }

  @Test
  void aCustomerNumberFilesALetterByItself() {
    long customer = post.customer("Jürgen Böttcher", "customer_number", "204817");
    JsonObject letter =
        post.letter(
            Letterbox.letter(
                Sender.of("J. Böttcher"),
                "Reklamation",
                "Kundennummer: KD-204817",
                "Büsum, 12. März 2026"));
    assertEquals(customer, customerOf(letter));
    assertEquals("Reklamation", letter.getString("subject"));
    long conversation = row(letter).getLong("conversationId");
    assertEquals("Reklamation", app.conversation(conversation).getString("subject"));
    JsonObject entry = app.messages(conversation).getFirst();
    assertEquals("letter", entry.getString("channel"));
    assertTrue(entry.getString("text").contains("Waschmaschine"), entry::encodePrettily);
  }

  @Test
  void aStrangersLetterWaitsUntilSomebodyMakesThemACustomer() {
    JsonObject letter =
        post.letter(
            Letterbox.letter(
                new Sender("Wiebke Fremdling", "Am Deich 3", "25899 Niebüll"), "Anfrage"));
    assertEquals("checking", row(letter).getString("state"), letter::encodePrettily);
    assertEquals(List.of(), candidates(letter));
    assertEquals("Wiebke Fremdling", letter.getJsonObject("sender").getString("name"));
    JsonObject item = row(letter).getJsonObject("workItem");
    assertEquals("check_scan", item.getString("kind"));
    long id = row(letter).getLong("id");
    Reply filed =
        post.file(
            app.agent1,
            id,
            new JsonObject().put("newCustomer", new JsonObject().put("name", "Wiebke Fremdling")));
    assertEquals(200, filed.status(), filed::text);
    long customer = customerOf(filed.json());
    JsonObject made = app.agent1.read("/customers/" + customer);
    assertTrue(made.encode().contains("Am Deich 3"), made::encodePrettily);
    assertEquals(0, app.count("SELECT count(*) FROM open_work WHERE arrival_id = $1", id));
  }
}

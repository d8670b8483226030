package io.faden.intake;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.testing.RawMail;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FilingTest {
  private static TestApp app;

  @BeforeAll
  static void start() {
    app = TestApp.start();
  }

  @AfterAll
  static void stop() {
    app.close();
  }

  @Test
  void aMessageOfSomebodyNewMakesCustomerConversationWorkAndEntry() {
    long id =
        app.filed(
            RawMail.from("Frieda Neu <frieda@kunde.example>")
                .to(TestApp.SERVICE)
                .subject("Wo ist mein Paket?")
                .text("Seit zwei Wochen warte ich.\n"));
    JsonObject conversation = app.conversation(id);
    assertEquals("Wo ist mein Paket?", conversation.getString("subject"));
    assertEquals("open", conversation.getString("status"));
    assertEquals("Frieda Neu", conversation.getJsonObject("customer").getString("name"));
    assertEquals("queued", conversation.getJsonObject("workItem").getString("state"));
    JsonObject entry = app.messages(id).getFirst();
    assertEquals("in", entry.getString("direction"));
    assertEquals("Seit zwei Wochen warte ich.", entry.getString("text").strip());
    assertEquals("frieda@kunde.example", entry.getJsonObject("from").getString("address"));
    assertTrue(entry.getBoolean("hasRaw"));
  }

  @Test
  void anotherMatterOfTheSameCustomerIsAConversationOfItsOwn() {
    RawMail first = RawMail.from("Georg <georg@kunde.example>").subject("Eins");
    RawMail second = RawMail.from("GEORG@Kunde.Example").subject("Zwei");
    long one = app.filed(first);
    long two = app.filed(second);
    assertNotEquals(one, two);
    assertEquals(
        app.conversation(one).getJsonObject("customer").getLong("id"),
        app.conversation(two).getJsonObject("customer").getLong("id"));
  }
}

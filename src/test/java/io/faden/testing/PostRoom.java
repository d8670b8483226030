package io.faden.testing;

import io.faden.testing.ApiServer.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.ZoneId;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Where letters are written, printed and posted: an account for letters, and customers at home. */
public final class PostRoom {
  public static final ZoneId ZONE = ZoneId.systemDefault();
  public static final String HOUSE = "Nordlicht · Am Kai 3 · 24149 Kiel";

  public static final JsonObject KIEL =
      new JsonObject()
          .put("street", "Lerchenweg 12")
          .put("postalCode", "24103")
          .put("city", "Kiel");

  private final TestApp app;
  private final long account;

  /** Sets up an account for letters. */
  public PostRoom(TestApp app) {
    this.app = app;
    Reply made =
        app.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "letter")
                .put("name", "Post " + UUID.randomUUID())
                .put("address", HOUSE)
                .put("displayName", "Nordlicht Service"));
    account = checked(made, 201).getLong("id");
  }

  public long account() {
    return account;
  }

  private static JsonObject checked(Reply reply, int status) {
    if (reply.status() != status) {
      throw new AssertionError(reply);
    }
    return reply.json();
  }

  /** A conversation with somebody of that name who lives there. */
  public long conversation(String name, JsonObject address) {
    long id = app.newConversation();
    rename(id, name, new JsonObject());
    addAddress(id, address);
    return id;
  }

  public long customer(long conversation) {
    return app.conversation(conversation).getJsonObject("customer").getLong("id");
  }

  /** What else is known of them. */
  public void rename(long conversation, String name, JsonObject more) {
    long customer = customer(conversation);
    int version = app.agent1.read("/customers/" + customer).getInteger("version");
    JsonObject unused =
        checked(
            app.agent1.patch(
                "/customers/" + customer,
                new JsonObject().put("version", version).put("name", name).mergeIn(more)),
            200);
  }

  /** The number of the new contact point. */
  public long addAddress(long conversation, JsonObject address) {
    JsonObject customer =
        checked(
            app.agent1.post(
                "/customers/" + customer(conversation) + "/contact-points",
                new JsonObject().put("channel", "postal").put("postal", address)),
            201);
    return Caller.objects(customer.getJsonArray("contactPoints")).stream()
        .filter(point -> point.getString("channel").equals("postal"))
        .mapToLong(point -> point.getLong("id"))
        .max()
        .orElseThrow();
  }

  /** The way of a letter, as it is offered. */
  public JsonObject way(long conversation) {
    return Caller.objects(app.conversation(conversation).getJsonArray("ways")).stream()
        .filter(way -> way.getString("channel").equals("letter"))
        .findFirst()
        .orElseThrow();
  }

  public Reply write(Colleague who, long conversation, String text) {
    JsonObject answer =
        app.answer(conversation, text)
            .put("contactPointId", way(conversation).getJsonObject("contactPoint").getLong("id"));
    return who.post("/conversations/" + conversation + "/replies", answer);
  }

  /** An answer by letter; its entry. */
  public JsonObject written(long conversation, String text) {
    return checked(write(app.agent1, conversation, text), 201);
  }

  /** An answer by letter that lies ready; the number of its entry. */
  public long ready(long conversation, String text) {
    long entry = written(conversation, text).getLong("id");
    app.awaitReply(entry, "ready");
    return entry;
  }

  /** A letter on the print list. */
  public JsonObject listed(String state, long entry) {
    return app.agent1.items("/print-list?limit=200&state=" + state).stream()
        .filter(letter -> letter.getLong("entryId") == entry)
        .findFirst()
        .orElseThrow(() -> new AssertionError(entry + " is not " + state));
  }

  /** Prints these; the print. */
  public JsonObject printed(long... entries) {
    JsonArray numbers = new JsonArray();
    for (long entry : entries) {
      numbers.add(entry);
    }
    return checked(app.agent2.post("/print-runs", new JsonObject().put("entries", numbers)), 201);
  }

  public static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document);
    }
  }
}

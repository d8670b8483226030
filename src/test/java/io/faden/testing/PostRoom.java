package io.faden.testing;

import io.faden.platform.pdf.Look;
import io.faden.platform.pdf.PdfSheets;
import io.faden.testing.ApiServer.Reply;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.awaitility.Awaitility;

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

  /** The customer has written a letter, of that day. */
  public void wrote(long conversation, LocalDate day) {
    app.sql()
        .execute(
            """
            INSERT INTO entry (conversation_id, customer_id, kind, channel, direction, occurred_at, written_at, contact_point_id,
                               from_address, subject, body_text, message_id)
            SELECT c.id, c.customer_id, 'message', 'letter', 'in', clock_timestamp(), $2, $3, 'Kiel', 'Beschwerde', 'Guten Tag', $4
              FROM conversation c WHERE c.id = $1
            """,
            conversation,
            day.atTime(12, 0).atZone(ZONE).toInstant(),
            way(conversation).getJsonObject("contactPoint").getLong("id"),
            UUID.randomUUID() + "@scan");
  }

  /** One that was posted lies in the letterbox again; the conversation that it was filed into. */
  public long cameBack(long entry, String reason) {
    return app.filed(
        RawMail.from("Mail Delivery Subsystem <mailer-daemon@far.example>")
            .header("Return-Path", "<>")
            .subject("Undelivered")
            .type("multipart/report; report-type=delivery-status; boundary=b")
            .text(
                """
                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; far.example

                Final-Recipient: rfc822; kunde@kunde.example
                Action: failed
                Status: 5.1.1
                Diagnostic-Code: smtp; 550 %s

                --b
                Content-Type: text/rfc822-headers

                Message-ID: <%s>

                --b--
                """
                    .formatted(reason, app.messageId(entry))));
  }

  public void resolve(long conversation) {
    JsonObject known = app.conversation(conversation);
    if (!known.getString("status").equals("resolved")) {
      JsonObject unused =
          checked(
              app.agent1.patch(
                  "/conversations/" + conversation,
                  new JsonObject()
                      .put("version", known.getInteger("version"))
                      .put("status", "resolved")),
              200);
    }
  }

  public Reply erase(long customer) {
    return app.admin.post(
        "/customers/" + customer + "/erasures",
        new JsonObject().put("reason", "Antrag").put("waitDays", 0));
  }

  public void awaitErased(long erasure) {
    Awaitility.await("erasure " + erasure + " is done")
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                app.supervisor.items("/erasures?limit=200").stream()
                    .anyMatch(
                        each ->
                            each.getLong("id") == erasure
                                && each.getString("state").equals("done")));
  }

  /** A PDF of one page that says so. */
  public static byte[] document(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (PdfSheets sheets = new PdfSheets(out, "de", text)) {
      sheets.text(text, Look.TITLE, 30, 40, 150);
    }
    return out.toByteArray();
  }

  /** A small PNG. */
  public static byte[] picture() throws IOException {
    BufferedImage image = new BufferedImage(200, 80, BufferedImage.TYPE_INT_ARGB);
    Graphics2D canvas = image.createGraphics();
    canvas.setColor(new Color(0x0b6b73));
    canvas.fillRoundRect(10, 10, 180, 60, 20, 20);
    canvas.dispose();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  public static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      PDFTextStripper stripper = new PDFTextStripper();
      stripper.setSortByPosition(true);
      return stripper.getText(document);
    }
  }
}

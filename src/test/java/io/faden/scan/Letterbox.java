package io.faden.scan;

import io.faden.channel.letter.Letters;
import io.faden.channel.letter.Letters.Line;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A letterbox of a house, and the letters that customers put into it. */
final class Letterbox {
  static final String US = "Nordlicht Versand GmbH · Hafenstraße 4a · 24103 Kiel";
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

  private final TestApp app;
  private final long account;

  private Letterbox(TestApp app, long account) {
    this.app = app;
    this.account = account;
  }

  static Letterbox of(TestApp app, JsonObject settings) {
    Reply made =
        app.admin.post(
            "/admin/channel-accounts",
            new JsonObject()
                .put("channel", "letter")
                .put("name", "Post " + UUID.randomUUID())
                .put("address", US)
                .put("displayName", "Nordlicht Versand")
                .put(
                    "letter",
                    settings.put("customerNumbers", new JsonArray().add("\\bKD-?(\\d{6})\\b"))));
    if (made.status() != 201) {
      throw new AssertionError(made);
    }
    return new Letterbox(app, made.json().getLong("id"));
  }

  long account() {
    return account;
  }

  /** Who writes: what stands on the letter beside our address. */
  record Sender(String name, String street, String town) {}

  /** A letter to us with lines of its own at the right. */
  static List<Line> letter(Sender sender, String subject, String... more) {
    List<Line> lines =
        new ArrayList<>(
            List.of(
                new Line(
                    25, 49, 7, sender.name() + " · " + sender.street() + " · " + sender.town()),
                new Line(25, 60, 11, "Nordlicht Versand GmbH"),
                new Line(25, 65, 11, "Kundendienst"),
                new Line(25, 70, 11, "Hafenstraße 4a"),
                new Line(25, 75, 11, "24103 Kiel"),
                new Line(25, 100, 11, subject)));
    double right = 50;
    for (String line : more) {
      lines.add(new Line(125, right, 10, line));
      right += 5;
    }
    double y = 112;
    for (String text : Letters.BODY) {
      lines.add(new Line(25, y, 11, text));
      y += text.endsWith(",") ? 10 : 5.5;
    }
    return lines;
  }

  static byte[] pdf(List<Line> lines) {
    return Letters.pdf(List.of(lines));
  }

  long comes(byte[] file) {
    return comes("brief-" + UUID.randomUUID() + ".pdf", file, "");
  }

  /** Uploads a file; its number. The rest of the query begins with an ampersand. */
  long comes(String name, byte[] file, String more) {
    Reply reply =
        app.agent1.upload(
            "/letters?channelAccountId=" + account + "&name=" + Caller.encoded(name) + more, file);
    if (reply.status() != 201) {
      throw new AssertionError(reply);
    }
    return reply.json().getLong("id");
  }

  JsonObject settled(long letter) {
    Awaitility.await("letter " + letter + " is settled")
        .atMost(LONG_ENOUGH)
        .until(() -> !state(letter).equals("received"));
    return read(letter);
  }

  JsonObject read(long letter) {
    return app.agent1.read("/letters/" + letter);
  }

  private String state(long letter) {
    return read(letter).getJsonObject("letter").getString("state");
  }

  /** Comes and is settled. */
  JsonObject letter(List<Line> lines) {
    return settled(comes(pdf(lines)));
  }

  /** A customer with contact points, each a channel and a value. */
  long customer(String name, String... points) {
    JsonArray contactPoints = new JsonArray();
    for (int i = 0; i < points.length; i += 2) {
      contactPoints.add(new JsonObject().put("channel", points[i]).put("value", points[i + 1]));
    }
    Reply made =
        app.agent1.post(
            "/customers", new JsonObject().put("name", name).put("contactPoints", contactPoints));
    if (made.status() != 201) {
      throw new AssertionError(made);
    }
    return made.json().getLong("id");
  }

  Reply file(Caller who, long letter, JsonObject decision) {
    return who.post("/letters/" + letter + "/filing", decision);
  }
}

package io.faden.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.platform.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/** A queue of its own with people of its own, so that tests of routing do not meet one another. */
public final class Shift implements AutoCloseable {
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final TestApp app;
  private final List<LivePage> pages = new ArrayList<>();
  public final long queue;

  public Shift(TestApp app) {
    this.app = app;
    this.queue =
        app.admin
            .post(
                "/admin/queues", new JsonObject().put("name", "Schicht " + COUNT.incrementAndGet()))
            .json()
            .getLong("id");
    nobodyElse();
  }

  /** What comes in enters the default queue first; there nobody is asked. */
  private void nobodyElse() {
    app.sql().execute("UPDATE queue SET everybody = false WHERE is_default AND everybody");
  }

  /** Sets the queue to be served by these people alone. */
  public void set(JsonObject settings, Colleague... members) {
    JsonArray ids = new JsonArray();
    for (Colleague member : members) {
      ids.add(member.id());
    }
    JsonObject now = app.admin.get("/admin/queues/" + queue + "/settings").json();
    ApiServer.Reply reply =
        app.admin.put(
            "/admin/queues/" + queue + "/settings",
            new JsonObject()
                .put("version", now.getInteger("version"))
                .put("settings", settings)
                .put("everybody", false)
                .put("members", ids));
    assertEquals(200, reply.status(), () -> reply.json().encode());
  }

  /** Somebody new who serves no other queue by name. */
  public Colleague hire(String name) {
    return app.hire(name, Role.AGENT);
  }

  /** On shift: a page is open and the state is available. */
  public LivePage available(Colleague who) {
    LivePage page = LivePage.open(who);
    pages.add(page);
    presence(who, new JsonObject().put("state", "available"));
    return page;
  }

  public void presence(Colleague who, JsonObject wish) {
    assertEquals(200, who.put("/me/presence", wish).status());
  }

  /** A conversation that waits in this queue; returns its work item. */
  public long waiting() {
    return itemOf(waitingConversation());
  }

  public long waitingConversation() {
    long conversation = app.newConversation();
    JsonObject now = app.conversation(conversation);
    ApiServer.Reply moved =
        app.admin.patch(
            "/conversations/" + conversation,
            new JsonObject().put("version", now.getInteger("version")).put("queue", queue));
    assertEquals(200, moved.status(), () -> moved.json().encode());
    return conversation;
  }

  public long itemOf(long conversation) {
    return app.conversation(conversation).getJsonObject("workItem").getLong("id");
  }

  /** The open offer of an item, once this person has it. */
  public JsonObject awaitOffer(Colleague who, long item) {
    return until(
        () ->
            offers(who).stream()
                .filter(offer -> offer.getJsonObject("workItem").getLong("id") == item)
                .findFirst()
                .orElse(null));
  }

  public static List<JsonObject> offers(Colleague who) {
    return who.get("/me/offers").json().getJsonArray("offers").stream()
        .map(JsonObject.class::cast)
        .toList();
  }

  public String state(long item) {
    return app.sql()
        .row("SELECT state FROM work_item WHERE id = $1", item)
        .orElseThrow()
        .getString("state");
  }

  public void awaitState(long item, String state) {
    until(() -> state(item).equals(state) ? true : null);
  }

  /** Waits until there is something. */
  public static <T> T until(Supplier<T> something) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(something::get, found -> found != null);
  }

  @Override
  public void close() {
    pages.forEach(LivePage::close);
  }
}

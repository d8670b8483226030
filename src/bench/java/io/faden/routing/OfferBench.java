package io.faden.routing;

import io.faden.platform.db.Database;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.testing.ApiServer.Reply;
import io.faden.testing.Caller;
import io.faden.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import io.vertx.core.http.WebSocketConnectOptions;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * From "somebody could be asked" to "the page of whom is asked knows": each agent has a real
 * WebSocket to one node; items are queued at a steady pace; each offer is looked up and accepted
 * over HTTP, as a page does. The clock starts right before the commit that queues the item. Server
 * and pages share a process and the machine.
 *
 * <p>Arguments: agents (1,000 unless told), items each second (20), seconds (30, after a third of
 * that to warm up).
 */
public final class OfferBench {
  private static final Map<Long, Long> QUEUED = new ConcurrentHashMap<>();
  private static final Map<Long, Long> TOLD = new ConcurrentHashMap<>();

  private OfferBench() {}

  public static void main(String[] args) throws InterruptedException {
    int agents = args.length > 0 ? Integer.parseInt(args[0]) : 1_000;
    int pace = args.length > 1 ? Integer.parseInt(args[1]) : 20;
    int seconds = args.length > 2 ? Integer.parseInt(args[2]) : 30;
    int before = pace * seconds / 3;
    int count = pace * seconds;
    TestDatabase db = TestDatabase.create();
    Database database = db.database();
    Stock stock = new Stock(database).people(agents, 1_000, false).conversations(before + count);
    stock.settle();
    Stock.Node node = Stock.Node.start(db.options());
    EventLog events = new EventLog(() -> node.vertx().eventBus().publish("faden.look", ""));
    openPages(node, stock.agents());
    System.out.printf("%,d pages are open%n", agents);
    List<Long> items = new ArrayList<>();
    long begun = System.nanoTime();
    for (int number = 0; number < before + count; number++) {
      long due = begun + number * 1_000_000_000L / pace;
      LockSupport.parkNanos(due - System.nanoTime());
      items.add(queue(database, events, 1_001 + number));
    }
    List<Long> measured = items.subList(before, items.size());
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (!TOLD.keySet().containsAll(measured) && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    List<Long> times =
        measured.stream()
            .filter(TOLD::containsKey)
            .map(item -> TOLD.get(item) - QUEUED.get(item))
            .sorted()
            .toList();
    System.out.printf(
        "%d of %d offers told of: median %.1f ms, 9 in 10 below %.1f ms, 99 in 100 below %.1f ms, longest %.1f ms%n",
        times.size(),
        measured.size(),
        at(times, 0.5),
        at(times, 0.9),
        at(times, 0.99),
        at(times, 1));
    System.exit(0);
  }

  private static double at(List<Long> sorted, double part) {
    int place = (int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * part));
    return sorted.get(place) / 1e6;
  }

  private static long queue(Database database, EventLog events, long conversation) {
    return database.transaction(
        tx -> {
          long item =
              tx.row(
                      """
                      INSERT INTO work_item (kind, conversation_id, queue_id, channel, cost)
                      SELECT 'answer', id, queue_id, 'email', 20 FROM conversation WHERE id = $1 RETURNING id
                      """,
                      conversation)
                  .orElseThrow()
                  .getLong("id");
          events.append(
              tx,
              Change.of(EventType.WORK_ITEM_CHANGED, Audience.STAFF)
                  .workItem(new WorkItemId(item))
                  .conversation(conversation)
                  .detail(new JsonObject().put("state", "queued")));
          QUEUED.put(item, System.nanoTime());
          return item;
        });
  }

  private static void openPages(Stock.Node node, List<Long> agents) throws InterruptedException {
    Vertx vertx = Vertx.vertx();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    WebSocketClient client =
        vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(agents.size()));
    CountDownLatch open = new CountDownLatch(agents.size());
    for (long agent : agents) {
      Map<String, String> headers =
          Map.of("Origin", node.origin(), "Cookie", "faden_session=" + Stock.session(agent));
      Caller caller = new Caller(node.origin(), headers);
      WebSocketConnectOptions where =
          new WebSocketConnectOptions()
              .setHost("127.0.0.1")
              .setPort(node.app().port())
              .setURI("/api/live");
      headers.forEach(where::putHeader);
      client
          .connect(where)
          .onSuccess(
              socket ->
                  socket.textMessageHandler(
                      frame -> {
                        long now = System.nanoTime();
                        if (frame.contains("\"hello\"")) {
                          open.countDown();
                        } else if (frame.contains("\"offer_changed\"")) {
                          Long item = new JsonObject(frame).getLong("workItemId");
                          if (item != null && TOLD.putIfAbsent(item, now) == null) {
                            threads.execute(() -> accept(caller));
                          }
                        }
                      }))
          .onFailure(fault -> System.out.println("a page could not open: " + fault));
    }
    if (!open.await(2, TimeUnit.MINUTES)) {
      throw new IllegalStateException(open.getCount() + " pages did not open");
    }
  }

  private static void accept(Caller caller) {
    Reply offers = caller.get("/me/offers");
    for (Object offer : offers.json().getJsonArray("offers")) {
      Reply accepted = caller.post("/offers/" + ((JsonObject) offer).getLong("id") + "/accept");
      if (accepted.status() != 200) {
        System.out.println("not accepted: " + accepted.json());
      }
    }
  }
}

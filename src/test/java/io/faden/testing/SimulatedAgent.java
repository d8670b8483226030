package io.faden.testing;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An agent at work, on a live page like everybody: takes most of what is offered, declines some,
 * lets few pass; answers, settles or returns what is in hand. Looks by itself from time to time,
 * and goes to the next node when one does not answer.
 */
public final class SimulatedAgent implements AutoCloseable {
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private static final Duration PATIENCE = Duration.ofSeconds(4);
  private static final Duration LOOK = Duration.ofSeconds(3);

  private final Colleague who;
  private final List<String> addresses;
  private final Random random;
  private final Thread thread;
  private final Semaphore wake = new Semaphore(0);

  /** Conversations in hand, and when they will have been worked on, by System.nanoTime. */
  private final Map<Long, Long> inHand = new HashMap<>();

  private final Set<Long> letPass = new HashSet<>();
  private int place;
  private Caller desk;
  private volatile Page page;
  private volatile boolean open = true;
  private volatile boolean diligent;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger accepted = new AtomicInteger();
  private long lookedAt;

  /** Begins at one of the nodes. */
  public SimulatedAgent(Colleague who, List<String> addresses, int place, long seed) {
    this.who = who;
    this.addresses = addresses;
    this.place = place % addresses.size();
    this.random = new Random(seed);
    this.thread = Thread.ofVirtual().name("agent-" + who.id()).start(this::run);
  }

  public long id() {
    return who.id();
  }

  /** How often a page of theirs was opened. */
  public int connections() {
    return connections.get();
  }

  public boolean isConnected() {
    Page now = page;
    return now != null && now.isOpen();
  }

  /** How many offers they took, as far as they were told. */
  public int accepted() {
    return accepted.get();
  }

  /** From now on everything offered is taken and settled, quickly. */
  public void finishUp() {
    diligent = true;
  }

  private static final class Page implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();
    private final Runnable told;
    private final long me;
    private volatile boolean closed;
    private WebSocket socket;

    Page(long me, Runnable told) {
      this.me = me;
      this.told = told;
    }

    boolean isOpen() {
      return !closed;
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      partial.append(text);
      if (last) {
        JsonObject frame = new JsonObject(partial.toString());
        partial.setLength(0);
        if (frame.getString("type").equals("offer_changed") && frame.getLong("agentId", 0L) == me) {
          told.run();
        }
      }
      from.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      closed = true;
      told.run();
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable fault) {
      closed = true;
      told.run();
    }
  }

  private void run() {
    while (open) {
      try {
        if (!isConnected()) {
          connect();
        }
        if (wake.tryAcquire(pause(), TimeUnit.NANOSECONDS)) {
          wake.drainPermits();
        }
        answerOffers();
        look();
        work();
      } catch (UncheckedIOException | CompletionException | Unwell nobodyThere) {
        moveOn();
      } catch (InterruptedException closed) {
        break;
      }
    }
    goHome();
  }

  /** The node answers, but not as it should. */
  private static final class Unwell extends RuntimeException {
    Unwell(String answer) {
      super(answer);
    }
  }

  private void connect() throws InterruptedException {
    String url = addresses.get(place);
    desk =
        new Caller(url, who.at(url).headers()) {
          @Override
          protected Duration patience() {
            return PATIENCE;
          }
        };
    Page next = new Page(who.id(), wake::release);
    WebSocket.Builder upgrade = CLIENT.newWebSocketBuilder().connectTimeout(PATIENCE);
    desk.headers().forEach(upgrade::header);
    try {
      next.socket =
          upgrade
              .buildAsync(URI.create(url.replace("http", "ws") + "/api/live"), next)
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException no) {
      throw new UncheckedIOException(new IOException(no));
    }
    page = next;
    connections.incrementAndGet();
    lookedAt = 0;
  }

  private void moveOn() {
    Page old = page;
    page = null;
    if (old != null && old.socket != null) {
      old.socket.abort();
    }
    place = (place + 1) % addresses.size();
    try {
      // Not all fifty at once.
      Thread.sleep(50 + random.nextInt(200));
    } catch (InterruptedException closed) {
      open = false;
    }
  }

  private long pause() {
    long now = System.nanoTime();
    long next = lookedAt == 0 ? 0 : lookedAt + LOOK.toNanos() - now;
    for (long due : inHand.values()) {
      next = Math.min(next, due - now);
    }
    return Math.max(0, next);
  }

  private JsonObject answer(ApiServer.Reply reply) {
    if (reply.status() >= 500) {
      throw new Unwell(reply.toString());
    }
    return reply.status() == 200 || reply.status() == 201 ? reply.json() : new JsonObject();
  }

  private void answerOffers() {
    JsonObject mine = answer(desk.get("/me/offers"));
    if (!mine.containsKey("offers")) {
      return;
    }
    for (JsonObject offer : Caller.objects(mine.getJsonArray("offers"))) {
      long id = offer.getLong("id");
      int mood = diligent ? 100 : random.nextInt(100);
      if (letPass.contains(id) && !diligent) {
        continue;
      }
      if (mood < 4) {
        letPass.add(id);
      } else if (mood < 14) {
        answer(desk.post("/offers/" + id + "/decline", new JsonObject().put("reason", "busy")));
      } else {
        JsonObject item = answer(desk.post("/offers/" + id + "/accept"));
        if (item.containsKey("conversationId")) {
          accepted.incrementAndGet();
          take(item.getLong("conversationId"));
        }
      }
    }
  }

  private void take(long conversation) {
    int seconds = diligent ? 1 : 5 + random.nextInt(8);
    inHand.putIfAbsent(conversation, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
  }

  /** What an agent sees who looks at the desk: what they are said to do, and what they hold. */
  private void look() {
    if (lookedAt != 0 && System.nanoTime() - lookedAt < LOOK.toNanos()) {
      return;
    }
    lookedAt = System.nanoTime();
    String state = answer(desk.get("/me/presence")).getString("state", "");
    if (state.equals("offline") || state.equals("not_responding")) {
      answer(desk.put("/me/presence", new JsonObject().put("state", "available")));
    }
    JsonObject list = answer(desk.get("/conversations?view=mine&limit=50"));
    Caller.objects(list.getJsonArray("items")).forEach(row -> take(row.getLong("id")));
  }

  private void work() {
    long now = System.nanoTime();
    List<Long> due =
        inHand.entrySet().stream()
            .filter(entry -> diligent || entry.getValue() - now <= 0)
            .map(Map.Entry::getKey)
            .toList();
    for (long conversation : due) {
      JsonObject seen = answer(desk.get("/conversations/" + conversation));
      settle(conversation, seen);
      inHand.remove(conversation);
    }
  }

  private void settle(long conversation, JsonObject seen) {
    JsonObject item = seen.getJsonObject("workItem", new JsonObject());
    boolean mine =
        "assigned".equals(item.getString("state"))
            && item.getJsonObject("agent").getLong("id") == who.id();
    if (!mine) {
      return;
    }
    int mood = diligent ? 100 : random.nextInt(100);
    if (mood < 15) {
      answer(desk.post("/work-items/" + item.getLong("id") + "/return"));
    } else if (mood < 40) {
      answer(
          desk.post(
              "/conversations/" + conversation + "/replies",
              new JsonObject()
                  .put("text", "Ist unterwegs.")
                  .put("replySeq", seen.getInteger("replySeq"))
                  .put("then", mood < 30 ? "waiting" : "resolved")));
    } else {
      answer(
          desk.patch(
              "/conversations/" + conversation,
              new JsonObject()
                  .put("version", seen.getInteger("version"))
                  .put("status", "resolved")));
    }
  }

  private void goHome() {
    try {
      answer(desk.put("/me/presence", new JsonObject().put("state", "offline")));
    } catch (RuntimeException nobodyThere) {
      // Then they are missed.
    }
    Page old = page;
    if (old != null && old.socket != null) {
      old.socket.abort();
    }
  }

  /** Goes home when what is being done is done. */
  public void leave() {
    open = false;
    wake.release();
  }

  @Override
  public void close() {
    leave();
    try {
      thread.join(Duration.ofSeconds(15));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.faden.routing.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;

/**
 * Decides who is offered what. Told of every agent and every waiting item, it looks at a decision
 * only at what may have changed: items that are new or have reached another step, and agents who
 * are freer than before. After {@link #decide} has returned fewer matches than it might, no agent
 * who fits is left beside an item that waits.
 *
 * <p>A match is a wish: its item and its agent are out of the game until the caller tells how it
 * went, by new facts for each of them ({@code put}, {@code remove...}), or by {@link #refused}.
 *
 * <p>For one thread at a time. Times count in microseconds. Time never goes back: an earlier {@code
 * now} is taken as the latest seen.
 */
public final class Engine {
  private static final long COOL_OFF_AT_LEAST = Order.micros(Eligibility.COOL_OFF_AT_LEAST);

  /** A queue with what follows from its rules. */
  private static final class Queue {
    private final QueueRules rules;

    /** When each written step ends, counted from the entry. */
    private final long[] ends;

    private final boolean passesOver;
    private final NavigableMap<Order, Bucket> byHead = new TreeMap<>();

    private Queue(QueueRules rules) {
      this.rules = rules;
      passesOver = rules.steps().stream().anyMatch(Step::skipIfNobody);
      ends = new long[rules.steps().size()];
      long end = 0;
      for (int i = 0; i < ends.length; i++) {
        Optional<Duration> lasts = rules.steps().get(i).lasts();
        end =
            lasts.isEmpty() || end == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : Math.min(end + Order.micros(lasts.get()), FAR);
        ends[i] = end;
      }
    }
  }

  /** Far enough to mean nothing, near enough to be added to a time. */
  private static final long FAR = Long.MAX_VALUE / 4;

  private long clock;
  private final Agents agents = new Agents(new Settings(List.of(), Map.of(), Set.of()));
  private final Wheel wheel = new Wheel();
  private final Map<Long, Queue> queues = new HashMap<>();
  private final Map<Long, Waiting> items = new HashMap<>();
  private final Map<Long, Integer> sizes = new HashMap<>();
  private final Map<Long, Set<Waiting>> itemsByPersonal = new HashMap<>();
  private final Map<Bucket.Signature, Bucket> buckets = new HashMap<>();
  private final Map<Long, NavigableMap<Order, Bucket>> bucketsByPersonal = new HashMap<>();

  /** To be placed before the next decision: there only is it known what time it is. */
  private final Deque<Waiting> unplaced = new ArrayDeque<>();

  /** Those of which it is not known that nobody fits. */
  private final Set<Bucket> open = new LinkedHashSet<>();

  /** Takes over new rules. Items of a queue that is not among them are kept, and wait for it. */
  public void configure(Settings settings) {
    agents.configure(settings);
    queues.clear();
    settings.queues().forEach(rules -> queues.put(rules.id(), new Queue(rules)));
    buckets.clear();
    bucketsByPersonal.clear();
    open.clear();
    for (Waiting item : items.values()) {
      item.bucket = null;
      wheel.remove(item);
      list(item);
    }
  }

  /** A new agent, or how a known one is now. */
  public void put(AgentFacts agent) {
    Optional<AgentFacts> before = agents.get(agent.id());
    if (agents.put(agent) == Agents.Change.STANDING) {
      before.ifPresent(this::standingChanged);
      standingChanged(agent);
    }
  }

  public void removeAgent(long id) {
    agents.remove(id).ifPresent(this::standingChanged);
  }

  /** A new item, or how a known one is now. Only items that wait belong here. */
  public void put(ItemFacts facts) {
    Waiting item = items.get(facts.id());
    if (item == null) {
      item = new Waiting(facts);
      items.put(facts.id(), item);
    } else {
      forget(item);
      item.facts = facts;
      item.pending = null;
    }
    Waiting placed = item;
    sizes.merge(facts.queue(), 1, Integer::sum);
    facts
        .personal()
        .ifPresent(
            personal ->
                itemsByPersonal
                    .computeIfAbsent(personal.agent(), id -> new HashSet<>())
                    .add(placed));
    list(item);
  }

  /** The item is no longer in the queue. */
  public void removeItem(long id) {
    Waiting item = items.remove(id);
    if (item != null) {
      item.gone = true;
      forget(item);
    }
  }

  /** The database did not agree: both are free again, unless told otherwise since. */
  public void refused(Match match) {
    agents.release(match);
    Waiting item = items.get(match.item());
    if (item != null && match.equals(item.pending)) {
      item.pending = null;
      list(item);
    }
  }

  /** At most {@code limit} matches, the first in the line first; one for an agent and an item. */
  public List<Match> decide(Instant now, int limit) {
    clock = Math.max(clock, Order.micros(now));
    wheel.turn(clock, this::list);
    for (Waiting item = unplaced.poll(); item != null; item = unplaced.poll()) {
      item.listed = false;
      place(item);
    }
    PriorityQueue<Bucket> heads = new PriorityQueue<>(open);
    heads.forEach(bucket -> bucket.standing = true);
    bringFresh(heads);
    List<Match> matches = new ArrayList<>();
    while (matches.size() < limit && !heads.isEmpty()) {
      Bucket bucket = heads.poll();
      bucket.standing = false;
      Order head = bucket.head;
      Optional<Match> match = matchFirst(bucket);
      if (match.isPresent()) {
        matches.add(match.get());
        if (bucket.head != null) {
          bucket.standing = true;
          heads.add(bucket);
        }
      } else {
        bucket.barren = true;
        open.remove(bucket);
      }
      if (bucket.leading) {
        bucket.leading = false;
        Queue queue = queues.get(bucket.signature.queue());
        bringNext(queue, queue.byHead.higherEntry(head), heads);
      }
    }
    if (heads.isEmpty()) {
      agents.forgetFresh();
    }
    for (Bucket undecided : heads) {
      undecided.standing = false;
      undecided.leading = false;
    }
    return matches;
  }

  /**
   * When to decide again even if nothing is told. Never later than the next change by the clock; it
   * may be a little sooner. At once where something is left to decide.
   */
  public Optional<Instant> nextTimer() {
    if (!unplaced.isEmpty() || !open.isEmpty() || agents.anyFresh()) {
      return Optional.of(Order.instant(clock));
    }
    OptionalLong next = wheel.next();
    return next.isPresent() ? Optional.of(Order.instant(next.getAsLong())) : Optional.empty();
  }

  /** All items, those with a match that is not settled included. */
  public int size() {
    return items.size();
  }

  public int size(long queue) {
    return sizes.getOrDefault(queue, 0);
  }

  private void standingChanged(AgentFacts agent) {
    for (long id : agent.queues()) {
      Queue queue = queues.get(id);
      if (queue != null && queue.passesOver) {
        for (Bucket bucket : queue.byHead.values()) {
          bucket.barren = false;
          open.add(bucket);
        }
      }
    }
    itemsByPersonal.getOrDefault(agent.id(), Set.of()).forEach(this::list);
  }

  private void list(Waiting item) {
    if (!item.listed) {
      item.listed = true;
      unplaced.add(item);
    }
  }

  private void forget(Waiting item) {
    leave(item);
    long queue = item.facts.queue();
    sizes.computeIfPresent(queue, (id, size) -> size == 1 ? null : size - 1);
    item.facts
        .personal()
        .ifPresent(
            personal ->
                itemsByPersonal.computeIfPresent(
                    personal.agent(), (id, its) -> its.remove(item) && its.isEmpty() ? null : its));
  }

  private void leave(Waiting item) {
    wheel.remove(item);
    Bucket bucket = item.bucket;
    if (bucket == null) {
      return;
    }
    bucket.line.remove(item);
    item.bucket = null;
    sort(bucket);
    if (bucket.head == null) {
      open.remove(bucket);
      buckets.remove(bucket.signature);
    }
  }

  /** After a change of its line: enters the bucket where it is looked for when agents get free. */
  private void sort(Bucket bucket) {
    Order head = bucket.line.isEmpty() ? null : bucket.line.first().order;
    if (Objects.equals(head, bucket.head)) {
      return;
    }
    Optional<Long> personal = bucket.signature.personal();
    NavigableMap<Order, Bucket> others =
        personal.isPresent()
            ? bucketsByPersonal.computeIfAbsent(personal.get(), id -> new TreeMap<>())
            : queues.get(bucket.signature.queue()).byHead;
    if (bucket.head != null) {
      others.remove(bucket.head);
    }
    bucket.head = head;
    if (head != null) {
      others.put(head, bucket);
    } else if (personal.isPresent() && others.isEmpty()) {
      bucketsByPersonal.remove(personal.get());
    }
  }

  /** Into the bucket and the place in its line where the item belongs now. */
  private void place(Waiting item) {
    leave(item);
    ItemFacts facts = item.facts;
    Queue queue = queues.get(facts.queue());
    if (item.gone || item.pending != null || queue == null) {
      return;
    }
    long wakeAt = later(Order.urgentFrom(queue.rules, facts), Long.MAX_VALUE);
    boolean personal = personalIsAsked(queue.rules, facts);
    int step = 0;
    if (personal) {
      wakeAt = later(Order.micros(facts.personal().orElseThrow().until()), wakeAt);
    } else {
      long entered = Order.micros(facts.entered());
      step = 1;
      while (step <= queue.ends.length && queue.ends[step - 1] <= clock - entered) {
        step++;
      }
      if (step <= queue.ends.length && queue.ends[step - 1] != Long.MAX_VALUE) {
        wakeAt = later(entered + queue.ends[step - 1], wakeAt);
      }
    }
    boolean alone = false;
    for (ItemFacts.CoolOff coolOff : facts.coolOff().values()) {
      long until = Order.micros(coolOff.until());
      if (until > clock) {
        alone = true;
        wakeAt = later(until, wakeAt);
        wakeAt = later(Order.micros(coolOff.since()) + COOL_OFF_AT_LEAST, wakeAt);
      }
    }
    item.order = Order.of(queue.rules, facts, clock);
    Bucket bucket = bucket(queue, item, step, personal, alone);
    bucket.line.add(item);
    item.bucket = bucket;
    sort(bucket);
    if (!bucket.barren) {
      open.add(bucket);
    }
    if (wakeAt != Long.MAX_VALUE) {
      wheel.add(item, wakeAt);
    }
  }

  private long later(long candidate, long earliest) {
    return candidate > clock ? Math.min(candidate, earliest) : earliest;
  }

  private Bucket bucket(Queue queue, Waiting item, int step, boolean personal, boolean alone) {
    ItemFacts facts = item.facts;
    Bucket.Signature signature =
        new Bucket.Signature(
            facts.queue(),
            facts.channel(),
            facts.cost(),
            step,
            facts.needs(),
            facts.team(),
            personal ? facts.personal().map(ItemFacts.Personal::agent) : Optional.empty(),
            alone ? Optional.of(facts.id()) : Optional.empty(),
            facts.notAgent());
    Bucket bucket = buckets.get(signature);
    if (bucket == null) {
      bucket = new Bucket(signature, queue.rules, agents, facts);
      buckets.put(signature, bucket);
    }
    return bucket;
  }

  private boolean personalIsAsked(QueueRules rules, ItemFacts item) {
    return item.personal().isPresent()
        && clock < Order.micros(item.personal().get().until())
        && agents
            .get(item.personal().get().agent())
            .filter(agent -> agent.online() && Eligibility.couldServe(rules, 0, item, agent))
            .isPresent();
  }

  /**
   * Adds what an agent who got free may be the first to fit: of the personal ones all, of each
   * queue the first. The others follow one by one, since mostly the agent is taken before.
   */
  private void bringFresh(PriorityQueue<Bucket> heads) {
    Set<Long> touched = new HashSet<>();
    agents.eachFresh(
        agent -> {
          touched.addAll(agent.queues());
          bucketsByPersonal
              .getOrDefault(agent.id(), Collections.emptyNavigableMap())
              .values()
              .forEach(bucket -> bring(bucket, heads));
        });
    for (long id : touched) {
      Queue queue = queues.get(id);
      if (queue != null) {
        bringNext(queue, queue.byHead.firstEntry(), heads);
      }
    }
  }

  private void bringNext(Queue queue, Map.Entry<Order, Bucket> from, PriorityQueue<Bucket> heads) {
    Map.Entry<Order, Bucket> next = from;
    while (next != null && agents.anyFresh()) {
      if (bring(next.getValue(), heads)) {
        next.getValue().leading = true;
        return;
      }
      next = queue.byHead.higherEntry(next.getKey());
    }
  }

  /** Adds a bucket in which nobody fitted, if somebody does who got free. */
  private boolean bring(Bucket bucket, PriorityQueue<Bucket> heads) {
    if (bucket.standing
        || !bucket.barren
        || !agents.find(bucket.room, bucket.filter(bucket.step()), true)) {
      return false;
    }
    bucket.standing = true;
    heads.add(bucket);
    return true;
  }

  private Optional<Match> matchFirst(Bucket bucket) {
    int step = bucket.step();
    Agents.Filter filter = bucket.filter(step);
    Waiting item = bucket.line.first();
    if (!agents.find(bucket.room, filter, bucket.barren)
        || (bucket.signature.alone().isPresent()
            && !agents.spare(item.facts, clock, mayLift(item.facts)))) {
      return Optional.empty();
    }
    Match match = agents.choose(bucket.rules, filter, item.facts, step, clock);
    leave(item);
    item.pending = match;
    agents.hold(match);
    return Optional.of(match);
  }

  /** The newest refusal is old enough for those who refused to be asked again. */
  private boolean mayLift(ItemFacts item) {
    return item.coolOff().values().stream()
        .filter(coolOff -> Order.micros(coolOff.until()) > clock)
        .allMatch(coolOff -> Order.micros(coolOff.since()) + COOL_OFF_AT_LEAST <= clock);
  }
}

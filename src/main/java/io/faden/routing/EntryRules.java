package io.faden.routing;

import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.staff.SkillId;
import io.faden.staff.Skills;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Which queue a new matter enters, and what it asks for: the first active rule that holds. */
public final class EntryRules {
  private final Database database;
  private final EventLog events;
  private final Queues queues;
  private final Skills skills;
  private final Languages languages;
  private final EntryRuleStore store = new EntryRuleStore();

  public EntryRules(
      Database database, EventLog events, Queues queues, Skills skills, Languages languages) {
    this.database = database;
    this.events = events;
    this.queues = queues;
    this.skills = skills;
    this.languages = languages;
  }

  /**
   * What rules look at.
   *
   * @param queue where it goes when no rule holds: that of its account
   * @param to everybody it was addressed to in sight
   */
  public record Message(
      Optional<Long> account,
      String channel,
      QueueId queue,
      Optional<String> from,
      List<String> to,
      String subject,
      String text,
      long customer) {
    public Message {
      to = List.copyOf(to);
    }
  }

  /** Where a matter enters, and how. */
  public record Entrance(
      QueueId queue,
      int priority,
      List<QueueSettings.NeedSettings> needs,
      Optional<String> language) {}

  /** A rule as it is to be. */
  public record Wanted(
      String name,
      boolean active,
      RuleConditions conditions,
      QueueId queue,
      int priority,
      List<QueueSettings.NeedSettings> needs) {
    public Wanted {
      needs = needs == null ? List.of() : List.copyOf(needs);
    }
  }

  /** What a rule made of a message; failed is the first condition that does not hold. */
  public record Verdict(
      EntryRuleId id, String name, boolean active, boolean matches, Optional<String> failed) {}

  /** What the rules made of a message (RuleTrial in the contract). */
  public record Trial(
      Optional<String> language,
      Optional<Boolean> matches,
      Optional<String> failed,
      List<Verdict> rules,
      Optional<EntryRuleId> rule,
      Queue queue) {}

  /**
   * The first active rule that holds decides; else the matter enters the queue of its account. The
   * language is recognised beforehand: that may take its time, and a transaction must not wait.
   */
  public Entrance enter(Sql sql, Message message, Optional<String> language) {
    List<EntryRule> rules = store.all(sql).stream().filter(EntryRule::active).toList();
    boolean customers = rules.stream().anyMatch(rule -> rule.conditions().asksForCustomers());
    RuleConditions.Facts facts = facts(sql, message, language, customers);
    return rules.stream()
        .filter(rule -> rule.conditions().failed(facts).isEmpty())
        .findFirst()
        .map(
            rule ->
                new Entrance(rule.queue().id(), rule.priority(), rule.asked(), facts.language()))
        .orElseGet(() -> new Entrance(message.queue(), 0, List.of(), facts.language()));
  }

  /** In which language a message is written, if that is sure. */
  public Optional<String> language(String subject, String text) {
    // A subject may be somebody else's: of an answer it is that of what was answered.
    return languages.of(text).or(() -> languages.of(subject + "\n" + text));
  }

  private RuleConditions.Facts facts(
      Sql sql, Message message, Optional<String> language, boolean customers) {
    return new RuleConditions.Facts(
        message, language, customers ? store.customers(sql, message.customer()) : Set.of());
  }

  /** In the order in which they are tried. */
  public List<EntryRule> all() {
    return store.all(database);
  }

  /** Behind all others. The actor is empty where the product itself sets up a company. */
  public SetResult<EntryRule> create(Optional<Actor> actor, Wanted wanted) {
    return saving(
        wanted,
        tx -> {
          EntryRuleId id = store.insert(tx, wanted);
          tell(tx, actor);
          return new SetResult.Done<>(store.find(tx, id).orElseThrow());
        });
  }

  public SetResult<EntryRule> change(Actor actor, EntryRuleId id, int version, Wanted wanted) {
    return saving(
        wanted,
        tx -> {
          boolean done = store.update(tx, id, version, wanted);
          Optional<EntryRule> now = store.find(tx, id);
          if (now.isEmpty()) {
            return new SetResult.NotFound<>();
          }
          if (!done) {
            return new SetResult.Stale<>();
          }
          tell(tx, Optional.of(actor));
          return new SetResult.Done<>(now.get());
        });
  }

  private SetResult<EntryRule> saving(
      Wanted wanted, java.util.function.Function<Tx, SetResult<EntryRule>> work) {
    Optional<String> fault = fault(wanted);
    if (fault.isPresent()) {
      return new SetResult.Invalid<>(fault.get());
    }
    Set<SkillId> asked =
        wanted.needs().stream().map(need -> new SkillId(need.skill())).collect(Collectors.toSet());
    return Refusal.told(
        () ->
            database.transaction(
                tx -> {
                  if (!skills.keep(tx, asked).containsAll(asked)) {
                    throw Refusal.unknown(SetResult.What.SKILL);
                  }
                  return work.apply(tx);
                }));
  }

  private static Optional<String> fault(Wanted wanted) {
    if (wanted.name().isBlank()) {
      return Optional.of("A rule needs a name that can be seen");
    }
    if (wanted.needs().stream().map(QueueSettings.NeedSettings::skill).distinct().count()
        < wanted.needs().size()) {
      return Optional.of("Each skill is asked for once");
    }
    return wanted.conditions().fault();
  }

  /** False when there is no such rule. */
  public boolean remove(Actor actor, EntryRuleId id) {
    return database.transaction(
        tx -> {
          boolean done = store.delete(tx, id);
          if (done) {
            tell(tx, Optional.of(actor));
          }
          return done;
        });
  }

  /** Names every rule once; stale if there are others by now. */
  public SetResult<List<EntryRule>> order(Actor actor, List<EntryRuleId> ids) {
    Set<Long> named = ids.stream().map(EntryRuleId::value).collect(Collectors.toSet());
    if (named.size() < ids.size()) {
      return new SetResult.Invalid<>("Each rule is named once");
    }
    return database.transaction(
        tx -> {
          if (!store.lockAll(tx).equals(named)) {
            return new SetResult.Stale<>();
          }
          store.order(tx, ids);
          tell(tx, Optional.of(actor));
          return new SetResult.Done<>(store.all(tx));
        });
  }

  /** What the rules, and conditions that are not saved yet, make of a message that came in. */
  public Optional<Trial> attempt(long entry, Optional<RuleConditions> conditions) {
    return store
        .message(database, entry, queues.defaultQueue(database).id())
        .map(message -> attempt(message, conditions));
  }

  private Trial attempt(Message message, Optional<RuleConditions> conditions) {
    RuleConditions.Facts facts =
        facts(database, message, language(message.subject(), message.text()), true);
    List<EntryRule> rules = store.all(database);
    List<Verdict> verdicts = rules.stream().map(rule -> verdict(rule, facts)).toList();
    Set<EntryRuleId> holding = new HashSet<>();
    verdicts.stream()
        .filter(verdict -> verdict.active() && verdict.matches())
        .forEach(verdict -> holding.add(verdict.id()));
    Optional<EntryRule> first =
        rules.stream().filter(rule -> holding.contains(rule.id())).findFirst();
    Optional<String> failed = conditions.flatMap(wanted -> wanted.failed(facts));
    return new Trial(
        facts.language(),
        conditions.map(wanted -> failed.isEmpty()),
        failed,
        verdicts,
        first.map(EntryRule::id),
        first
            .map(EntryRule::queue)
            .orElseGet(() -> queues.find(database, message.queue()).orElseThrow()));
  }

  private static Verdict verdict(EntryRule rule, RuleConditions.Facts facts) {
    Optional<String> failed = rule.conditions().failed(facts);
    return new Verdict(rule.id(), rule.name(), rule.active(), failed.isEmpty(), failed);
  }

  private void tell(Tx tx, Optional<Actor> actor) {
    events.append(
        tx,
        Change.of(EventType.ROUTING_CHANGED, Audience.STAFF)
            .by(actor)
            .detail(new JsonObject().put("entryRules", true)));
  }
}

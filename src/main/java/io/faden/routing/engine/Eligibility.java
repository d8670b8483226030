package io.faden.routing.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Who may be offered an item, and why not: rules 3, 4, 5 and 8, one agent at a time. Written to be
 * read and to answer "why?"; {@link Engine} gives the same answers for everybody at once.
 *
 * <p>Steps are counted as in {@link Match}: 0 is the personal agent, then the written steps, and
 * the one after the last is that of every member.
 */
public final class Eligibility {
  /** So long a refusal holds even where it leaves nobody. */
  static final Duration COOL_OFF_AT_LEAST = Duration.ofSeconds(30);

  private Eligibility() {}

  /** The verdict on one agent, cool-offs taken as they are written. */
  public static Verdict judge(
      Settings settings,
      QueueRules rules,
      int step,
      ItemFacts item,
      AgentFacts agent,
      Instant now) {
    return judge(settings, rules, step, item, agent, true, now);
  }

  /**
   * The verdict on one agent.
   *
   * @param coolOffHolds see {@link #coolOffHolds}, which needs to know all the agents
   */
  public static Verdict judge(
      Settings settings,
      QueueRules rules,
      int step,
      ItemFacts item,
      AgentFacts agent,
      boolean coolOffHolds,
      Instant now) {
    boolean isPersonal = item.personal().isPresent() && item.personal().get().agent() == agent.id();
    boolean asPersonal = step == 0 && isPersonal;
    if (!asPersonal && !agent.queues().contains(rules.id())) {
      return new Verdict.NotMember();
    }
    if (!asPersonal && !inTeam(item, agent)) {
      return new Verdict.NotInTeam();
    }
    if (!item.mayBeHadBy(agent.id())) {
      return new Verdict.WroteIt();
    }
    if (step == 0 && !isPersonal) {
      return new Verdict.OthersFirst(
          item.personal().map(ItemFacts.Personal::until).orElse(Instant.MAX));
    }
    if (!agent.onShift()) {
      return new Verdict.Offline();
    }
    if (!agent.online() || !agent.available()) {
      return new Verdict.NotAvailable();
    }
    if (agent.onCall()) {
      return new Verdict.OnThePhone();
    }
    if (!inPlace(rules, agent)) {
      return new Verdict.WrongPlace(rules.place());
    }
    if (!agent.channels().contains(item.channel())) {
      return new Verdict.ChannelOff(item.channel());
    }
    for (Need need : needs(rules, step, item)) {
      int has = agent.skills().getOrDefault(need.skill(), 0);
      if (has < need.level()) {
        return new Verdict.SkillTooLow(need.skill(), need.level(), has);
      }
    }
    int free = agent.capacity() - agent.used();
    if (free < item.cost()) {
      return new Verdict.NoCapacity(free, item.cost());
    }
    Integer cap = settings.caps().get(item.channel());
    if (cap != null && agent.held().getOrDefault(item.channel(), 0) >= cap) {
      return new Verdict.ChannelFull(item.channel(), cap);
    }
    ItemFacts.CoolOff coolOff = item.coolOff().get(agent.id());
    if (coolOffHolds && coolOff != null && coolOff.until().isAfter(now)) {
      return new Verdict.CoolingOff(coolOff.until());
    }
    if (agent.liveOffer()
        || (agent.calmOffer() && !settings.liveChannels().contains(item.channel()))) {
      return new Verdict.HasOffer();
    }
    return new Verdict.Fits();
  }

  /**
   * The verdicts on all agents at the step that is now, in the order given: the answer to "why?".
   */
  public static Map<Long, Verdict> judgeAll(
      Settings settings,
      QueueRules rules,
      ItemFacts item,
      Collection<AgentFacts> all,
      Instant now) {
    int step = stepAt(rules, item, all, now);
    boolean holds = coolOffHolds(settings, rules, step, item, all, now);
    Map<Long, Verdict> verdicts = new LinkedHashMap<>();
    for (AgentFacts agent : all) {
      verdicts.put(agent.id(), judge(settings, rules, step, item, agent, holds, now));
    }
    return verdicts;
  }

  /**
   * Whether those who refused the item are spared it. They are not where nobody else would be
   * offered it at this step and the newest refusal is old enough: better asked twice than left.
   */
  public static boolean coolOffHolds(
      Settings settings,
      QueueRules rules,
      int step,
      ItemFacts item,
      Collection<AgentFacts> all,
      Instant now) {
    Instant newest = Instant.MIN;
    for (ItemFacts.CoolOff coolOff : item.coolOff().values()) {
      if (coolOff.until().isAfter(now) && coolOff.since().isAfter(newest)) {
        newest = coolOff.since();
      }
    }
    if (newest.equals(Instant.MIN) || newest.plus(COOL_OFF_AT_LEAST).isAfter(now)) {
      return true;
    }
    return all.stream()
        .anyMatch(
            agent -> judge(settings, rules, step, item, agent, true, now) instanceof Verdict.Fits);
  }

  /** The step whose agents are asked now. */
  public static int stepAt(
      QueueRules rules, ItemFacts item, Collection<AgentFacts> all, Instant now) {
    if (personalIsAsked(rules, item, all, now)) {
      return 0;
    }
    int step = writtenStepAt(rules, item, now);
    while (step <= rules.steps().size()
        && rules.steps().get(step - 1).skipIfNobody()
        && nobodyOnline(rules, step, item, all)) {
      step++;
    }
    return step;
  }

  /**
   * When the step that is now ends by the clock; empty where it never does. Agents who come and go
   * may change it sooner.
   */
  public static Optional<Instant> nextStepAt(
      QueueRules rules, ItemFacts item, Collection<AgentFacts> all, Instant now) {
    int step = stepAt(rules, item, all, now);
    if (step == 0) {
      return item.personal().map(ItemFacts.Personal::until);
    }
    if (step > rules.steps().size()) {
      return Optional.empty();
    }
    Instant end = item.entered();
    for (Step written : rules.steps().subList(0, step)) {
      if (written.lasts().isEmpty()) {
        return Optional.empty();
      }
      end = end.plus(written.lasts().get());
    }
    return Optional.of(end);
  }

  /**
   * Nobody on shift could be offered the item at any step that is still to come, however free they
   * were: no member (in the team, at the place) has the skills.
   */
  public static boolean unservable(
      QueueRules rules, ItemFacts item, Collection<AgentFacts> all, Instant now) {
    if (personalIsAsked(rules, item, all, now)) {
      return false;
    }
    for (int step = writtenStepAt(rules, item, now); step <= rules.steps().size(); step++) {
      if (somebodyOnShift(rules, step, item, all)) {
        return false;
      }
      Step written = rules.steps().get(step - 1);
      if (written.lasts().isEmpty() && !written.skipIfNobody()) {
        return true;
      }
    }
    return !somebodyOnShift(rules, rules.steps().size() + 1, item, all);
  }

  /**
   * The skills asked for at a step, each once with its highest level. Step 0 asks for the item's
   * own, a written step for its own and the item's, the last for what is hard anywhere.
   */
  static List<Need> needs(QueueRules rules, int step, ItemFacts item) {
    List<Need> asked = new ArrayList<>();
    if (step <= rules.steps().size()) {
      asked.addAll(item.needs());
      if (step > 0) {
        asked.addAll(rules.steps().get(step - 1).needs());
      }
    } else {
      item.needs().stream().filter(Need::hard).forEach(asked::add);
      rules.steps().forEach(s -> s.needs().stream().filter(Need::hard).forEach(asked::add));
    }
    Map<Long, Need> highest = new TreeMap<>();
    for (Need need : asked) {
      highest.merge(need.skill(), need, (a, b) -> a.level() >= b.level() ? a : b);
    }
    return List.copyOf(highest.values());
  }

  /** The step by the clock alone: 1, 2, …; timers add up from the entry into the queue. */
  static int writtenStepAt(QueueRules rules, ItemFacts item, Instant now) {
    Instant end = item.entered();
    int step = 1;
    for (Step written : rules.steps()) {
      if (written.lasts().isEmpty()) {
        return step;
      }
      end = end.plus(written.lasts().get());
      if (now.isBefore(end)) {
        return step;
      }
      step++;
    }
    return step;
  }

  /** What does not change by the minute: authorship, membership, team, place and skills. */
  static boolean couldServe(QueueRules rules, int step, ItemFacts item, AgentFacts agent) {
    boolean asked = step == 0 || (agent.queues().contains(rules.id()) && inTeam(item, agent));
    return asked
        && item.mayBeHadBy(agent.id())
        && inPlace(rules, agent)
        && needs(rules, step, item).stream()
            .allMatch(need -> agent.skills().getOrDefault(need.skill(), 0) >= need.level());
  }

  private static boolean personalIsAsked(
      QueueRules rules, ItemFacts item, Collection<AgentFacts> all, Instant now) {
    if (item.personal().isEmpty() || !now.isBefore(item.personal().get().until())) {
      return false;
    }
    long personal = item.personal().get().agent();
    return all.stream()
        .anyMatch(a -> a.id() == personal && a.online() && couldServe(rules, 0, item, a));
  }

  private static boolean nobodyOnline(
      QueueRules rules, int step, ItemFacts item, Collection<AgentFacts> all) {
    return all.stream().noneMatch(a -> a.online() && couldServe(rules, step, item, a));
  }

  private static boolean somebodyOnShift(
      QueueRules rules, int step, ItemFacts item, Collection<AgentFacts> all) {
    return all.stream().anyMatch(a -> a.onShift() && couldServe(rules, step, item, a));
  }

  private static boolean inTeam(ItemFacts item, AgentFacts agent) {
    return item.team().isEmpty() || agent.teams().contains(item.team().get());
  }

  private static boolean inPlace(QueueRules rules, AgentFacts agent) {
    return rules.place() == QueueRules.Place.ANYWHERE || rules.place() == agent.place();
  }
}

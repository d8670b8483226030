package io.faden.demo;

import io.faden.platform.AgentId;
import io.faden.routing.AgentRoutings;
import io.faden.routing.BusinessHours;
import io.faden.routing.BusinessHours.ClosedDay;
import io.faden.routing.BusinessHours.Day;
import io.faden.routing.BusinessHours.OpenTime;
import io.faden.routing.BusinessHoursId;
import io.faden.routing.BusinessTimes;
import io.faden.routing.EntryRules;
import io.faden.routing.Queue;
import io.faden.routing.QueueId;
import io.faden.routing.QueueSettings;
import io.faden.routing.QueueSettings.NeedSettings;
import io.faden.routing.QueueSettings.StepSettings;
import io.faden.routing.QueueSetup;
import io.faden.routing.Queues;
import io.faden.routing.RuleConditions;
import io.faden.routing.SetResult;
import io.faden.staff.Agents;
import io.faden.staff.Skill;
import io.faden.staff.SkillId;
import io.faden.staff.Skills;
import io.faden.staff.TeamId;
import io.faden.staff.Teams;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who of the company does what, and when: skills, teams, hours, queues and rules. */
public final class Staffing {
  /** How well each of them does it; who is not named does not do it. */
  private static final Map<String, Map<String, Integer>> LEVELS =
      Map.of(
          "agent1@demo.test",
          Map.of("Vertrag", 5, "Rechnung", 4, "Technik", 2, "Deutsch", 5, "Englisch", 3),
          "agent2@demo.test",
          Map.of("Technik", 5, "Netz", 4, "Rechnung", 2, "Deutsch", 5, "Polnisch", 4),
          "supervisor@demo.test",
          Map.of("Vertrag", 4, "Rechnung", 5, "Technik", 3, "Netz", 3, "Deutsch", 5, "Englisch", 4),
          "admin@demo.test",
          Map.of("Netz", 3, "Deutsch", 5));

  private static final List<Skills.NewSkill> SKILLS =
      List.of(
          topic("Vertrag"),
          topic("Rechnung"),
          topic("Technik"),
          topic("Netz"),
          language("Deutsch", "de"),
          language("Englisch", "en"),
          language("Polnisch", "pl"));

  private static final Map<String, Set<String>> TEAMS =
      Map.of(
          "Kundenservice", Set.of("agent1@demo.test", "supervisor@demo.test"),
          "Technik", Set.of("agent2@demo.test", "admin@demo.test"));

  private final Parts parts;

  /** What of the product is set up. */
  public record Parts(
      Skills skills,
      Teams teams,
      AgentRoutings agents,
      QueueSetup queues,
      BusinessTimes times,
      EntryRules rules) {}

  Staffing(Parts parts) {
    this.parts = parts;
  }

  /** Sets up a company that has just been founded; what is there already is left alone. */
  void arrange(Agents agents, Queues queues) {
    Map<String, AgentId> people =
        agents.list().stream().collect(Collectors.toMap(each -> each.email(), each -> each.id()));
    SKILLS.forEach(skill -> parts.skills().create(Optional.empty(), skill));
    Map<String, SkillId> skills =
        parts.skills().all().stream().collect(Collectors.toMap(Skill::name, Skill::id));
    TEAMS.forEach(
        (name, members) ->
            parts
                .teams()
                .create(
                    Optional.empty(),
                    new Teams.Wanted(
                        name, members.stream().map(people::get).collect(Collectors.toSet()))));
    LEVELS.forEach((email, levels) -> able(people.get(email), levels, skills));
    arrangeQueues(queues, skills);
    arrangeRules(queues, skills);
  }

  private void able(AgentId person, Map<String, Integer> levels, Map<String, SkillId> skills) {
    List<Skills.Level> wanted =
        levels.entrySet().stream()
            .map(level -> new Skills.Level(skills.get(level.getKey()), level.getValue()))
            .toList();
    Optional<Set<QueueId>> sameQueues = Optional.empty();
    Optional<Set<TeamId>> sameTeams = Optional.empty();
    parts
        .agents()
        .set(
            Optional.empty(),
            person,
            new AgentRoutings.Wanted(Optional.of(wanted), Optional.empty(), sameQueues, sameTeams));
  }

  private void arrangeQueues(Queues queues, Map<String, SkillId> skills) {
    Optional<BusinessHoursId> hours = hours();
    for (Queue queue : queues.all()) {
      settings(queue.name(), skills)
          .ifPresent(
              settings ->
                  parts
                      .queues()
                      .set(
                          Optional.empty(),
                          queue.id(),
                          new QueueSetup.Wanted(0, settings, true, Set.of(), hours)));
    }
  }

  private Optional<BusinessHoursId> hours() {
    List<OpenTime> week = new ArrayList<>();
    for (Day day : List.of(Day.MON, Day.TUE, Day.WED, Day.THU, Day.FRI)) {
      week.add(new OpenTime(day, "08:00", "20:00"));
    }
    week.add(new OpenTime(Day.SAT, "09:00", "14:00"));
    BusinessHours wanted =
        new BusinessHours(
            "Kundenservice",
            "Europe/Berlin",
            Optional.of("de-sh"),
            week,
            List.of(new ClosedDay("2026-12-24", Optional.of("Heiligabend"))));
    return parts.times().create(Optional.empty(), wanted)
            instanceof SetResult.Done<BusinessTimes.Kept> done
        ? Optional.of(done.value().id())
        : Optional.empty();
  }

  private static Optional<QueueSettings> settings(String queue, Map<String, SkillId> skills) {
    List<StepSettings> none = List.of();
    return switch (queue) {
      case "Störung" ->
          Optional.of(
              settings(
                  steps(skills.get("Technik"), 4, 2, 120),
                  60,
                  Optional.empty(),
                  List.of("behoben", "Entstörung beauftragt", "Rückfrage gestellt")));
      case "Vertrag und Tarif" ->
          Optional.of(
              settings(
                  steps(skills.get("Vertrag"), 4, 2, 600),
                  480,
                  Optional.of(QueueSettings.WrapUp.OPTIONAL),
                  List.of("geändert", "gekündigt", "beraten")));
      case "Rechnung und Abschlag" ->
          Optional.of(
              settings(none, 480, Optional.empty(), List.of("erklärt", "korrigiert", "gestundet")));
      case "Zähler und Netz", "Kundenservice" ->
          Optional.of(settings(none, 480, Optional.empty(), List.of()));
      default -> Optional.empty();
    };
  }

  /** First those who do it well, then those who do it, then everybody. */
  private static List<StepSettings> steps(SkillId skill, int best, int enough, int seconds) {
    return List.of(
        new StepSettings(
            List.of(new NeedSettings(skill.value(), best, false)),
            Optional.of(seconds),
            Optional.of(true)),
        new StepSettings(
            List.of(new NeedSettings(skill.value(), enough, false)),
            Optional.of(seconds * 2),
            Optional.of(true)));
  }

  private static QueueSettings settings(
      List<StepSettings> steps,
      int answerMinutes,
      Optional<QueueSettings.WrapUp> wrapUp,
      List<String> dispositions) {
    return new QueueSettings(
        steps,
        Optional.empty(),
        false,
        false,
        Optional.empty(),
        Optional.of(Math.min(60, answerMinutes / 2)),
        Optional.of(answerMinutes),
        Optional.of(answerMinutes),
        wrapUp,
        wrapUp.map(mode -> 60),
        dispositions,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Map.of());
  }

  private void arrangeRules(Queues queues, Map<String, SkillId> skills) {
    List<String> any = List.of();
    Map<String, RuleConditions> rules = new LinkedHashMap<>();
    rules.put(
        "Störung",
        conditions(any, List.of("Störung", "Stromausfall", "kein Strom", "Ausfall"), any));
    rules.put("Kundenservice", conditions(any, any, List.of("en")));
    rules.put("Rechnung und Abschlag", conditions(List.of("rechnung@tidenwerk.example"), any, any));
    rules.forEach(
        (queue, conditions) ->
            queues
                .named(queue)
                .ifPresent(
                    target ->
                        parts
                            .rules()
                            .create(
                                Optional.empty(), rule(queue, conditions, target.id(), skills))));
  }

  private static EntryRules.Wanted rule(
      String queue, RuleConditions conditions, QueueId target, Map<String, SkillId> skills) {
    boolean english = !conditions.languages().isEmpty();
    return new EntryRules.Wanted(
        english ? "Englisch" : queue,
        true,
        conditions,
        target,
        queue.equals("Störung") ? 2 : 0,
        english ? List.of(new NeedSettings(skills.get("Englisch").value(), 2, false)) : List.of());
  }

  private static RuleConditions conditions(
      List<String> to, List<String> subject, List<String> languages) {
    return new RuleConditions(
        List.of(), List.of(), List.of(), to, subject, List.of(), languages, List.of());
  }

  private static Skills.NewSkill topic(String name) {
    return new Skills.NewSkill(name, Skill.Kind.TOPIC, Optional.empty());
  }

  private static Skills.NewSkill language(String name, String code) {
    return new Skills.NewSkill(name, Skill.Kind.LANGUAGE, Optional.of(code));
  }
}

package io.faden.routing.engine;

import static io.faden.routing.engine.AnItem.at;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class EligibilityTest {
  private static final long POLISH = 7;
  private static final long LEGAL = 8;

  /**
   * First those who know Polish well, for a minute; then, for two, whoever knows some; then all.
   */
  private static final QueueRules RULES =
      rules(
          QueueRules.Place.ANYWHERE,
          step(60, false, new Need(POLISH, 4, false)),
          step(120, false, new Need(POLISH, 2, false)));

  private static final Settings SETTINGS =
      new Settings(List.of(RULES), Map.of("chat", 3), Set.of("phone", "chat"));

  private final AnAgent ada = new AnAgent(1).in(1).skill(POLISH, 5);
  private final AnAgent ben = new AnAgent(2).in(1).skill(POLISH, 2);
  private final AnAgent eve = new AnAgent(3).in(1);

  @Test
  void theRingsOfAQueueWidenWithTime() {
    assertEquals(1, stepAt(RULES, new AnItem(1), 0));
    assertEquals(1, stepAt(RULES, new AnItem(1), 59));
    assertEquals(2, stepAt(RULES, new AnItem(1), 60));
    assertEquals(2, stepAt(RULES, new AnItem(1), 179));
    assertEquals(3, stepAt(RULES, new AnItem(1), 180));
    assertEquals(new Verdict.SkillTooLow(POLISH, 4, 2), judge(1, new AnItem(1), ben));
    assertEquals(new Verdict.Fits(), judge(2, new AnItem(1), ben));
    assertEquals(new Verdict.SkillTooLow(POLISH, 2, 0), judge(2, new AnItem(1), eve));
    assertEquals(new Verdict.Fits(), judge(3, new AnItem(1), eve));
  }

  @Test
  void nobodyIsAskedToApproveWhatTheyWrote() {
    AnItem approval = new AnItem(1).writtenBy(1);
    assertEquals(new Verdict.WroteIt(), judge(1, approval, ada));
    assertEquals(new Verdict.Fits(), judge(2, approval, ben));
    assertEquals(new Verdict.WroteIt(), judge(0, new AnItem(1).writtenBy(1).personal(1, 20), ada));
  }

  @Test
  void whatOnlyItsAuthorCouldApproveIsUnservable() {
    QueueRules open = rules(QueueRules.Place.ANYWHERE);
    List<AgentFacts> alone = List.of(ada.facts());
    assertTrue(Eligibility.unservable(open, new AnItem(1).writtenBy(1).facts(), alone, at(0)));
    assertFalse(Eligibility.unservable(open, new AnItem(1).writtenBy(2).facts(), alone, at(0)));
    assertFalse(
        Eligibility.unservable(
            open, new AnItem(1).writtenBy(1).facts(), List.of(ada.facts(), ben.facts()), at(0)));
  }

  @Test
  void whenTheNextStepComesIsKnown() {
    assertEquals(Optional.of(at(60)), nextStepAt(RULES, new AnItem(1), 0));
    assertEquals(Optional.of(at(180)), nextStepAt(RULES, new AnItem(1), 60));
    assertEquals(Optional.empty(), nextStepAt(RULES, new AnItem(1), 180));
    assertEquals(Optional.of(at(20)), nextStepAt(RULES, new AnItem(1).personal(3, 20), 5));
  }

  @Test
  void aStepWithoutAnEndStays() {
    QueueRules forever =
        rules(
            QueueRules.Place.ANYWHERE,
            new Step(List.of(new Need(POLISH, 4, false)), Optional.empty(), false));
    assertEquals(1, stepAt(forever, new AnItem(1), 1_000_000));
    assertEquals(Optional.empty(), nextStepAt(forever, new AnItem(1), 0));
  }

  @Test
  void aQueueWithoutStepsAsksEveryMemberAtOnce() {
    QueueRules open = rules(QueueRules.Place.ANYWHERE);
    assertEquals(1, stepAt(open, new AnItem(1), 0));
    assertEquals(
        new Verdict.Fits(),
        Eligibility.judge(SETTINGS, open, 1, new AnItem(1).facts(), eve.facts(), at(0)));
  }

  @Test
  void aStepMayBePassedOverWhileNobodyWhoFitsIsOnline() {
    QueueRules skipping =
        rules(
            QueueRules.Place.ANYWHERE,
            step(60, true, new Need(POLISH, 4, false)),
            step(120, true, new Need(POLISH, 2, false)));
    assertEquals(1, stepAt(skipping, new AnItem(1), 0));
    ada.away();
    assertEquals(1, stepAt(skipping, new AnItem(1), 0), "away is still online");
    ada.disconnected();
    assertEquals(2, stepAt(skipping, new AnItem(1), 0));
    assertEquals(Optional.of(at(180)), nextStepAt(skipping, new AnItem(1), 0));
    ben.disconnected();
    assertEquals(3, stepAt(skipping, new AnItem(1), 0));
  }

  @Test
  void aHardNeedIsNeverLetGo() {
    QueueRules hard = rules(QueueRules.Place.ANYWHERE, step(60, false, new Need(POLISH, 2, true)));
    ItemFacts legal = new AnItem(1).needs(LEGAL, 1, true).facts();
    assertEquals(
        new Verdict.SkillTooLow(POLISH, 2, 0),
        Eligibility.judge(SETTINGS, hard, 2, legal, eve.facts(), at(99)));
    assertEquals(
        new Verdict.SkillTooLow(LEGAL, 1, 0),
        Eligibility.judge(SETTINGS, hard, 2, legal, ben.facts(), at(99)));
    assertEquals(
        new Verdict.Fits(),
        Eligibility.judge(SETTINGS, hard, 2, legal, ben.skill(LEGAL, 1).facts(), at(99)));
  }

  @Test
  void whatAnItemAsksForIsAddedToItsStep() {
    AnItem item = new AnItem(1).needs(LEGAL, 3, false).needs(POLISH, 5, false);
    assertEquals(new Verdict.SkillTooLow(POLISH, 5, 2), judge(2, item, ben));
    assertEquals(new Verdict.SkillTooLow(LEGAL, 3, 0), judge(2, item, ada));
    assertEquals(new Verdict.Fits(), judge(3, item, eve), "soft needs are let go in the end");
  }

  @Test
  void thePersonalAgentIsAskedBeforeEverybodyElse() {
    AnItem item = new AnItem(1).personal(9, 20);
    AnAgent owner = new AnAgent(9);
    List<AgentFacts> all = List.of(ada.facts(), owner.facts());
    assertEquals(0, Eligibility.stepAt(RULES, item.facts(), all, at(19)));
    assertEquals(1, Eligibility.stepAt(RULES, item.facts(), all, at(20)));
    assertEquals(new Verdict.OthersFirst(at(20)), judge(0, item, ada));
    assertEquals(new Verdict.Fits(), judge(0, item, owner), "though not a member");
    assertEquals(new Verdict.NoCapacity(10, 20), judge(0, item, owner.used(90)));
    assertEquals(new Verdict.NotMember(), judge(1, item, owner));
  }

  @Test
  void nobodyWaitsForAPersonalAgentWhoIsNotThere() {
    AnItem item = new AnItem(1).personal(9, 20);
    AnAgent gone = new AnAgent(9).disconnected();
    assertEquals(
        1, Eligibility.stepAt(RULES, item.facts(), List.of(ada.facts(), gone.facts()), at(0)));
    AnAgent unable = new AnAgent(9);
    item.needs(LEGAL, 1, true);
    assertEquals(
        1, Eligibility.stepAt(RULES, item.facts(), List.of(ada.facts(), unable.facts()), at(0)));
  }

  @Test
  void theFirstReasonThatAppliesIsTold() {
    AnItem item = new AnItem(1).team(4);
    AnAgent agent = new AnAgent(5);
    assertEquals(new Verdict.NotMember(), judge(1, item, agent));
    agent.in(1);
    assertEquals(new Verdict.NotInTeam(), judge(1, item, agent));
    agent.team(4);
    assertEquals(new Verdict.Offline(), judge(1, item, new AnAgent(5).in(1).team(4).offline()));
    assertEquals(new Verdict.NotAvailable(), judge(1, item, new AnAgent(5).in(1).team(4).away()));
    assertEquals(new Verdict.OnThePhone(), judge(1, item, new AnAgent(5).in(1).team(4).onCall()));
    agent.only("chat").used(90);
    assertEquals(new Verdict.ChannelOff("email"), judge(1, item, agent));
    agent.only("email");
    assertEquals(new Verdict.SkillTooLow(POLISH, 4, 0), judge(1, item, agent));
    agent.skill(POLISH, 4);
    assertEquals(new Verdict.NoCapacity(10, 20), judge(1, item, agent));
    agent.used(80);
    assertEquals(new Verdict.Fits(), judge(1, item, agent));
  }

  @Test
  void aQueueMayWantItsAgentsInTheOffice() {
    QueueRules office = rules(QueueRules.Place.OFFICE);
    assertEquals(
        new Verdict.WrongPlace(QueueRules.Place.OFFICE),
        Eligibility.judge(SETTINGS, office, 1, new AnItem(1).facts(), eve.atHome().facts(), at(0)));
  }

  @Test
  void aChannelHasItsOwnCapAndAFullHouseIsOverItByNothing() {
    AnItem chat = new AnItem(1).on("chat", 30);
    assertEquals(new Verdict.Fits(), judge(3, chat, eve.holds("chat", 2)));
    assertEquals(new Verdict.ChannelFull("chat", 3), judge(3, chat, eve.holds("chat", 3)));
    assertEquals(new Verdict.Fits(), judge(3, new AnItem(2), eve), "the cap of chat only");
  }

  @Test
  void anAgentAboveCapacityGetsNothingNew() {
    assertEquals(new Verdict.NoCapacity(-20, 20), judge(3, new AnItem(1), eve.used(120)));
  }

  @Test
  void onlyALiveOfferMayComeBesideACalmOne() {
    AnItem mail = new AnItem(1);
    AnItem call = new AnItem(2).on("phone", 100);
    assertEquals(new Verdict.HasOffer(), judge(3, mail, new AnAgent(5).in(1).askedCalmly()));
    assertEquals(new Verdict.Fits(), judge(3, call, new AnAgent(5).in(1).askedCalmly()));
    assertEquals(new Verdict.HasOffer(), judge(3, call, new AnAgent(5).in(1).ringing()));
    assertEquals(new Verdict.HasOffer(), judge(3, mail, new AnAgent(5).in(1).ringing()));
  }

  @Test
  void whoRefusedIsSparedUnlessThereIsNobodyElse() {
    ItemFacts item = new AnItem(1).refusedBy(1, 0).facts();
    assertEquals(new Verdict.CoolingOff(at(600)), why(item, 29).get(1L));
    assertEquals(new Verdict.Fits(), why(item, 31).get(1L), "the others know too little Polish");
    ben.skill(POLISH, 4);
    assertEquals(new Verdict.CoolingOff(at(600)), why(item, 31).get(1L));
    assertEquals(new Verdict.Fits(), why(item, 31).get(2L));
    ben.used(100);
    assertEquals(new Verdict.Fits(), why(item, 31).get(1L), "Ben could, but not now");
  }

  @Test
  void theNewestRefusalCounts() {
    ItemFacts item = new AnItem(1).refusedBy(1, 0).refusedBy(2, 20).facts();
    assertEquals(new Verdict.CoolingOff(at(600)), why(item, 49).get(1L));
    assertEquals(new Verdict.Fits(), why(item, 50).get(1L));
  }

  @Test
  void whatNobodyOnShiftCouldDoIsUnservable() {
    QueueRules hard = rules(QueueRules.Place.OFFICE, step(60, false, new Need(POLISH, 4, true)));
    assertFalse(unservable(hard, new AnItem(1)));
    ada.away().used(100);
    assertFalse(unservable(hard, new AnItem(1)), "busy is not unable");
    ada.atHome();
    assertTrue(unservable(hard, new AnItem(1)), "at the wrong place");
    ben.skill(POLISH, 4);
    assertFalse(unservable(hard, new AnItem(1)));
    assertTrue(unservable(hard, new AnItem(1).team(4)), "not in the team");
    ben.offline();
    assertTrue(unservable(hard, new AnItem(1)));
  }

  @Test
  void aLaterStepThatSomebodyFitsIsHopeUnlessItNeverComes() {
    ada.offline();
    ben.offline();
    assertFalse(unservable(RULES, new AnItem(1)), "every member, after three minutes");
    QueueRules forever =
        rules(
            QueueRules.Place.ANYWHERE,
            new Step(List.of(new Need(POLISH, 4, false)), Optional.empty(), false));
    assertTrue(unservable(forever, new AnItem(1)));
  }

  private Verdict judge(int step, AnItem item, AnAgent agent) {
    return Eligibility.judge(SETTINGS, RULES, step, item.facts(), agent.facts(), at(0));
  }

  private Map<Long, Verdict> why(ItemFacts item, long second) {
    return Eligibility.judgeAll(SETTINGS, RULES, item, everybody(), at(second));
  }

  private int stepAt(QueueRules rules, AnItem item, long second) {
    return Eligibility.stepAt(rules, item.facts(), everybody(), at(second));
  }

  private Optional<Instant> nextStepAt(QueueRules rules, AnItem item, long second) {
    return Eligibility.nextStepAt(rules, item.facts(), everybody(), at(second));
  }

  private boolean unservable(QueueRules rules, AnItem item) {
    return Eligibility.unservable(rules, item.facts(), everybody(), at(0));
  }

  private List<AgentFacts> everybody() {
    return List.of(ada.facts(), ben.facts(), eve.facts());
  }

  private static Step step(long seconds, boolean skip, Need... needs) {
    return new Step(List.of(needs), Optional.of(Duration.ofSeconds(seconds)), skip);
  }

  private static QueueRules rules(QueueRules.Place place, Step... steps) {
    return new QueueRules(
        1, List.of(steps), Duration.ofMinutes(10), false, false, place, Duration.ofMinutes(5));
  }
}

package io.faden.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.testing.AtOnce;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AgentsTest {
  private Staff staff;

  @BeforeEach
  void start() {
    staff = new Staff(false);
  }

  @AfterEach
  void stop() {
    staff.close();
  }

  private ChangeAgentResult demote(Actor who) {
    return staff.agents.change(
        who,
        who.id(),
        new Agents.AgentChange(
            staff.find(who).version(),
            Optional.empty(),
            Optional.of(Role.AGENT),
            Optional.empty()));
  }

  private ChangeAgentResult setActive(Actor who, boolean active) {
    return staff.agents.change(
        who,
        who.id(),
        new Agents.AgentChange(
            staff.find(who).version(), Optional.empty(), Optional.empty(), Optional.of(active)));
  }

  private RedeemResult redeem(String link, String password, String name, String email) {
    return staff.links.redeem(
        Staff.token(link),
        new OneTimeLinks.Redeem(password, Optional.of(name), Optional.of(email)),
        Staff.HERE);
  }

  @Test
  void theFirstAdminComesByLinkAndOnlyOnce() {
    String older = staff.agents.firstAdminLink().orElseThrow();
    String link = staff.agents.firstAdminLink().orElseThrow();
    assertNotEquals(older, link);
    assertInstanceOf(RedeemResult.Invalid.class, redeem(link, Staff.PASSWORD, "Eva", "eva"));
    assertInstanceOf(
        RedeemResult.Invalid.class, redeem(link, Staff.PASSWORD, " ", "eva@haus.example"));
    assertInstanceOf(
        RedeemResult.Invalid.class, redeem(link, "eva@haus.example", "Eva", "eva@haus.example"));
    assertEquals(
        new RedeemResult.Redeemed(), redeem(link, Staff.PASSWORD, "Eva", "Eva@Haus.example"));
    assertEquals(Optional.empty(), staff.agents.firstAdminLink());
    assertEquals(
        new RedeemResult.LinkInvalid(), redeem(older, Staff.PASSWORD, "Eve", "eve@haus.example"));
    assertInstanceOf(SignInResult.SignedIn.class, staff.signIn("eva@haus.example", Staff.PASSWORD));
  }

  @Test
  void ofManyFirstAdminsAtOnceOneIsCreated() throws Exception {
    String one = staff.agents.firstAdminLink().orElseThrow();
    String two = staff.agents.firstAdminLink().orElseThrow();
    List<RedeemResult> results =
        AtOnce.run(
            List.of(
                () -> redeem(one, Staff.PASSWORD, "A", "a@haus.example"),
                () -> redeem(one, Staff.PASSWORD, "B", "b@haus.example"),
                () -> redeem(two, Staff.PASSWORD, "C", "c@haus.example"),
                () -> redeem(two, Staff.PASSWORD, "D", "d@haus.example")));
    assertEquals(1, results.stream().filter(RedeemResult.Redeemed.class::isInstance).count());
    assertEquals(1, staff.agents.list().size());
  }

  @Test
  void aLinkUsedTwiceAtOnceWorksOnce() throws Exception {
    Actor anna = staff.hire("Anna", "anna@haus.example", Role.ADMIN);
    String link = staff.agents.createLink(anna, anna.id()).orElseThrow();
    List<RedeemResult> results = AtOnce.times(4, () -> redeem(link, "ein ganz neuer Satz", "", ""));
    assertEquals(1, results.stream().filter(RedeemResult.Redeemed.class::isInstance).count());
    assertEquals(3, results.stream().filter(RedeemResult.LinkInvalid.class::isInstance).count());
  }

  @Test
  void aNewLinkEndsTheOlderOneAndUsingItEndsTheSessions() {
    Actor anna = staff.hire("Anna", "anna@haus.example", Role.ADMIN);
    SignInResult.SignedIn in =
        (SignInResult.SignedIn) staff.signIn("anna@haus.example", Staff.PASSWORD);
    String older = staff.agents.createLink(anna, anna.id()).orElseThrow();
    String link = staff.agents.createLink(anna, anna.id()).orElseThrow();
    assertEquals(new RedeemResult.LinkInvalid(), redeem(older, "ein neuer Satz", "", ""));
    assertTrue(staff.sessions.bySession(in.token(), false).isPresent());
    assertEquals(new RedeemResult.Redeemed(), redeem(link, "ein neuer Satz", "", ""));
    assertTrue(staff.sessions.bySession(in.token(), false).isEmpty());
    assertEquals(Optional.empty(), staff.agents.createLink(anna, new AgentId(4711)));
  }

  @Test
  void aLinkRunsOutAfterSevenDays() {
    Actor anna = staff.hire("Anna", "anna@haus.example", Role.ADMIN);
    String link = staff.agents.createLink(anna, anna.id()).orElseThrow();
    staff
        .db
        .database()
        .execute("UPDATE one_time_link SET expires_at = expires_at - interval '7 days'");
    assertEquals(new RedeemResult.LinkInvalid(), redeem(link, "ein neuer Satz", "", ""));
  }

  @Test
  void guessingLinksIsLimited() {
    for (int guess = 0; guess < 20; guess++) {
      assertInstanceOf(
          OneTimeLinks.LookResult.LinkInvalid.class,
          staff.links.look("guess-number-" + guess + "-of-many", "203.0.113.1"));
    }
    assertInstanceOf(
        OneTimeLinks.LookResult.TooMany.class,
        staff.links.look("one-too-many-guesses", "203.0.113.1"));
  }

  @Test
  void oneAddressOnePerson() {
    Actor anna = staff.hire("Anna", "anna@haus.example", Role.ADMIN);
    assertEquals(
        new CreateAgentResult.EmailTaken(),
        staff.agents.create(anna, new Agents.NewAgent("Other", "ANNA@haus.example", Role.AGENT)));
  }

  @Test
  void theLastAdminStays() {
    Actor anna = staff.hire("Anna", "anna@haus.example", Role.ADMIN);
    staff.hire("Bert", "bert@haus.example", Role.SUPERVISOR);
    assertEquals(new ChangeAgentResult.LastAdmin(), demote(anna));
    assertEquals(new ChangeAgentResult.LastAdmin(), setActive(anna, false));
    assertInstanceOf(ChangeAgentResult.Changed.class, setActive(anna, true));
  }

  @Test
  void ofTwoAdminsWhoStepDownAtOnceOneStays() throws Exception {
    for (int round = 0; round < 10; round++) {
      Actor one = staff.hire("One", "one" + round + "@haus.example", Role.ADMIN);
      Actor two = staff.hire("Two", "two" + round + "@haus.example", Role.ADMIN);
      List<ChangeAgentResult> results =
          AtOnce.run(List.of(() -> demote(one), () -> setActive(two, false)));
      List<Agent> admins =
          staff.agents.list().stream()
              .filter(agent -> agent.role() == Role.ADMIN && agent.active())
              .toList();
      assertEquals(1, admins.size(), results.toString());
      staff.db.database().execute("UPDATE agent SET active = false");
    }
  }

  @Test
  void whoChangesAnOlderVersionIsTold() {
    Actor anna = staff.hire("Anna", "anna@haus.example", Role.ADMIN);
    Agents.AgentChange change =
        new Agents.AgentChange(0, Optional.of("Anna Neu"), Optional.empty(), Optional.empty());
    ChangeAgentResult.Changed changed =
        assertInstanceOf(
            ChangeAgentResult.Changed.class, staff.agents.change(anna, anna.id(), change));
    assertEquals("Anna Neu", changed.agent().name());
    assertEquals(1, changed.agent().version());
    assertEquals(new ChangeAgentResult.Stale(), staff.agents.change(anna, anna.id(), change));
    assertEquals(
        new ChangeAgentResult.NotFound(), staff.agents.change(anna, new AgentId(4711), change));
  }

  @Test
  void whoIsDeactivatedIsOutWithSessionTokenAndLink() {
    staff.hire("Anna", "anna@haus.example", Role.ADMIN);
    Actor bert = staff.hire("Bert", "bert@haus.example", Role.AGENT);
    SignInResult.SignedIn in =
        (SignInResult.SignedIn) staff.signIn("bert@haus.example", Staff.PASSWORD);
    CreateTokenResult.Created token =
        (CreateTokenResult.Created) staff.own.createToken(bert.id(), "Skript", Optional.empty());
    String link = staff.agents.createLink(bert, bert.id()).orElseThrow();
    assertEquals(bert, staff.sessions.byApiToken(token.secret(), false).orElseThrow());
    assertInstanceOf(ChangeAgentResult.Changed.class, setActive(bert, false));
    assertTrue(staff.sessions.bySession(in.token(), false).isEmpty());
    assertTrue(staff.sessions.byApiToken(token.secret(), false).isEmpty());
    assertEquals(new RedeemResult.LinkInvalid(), redeem(link, "ein neuer Satz", "", ""));
    assertInstanceOf(SignInResult.Failed.class, staff.signIn("bert@haus.example", Staff.PASSWORD));
    assertInstanceOf(ChangeAgentResult.Changed.class, setActive(bert, true));
    assertTrue(staff.sessions.bySession(in.token(), false).isEmpty());
  }

  @Test
  void theDemoCompanyDoesNotReplaceARealPersonAndIsEnsuredTwice() {
    Actor anna = staff.hire("Anna", "anna@haus.example", Role.ADMIN);
    assertEquals(
        anna.id(),
        staff.agents.ensureDemoAgent(
            "Demo", "Anna@haus.example", Role.AGENT, "oeffentlich", Language.DE));
    assertEquals("Anna", staff.find(anna).name());
    AgentId demo =
        staff.agents.ensureDemoAgent("D", "d@demo.example", Role.ADMIN, "oeffentlich", Language.EN);
    assertEquals(
        demo,
        staff.agents.ensureDemoAgent(
            "D", "d@demo.example", Role.ADMIN, "andere Losung", Language.EN));
    assertEquals(
        new ChangeAgentResult.LastAdmin(), demote(anna), "a demo admin is none outside the demo");
  }

  @Test
  void changesAreToldToAdministrators() {
    Actor anna = staff.hire("Anna", "anna@haus.example", Role.ADMIN);
    staff.agents.createLink(anna, anna.id());
    List<String> told =
        staff
            .db
            .database()
            .rows("SELECT type || ' ' || audience || ' ' || detail AS line FROM event ORDER BY id")
            .stream()
            .map(row -> row.getString("line"))
            .toList();
    assertEquals(3, told.size());
    told.forEach(
        line -> assertTrue(line.startsWith("agent_changed admins ") && !line.contains("@"), line));
  }
}

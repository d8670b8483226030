package io.faden.staff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.Actor;
import io.faden.platform.Role;
import io.faden.testing.AtOnce;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SignInTest {
  private static final String FAR = "198.51.100.";
  private static Staff staff;

  @BeforeAll
  static void start() {
    staff = new Staff(false);
    staff.hire("Adam Erster", "adam@haus.example", Role.ADMIN);
  }

  @AfterAll
  static void stop() {
    staff.close();
  }

  private static long count(List<SignInResult> results, Class<? extends SignInResult> kind) {
    return results.stream().filter(kind::isInstance).count();
  }

  @Test
  void theAddressMayBeWrittenInCapitals() {
    staff.hire("Groß", "gross@haus.example", Role.AGENT);
    assertInstanceOf(
        SignInResult.SignedIn.class, staff.signIn(" GROSS@Haus.Example ", Staff.PASSWORD));
  }

  @Test
  void wrongPasswordAndUnknownAddressGetTheSameAnswerAndCountDown() {
    staff.hire("Berta", "berta@haus.example", Role.AGENT);
    for (String email :
        List.of("berta@haus.example", "nobody@haus.example", "no\u0000body@x", "'")) {
      for (int left = 4; left >= 0; left--) {
        assertEquals(new SignInResult.Failed(left), staff.signIn(email, "falsch", FAR + 1));
      }
      SignInResult.TooMany refused =
          assertInstanceOf(SignInResult.TooMany.class, staff.signIn(email, "falsch", FAR + 1));
      assertTrue(
          refused.retryAfter().toSeconds() > 30 && refused.retryAfter().toSeconds() <= 60,
          refused.toString());
    }
  }

  @Test
  void afterFiveFailuresEvenTheRightPasswordWaitsAMinuteButNotElsewhere() {
    staff.hire("Cem", "cem@haus.example", Role.AGENT);
    for (int guess = 0; guess < 5; guess++) {
      staff.signIn("cem@haus.example", "falsch", FAR + 2);
    }
    assertInstanceOf(
        SignInResult.TooMany.class, staff.signIn("cem@haus.example", Staff.PASSWORD, FAR + 2));
    assertInstanceOf(
        SignInResult.SignedIn.class, staff.signIn("cem@haus.example", Staff.PASSWORD, FAR + 3));
    staff.aMinutePasses();
    assertInstanceOf(
        SignInResult.SignedIn.class, staff.signIn("cem@haus.example", Staff.PASSWORD, FAR + 2));
  }

  @Test
  void successForgetsTheTypingErrorsBefore() {
    staff.hire("Dora", "dora@haus.example", Role.AGENT);
    for (int round = 0; round < 3; round++) {
      assertEquals(new SignInResult.Failed(4), staff.signIn("dora@haus.example", "x", FAR + 4));
      assertEquals(new SignInResult.Failed(3), staff.signIn("dora@haus.example", "x", FAR + 4));
      assertInstanceOf(
          SignInResult.SignedIn.class, staff.signIn("dora@haus.example", Staff.PASSWORD, FAR + 4));
    }
  }

  @Test
  void ofManyParallelGuessesOnlyFiveAreChecked() throws Exception {
    List<SignInResult> results =
        AtOnce.times(40, () -> staff.signIn("emil@haus.example", "falsch", FAR + 5));
    assertEquals(5, count(results, SignInResult.Failed.class));
    assertEquals(35, count(results, SignInResult.TooMany.class));
  }

  @Test
  void oneNetworkCannotTryManyAddresses() {
    List<SignInResult> results = new ArrayList<>();
    for (int who = 0; who < 52; who++) {
      results.add(staff.signIn("guess" + who + "@haus.example", "falsch", FAR + 6));
    }
    assertEquals(50, count(results, SignInResult.Failed.class));
    assertEquals(2, count(results, SignInResult.TooMany.class));
  }

  @Test
  void aRushOfPeopleBehindOneAddressWaitsAndGetsIn() throws Exception {
    staff.hire("Flora", "flora@haus.example", Role.AGENT);
    Callable<SignInResult> work = () -> staff.signIn("flora@haus.example", Staff.PASSWORD, FAR + 7);
    assertEquals(70, count(AtOnce.times(70, work), SignInResult.SignedIn.class));
  }

  @Test
  void aPasswordOfAThousandCharactersWorksToItsLast() {
    String password = "lang und gut ".repeat(80).substring(0, 1023);
    Actor gina = staff.hire("Gina", "gina@haus.example", Role.AGENT);
    OwnAccount.ProfileChange change =
        new OwnAccount.ProfileChange(
            Optional.empty(),
            Optional.empty(),
            Optional.of(new OwnAccount.PasswordChange(Staff.PASSWORD, password + "!")),
            Optional.empty());
    assertInstanceOf(
        ChangeProfileResult.Changed.class, staff.own.change(gina, change, Optional.empty()));
    assertInstanceOf(
        SignInResult.Failed.class, staff.signIn("gina@haus.example", password + "?", FAR + 8));
    assertInstanceOf(
        SignInResult.SignedIn.class, staff.signIn("gina@haus.example", password + "!", FAR + 8));
  }

  @Test
  void umlautsAreTheSameHoweverTheKeyboardComposesThem() {
    Actor heinz = staff.hire("Heinz", "heinz@haus.example", Role.AGENT);
    OwnAccount.PasswordChange change =
        new OwnAccount.PasswordChange(Staff.PASSWORD, "schöne Grüße");
    staff.own.change(
        heinz,
        new OwnAccount.ProfileChange(
            Optional.empty(), Optional.empty(), Optional.of(change), Optional.empty()),
        Optional.empty());
    assertInstanceOf(
        SignInResult.SignedIn.class,
        staff.signIn("heinz@haus.example", "scho\u0308ne Gru\u0308ße", FAR + 9));
  }

  @Test
  void guessingTheCurrentPasswordIsLimitedToo() {
    Actor ida = staff.hire("Ida", "ida@haus.example", Role.AGENT);
    OwnAccount.ProfileChange wrong =
        new OwnAccount.ProfileChange(
            Optional.of(Language.EN),
            Optional.empty(),
            Optional.of(new OwnAccount.PasswordChange("falsch", "ein anderer Satz")),
            Optional.empty());
    for (int guess = 0; guess < 5; guess++) {
      assertEquals(
          new ChangeProfileResult.PasswordWrong(), staff.own.change(ida, wrong, Optional.empty()));
    }
    assertInstanceOf(
        ChangeProfileResult.TooMany.class, staff.own.change(ida, wrong, Optional.empty()));
    assertEquals(Language.DE, staff.own.profile(ida.id()).locale());
  }

  @Test
  void theTablesHoldNoSecretInTheClear() {
    staff.hire("Jan", "jan@haus.example", Role.AGENT);
    SignInResult.SignedIn in =
        (SignInResult.SignedIn) staff.signIn("jan@haus.example", Staff.PASSWORD, FAR + 10);
    String all =
        staff
            .db
            .database()
            .rows(
                "SELECT (SELECT string_agg(s::text, '') FROM session s) || (SELECT string_agg(a::text, '') FROM agent a) AS everything")
            .getFirst()
            .getString("everything");
    assertTrue(!all.contains(in.token()) && !all.contains(Staff.PASSWORD));
    assertTrue(all.contains("$argon2id$v=19$m=19456,t=2,p=1$"));
  }

  @Test
  void oldFailuresAreThrownAway() {
    staff.signIn("old@haus.example", "falsch", FAR + 11);
    staff.db.database().execute("UPDATE sign_in_failure SET at = at - interval '1 day'");
    for (int guess = 0; guess < 30; guess++) {
      staff.signIn("new@haus.example", "falsch", FAR + 12);
    }
    assertTrue(
        staff
            .db
            .database()
            .rows("SELECT FROM sign_in_failure WHERE at < now() - interval '1 hour'")
            .isEmpty());
  }
}

package io.faden.social;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.faden.channel.TriageRule;
import io.faden.channel.TriageRule.Verdict;
import io.faden.channel.social.Told;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is decided without asking anybody. */
class TriageRulesTest {
  private static final TriageRule ALL =
      new TriageRule(
          "Alle",
          List.of(),
          List.of(),
          List.of(),
          Optional.empty(),
          Optional.empty(),
          Verdict.NONE);

  private static TriageRules.Facts post(Told.Kind kind, String text) {
    return new TriageRules.Facts("mastodon", kind, author(Optional.of(50)), text, false, false);
  }

  private static Told.Author author(Optional<Integer> followers) {
    return new Told.Author(
        "erika@markt.example",
        "Erika@markt.example",
        "Erika",
        Optional.empty(),
        Optional.empty(),
        followers,
        false);
  }

  private static TriageRule words(String... words) {
    return new TriageRule(
        "Wörter",
        List.of(),
        List.of(words),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        Verdict.WATCH);
  }

  private static String said(TriageRules.Facts post, TriageRule... rules) {
    return TriageRules.of(post, List.of(rules))
        .map(ruling -> ruling.rule() + ":" + ruling.verdict().label())
        .orElse("people");
  }

  @Test
  void noRuleKeepsAReplyOrAPrivateMessageFromBeingAnswered() {
    assertEquals("reply:answer", said(post(Told.Kind.REPLY, "x"), ALL));
    assertEquals("direct:answer", said(post(Told.Kind.DIRECT, "x"), ALL));
  }

  @Test
  void textMessagesAreForUsAlone() {
    TriageRules.Facts sms =
        new TriageRules.Facts(
            "sms", Told.Kind.MENTION, author(Optional.empty()), "Ruft an!", false, false);
    assertEquals("message:answer", said(sms, ALL));
  }

  @Test
  void whatGoesOnWithAnOpenConversationIsAnswered() {
    TriageRules.Facts next =
        new TriageRules.Facts(
            "mastodon", Told.Kind.MENTION, author(Optional.empty()), "und?", true, true);
    assertEquals("thread:answer", said(next, ALL));
  }

  @Test
  void withoutARuleThatFitsPeopleAreAsked() {
    assertEquals("people", said(post(Told.Kind.MENTION, "Moin")));
    assertEquals("people", said(post(Told.Kind.MENTION, "Moin"), words("Störung")));
  }

  @Test
  void theFirstThatFitsDecides() {
    assertEquals(
        "Wörter:watch", said(post(Told.Kind.FOUND, "eine Störung"), words("störung"), ALL));
    assertEquals("Alle:none", said(post(Told.Kind.FOUND, "eine Störung"), ALL, words("störung")));
  }

  @Test
  void wordsStandAloneInAnyCase() {
    assertEquals("Wörter:watch", said(post(Told.Kind.MENTION, "STÖRUNG!"), words("störung")));
    assertEquals("people", said(post(Told.Kind.MENTION, "Störungsfrei"), words("störung")));
    assertEquals("people", said(post(Told.Kind.MENTION, "xBahn"), words("Bahn")));
    assertEquals("Wörter:watch", said(post(Told.Kind.MENTION, "#Bahn"), words("#bahn")));
    assertEquals("Wörter:watch", said(post(Told.Kind.MENTION, "C++ (neu)"), words("c++ (neu)")));
  }

  @Test
  void allThatIsGivenMustFit() {
    TriageRule rule =
        new TriageRule(
            "Genau",
            List.of("mention"),
            List.of("moin"),
            List.of("erika@markt.example"),
            Optional.of(50),
            Optional.of(false),
            Verdict.ANSWER);
    assertEquals("Genau:answer", said(post(Told.Kind.MENTION, "Moin!"), rule));
    assertEquals("people", said(post(Told.Kind.QUOTE, "Moin!"), rule));
    assertEquals("people", said(post(Told.Kind.MENTION, "Hallo!"), rule));
    assertEquals(
        "people",
        said(
            new TriageRules.Facts(
                "mastodon", Told.Kind.MENTION, author(Optional.of(49)), "Moin!", false, false),
            rule));
    assertEquals(
        "people",
        said(
            new TriageRules.Facts(
                "mastodon", Told.Kind.MENTION, author(Optional.empty()), "Moin!", false, false),
            rule),
        "nobody knows how many follow");
    assertEquals(
        "people",
        said(
            new TriageRules.Facts(
                "mastodon", Told.Kind.MENTION, author(Optional.of(50)), "Moin!", true, false),
            rule),
        "a customer");
  }
}

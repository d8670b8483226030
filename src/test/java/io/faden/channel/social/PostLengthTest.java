package io.faden.channel.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.social.LengthRule.Unit;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Posts are counted as their networks count them. */
class PostLengthTest {
  private static final String FAMILY = "👨‍👩‍👧‍👦";

  private static LengthRule rule(Unit unit) {
    return new LengthRule(20, unit, Optional.empty(), false, Optional.empty());
  }

  /** As a Mastodon server counts. */
  private static LengthRule mastodon(int limit) {
    return new LengthRule(limit, Unit.GRAPHEMES, Optional.of(23), true, Optional.empty());
  }

  private static int graphemes(String text) {
    return PostLength.of(text, rule(Unit.GRAPHEMES));
  }

  private static int weight(String text) {
    return PostLength.of(text, rule(Unit.WEIGHTED));
  }

  @ParameterizedTest
  @CsvSource({
    "'',0,0,0",
    "Moin,4,4,4",
    "Grüße,5,5,5",
    "Grüße aus Köln,14,14,14",
    "日本語,3,3,6",
    "👍,1,1,2",
    "👍🏽,1,2,2",
    "🇩🇪,1,2,2",
    "1️⃣,1,3,2",
    "❤️,1,2,2",
    "„Moin“ – gut,12,12,12",
    "한국어,3,3,6",
    "Ελλάδα,6,6,6",
    "при вет,7,7,7",
    "zwei  Blanks,12,12,12"
  })
  void graphemesCharactersAndWeights(String text, int graphemes, int characters, int weight) {
    assertEquals(graphemes, graphemes(text));
    assertEquals(characters, PostLength.of(text, rule(Unit.CHARACTERS)));
    assertEquals(weight, weight(text));
  }

  @Test
  void aFamilyIsOneGraphemeAndSevenCharactersAndTwoOfWeight() {
    assertEquals(1, graphemes(FAMILY));
    assertEquals(7, PostLength.of(FAMILY, rule(Unit.CHARACTERS)));
    assertEquals(2, weight(FAMILY));
  }

  @Test
  void anUmlautOfTwoPiecesIsOne() {
    String apart = "u\u0308";
    assertEquals(1, graphemes(apart));
    assertEquals(2, PostLength.of(apart, rule(Unit.CHARACTERS)));
    assertEquals(1, weight(apart));
  }

  @Test
  void linesCount() {
    assertEquals(3, graphemes("a\nb"));
    assertEquals(4, graphemes("a\n\nb"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://nordlicht.example/|23",
        "https://nordlicht.example/ein/sehr/langer/weg?mit=vielen&fragen=1#und-anker|23",
        "Siehe https://a.example.|30",
        "(https://a.example)|25",
        "https://de.wikipedia.org/wiki/Faden_(Begriff)|23",
        "(siehe https://de.wikipedia.org/wiki/Faden_(Begriff))|31",
        "https://a.example und https://b.example!|52",
        "http://a.example|23",
        "HTTPS://A.EXAMPLE|23",
        "xhttps://a.example|18",
        "nordlicht.example|17",
        "„https://a.example“|25",
        "https://a.example/👍|23",
        "https://|8"
      })
  void addressesCountAsManyAsTheNetworkSays(String text, int length) {
    assertEquals(length, PostLength.of(text, mastodon(500)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "@oli@chaos.social|4",
        "@oli@chaos.social Danke|10",
        "@oli @ada|9",
        "Danke @oli@chaos.social.|11",
        "@o.n@a.b-c.example: ja|8",
        "oli@chaos.social|16",
        "@oli@chaos.social @ada@x.example|9"
      })
  void ofAMentionOnlyTheNameCounts(String text, int length) {
    assertEquals(length, PostLength.of(text, mastodon(500)));
  }

  @Test
  void whatIsAddressOrMentionCountsWholeWhereTheNetworkKnowsNoShortWay() {
    assertEquals(26, graphemes("https://nordlicht.example/"));
    assertEquals(17, graphemes("@oli@chaos.social"));
  }

  @Test
  void theLimitItselfStillFits() {
    assertTrue(PostLength.fits("a".repeat(20), rule(Unit.CHARACTERS)));
    assertFalse(PostLength.fits("a".repeat(21), rule(Unit.CHARACTERS)));
    assertTrue(PostLength.fits(FAMILY.repeat(20), rule(Unit.GRAPHEMES)));
    assertFalse(PostLength.fits(FAMILY.repeat(21), rule(Unit.GRAPHEMES)));
  }

  @Test
  void bytesCountBesideTheLimit() {
    LengthRule bluesky =
        new LengthRule(300, Unit.GRAPHEMES, Optional.empty(), false, Optional.of(3_000));
    assertTrue(PostLength.fits("ü".repeat(300), bluesky));
    assertFalse(PostLength.fits(FAMILY.repeat(300), bluesky), "300 graphemes of 25 bytes each");
    assertTrue(PostLength.fits(FAMILY.repeat(120), bluesky));
  }

  @Test
  void whereThereIsNoLimitPeoplesCharactersCount() {
    assertEquals(2, PostLength.of("a" + FAMILY, Optional.empty()));
  }

  @Test
  void aLongTextIsCountedQuickly() {
    assertEquals(100_000, graphemes("ä".repeat(100_000)));
    assertEquals(
        23 * 5_000 + 4_999,
        PostLength.of("https://a.example/xx ".repeat(5_000).strip(), mastodon(500)));
  }
}

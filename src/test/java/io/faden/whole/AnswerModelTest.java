package io.faden.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.faden.channel.social.LengthRule;
import io.faden.channel.social.LengthRule.Unit;
import io.faden.channel.social.PostLength;
import io.faden.testing.Chromium;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page makes of posts, text modules and approvals, without a server. */
class AnswerModelTest {
  private static final String ORIGIN = "http://page.test";
  private static final String PRELUDE =
      """
      async (given) => {
        const words = { de: (await import('/js/words/de-answer.js')).default, en: (await import('/js/words/en-answer.js')).default };
        const length = await import('/js/models/post-length.js');
        const modules = await import('/js/models/text-modules.js');
        const approval = await import('/js/models/approval.js');
        const ways = await import('/js/models/reply-ways.js');
        const received = { id: 1, name: 'Eingang bestätigt', shortcut: 'eingang', language: 'de', du: 'Moin {customer}', sie: 'Guten Tag {customer}' };
        const tone = { id: 2, name: 'Ton', shortcut: 'netiquette', language: 'de', du: '', sie: 'Bitte freundlich.' };
        const english = { id: 3, name: 'Received', shortcut: 'received', language: 'en', du: 'Hi', sie: 'Hello' };
        const billing = { ...received, id: 4, name: 'Rechnung', shortcut: 'rechnung', queue: { id: 9, name: 'Rechnung' } };
        const all = [tone, billing, english, received];
        const handle = { id: 7, channel: 'mastodon', value: '@olli' };
        const from = [{ id: 5, name: 'Wir' }];
        const open = { channel: 'mastodon', contactPoint: handle, channelAccounts: from, visibility: 'public' };
        const direct = { ...open, visibility: 'private' };
        const mail = { channel: 'email', contactPoint: { id: 8, channel: 'email' }, channelAccounts: from };
        const it = { ways: [open, direct, mail] };
        const lena = { id: 1, name: 'Lena Möller' };
        const sabine = { id: 3, name: 'Sabine Krüger' };
        const event = (type, part, author = sabine) => ({ kind: 'event', conversationId: 4, author, event: { type, ...part } });
        const back = event('approval_returned', { to: 'Lena Möller', detail: 'Zu lang.' });
        const answer = { kind: 'message', direction: 'out', conversationId: 4, author: lena, reply: { status: 'sent' } };
        return (EXPRESSION);
      }
      """;

  /** What is hard to count: signs of several characters, addresses, mentions. */
  private static final List<String> POSTS =
      List.of(
          "",
          "Moin",
          "Grüße aus Köln",
          "u\u0308ber",
          "日本語",
          "👍🏽 🇩🇪 1️⃣ ❤️ ™ ©",
          "👨‍👩‍👧‍👦 und 👩🏾‍🚒",
          "„Moin“ – gut",
          "Ελλάδα при вет 한국어",
          "a\n\nb",
          "a\r\nb",
          "Siehe https://a.example.",
          "(https://a.example)",
          "(siehe https://de.wikipedia.org/wiki/Faden_(Begriff))",
          "https://a.example und https://b.example!",
          "HTTPS://A.EXAMPLE/👍",
          "xhttps://a.example",
          "„https://a.example“",
          "https://",
          "https://a.example/@oli@chaos.social",
          "@oli@chaos.social Danke",
          "Danke @oli@chaos.social.",
          "@o.n@a.b-c.example: ja",
          "oli@chaos.social",
          "@oli @ada",
          "@müller@köln.example 🇩🇪🇦🇹 ok?",
          "@oli@chaos.social @ada@x.example https://a.example/?q=ü");

  @AutoClose private static Page page;

  @BeforeAll
  static void open() {
    page = Chromium.shared().newPage();
    page.route(ORIGIN + "/**", AnswerModelTest::serve);
    page.navigate(ORIGIN + "/favicon.svg");
  }

  private static void serve(Route route) {
    Path file = Path.of("webroot" + route.request().url().substring(ORIGIN.length()));
    route.fulfill(
        new Route.FulfillOptions()
            .setPath(file)
            .setContentType(file.toString().endsWith(".js") ? "text/javascript" : "image/svg+xml"));
  }

  private static Object in(String expression) {
    return in(expression, Map.of());
  }

  private static Object in(String expression, Object given) {
    return page.evaluate(PRELUDE.replace("EXPRESSION", expression), given);
  }

  @Test
  void bothLanguagesHaveTheSameWords() {
    assertEquals(
        in("Object.keys(words.de).sort().join()"), in("Object.keys(words.en).sort().join()"));
  }

  @Test
  void thePageCountsAsTheServerDoes() {
    for (Unit unit : Unit.values()) {
      for (boolean shortens : List.of(true, false)) {
        LengthRule rule =
            new LengthRule(
                10, unit, shortens ? Optional.of(23) : Optional.empty(), shortens, Optional.of(40));
        Map<String, Object> told = new LinkedHashMap<>();
        told.put("limit", 10);
        told.put("unit", unit.label());
        told.put("shortMentions", shortens);
        told.put("maxBytes", 40);
        if (shortens) {
          told.put("urlLength", 23);
        }
        List<String> counted =
            POSTS.stream()
                .map(text -> PostLength.of(text, rule) + " " + PostLength.fits(text, rule))
                .toList();
        assertEquals(
            counted,
            in(
                "given.posts.map((text) => { const it = length.measure(text, given.rule); return `${it.length} ${it.fits}`; })",
                Map.of("posts", POSTS, "rule", told)),
            rule.toString());
      }
    }
  }

  @Test
  void whatIsTooMuchBeginsWhereTheLimitIs() {
    assertEquals(
        "lang",
        in(
            "(({ overAt }) => 'Das ist zu lang'.slice(overAt))(length.measure('Das ist zu lang', { limit: 11, unit: 'graphemes' }))"));
    assertEquals(4, in("length.measure('Das ist zu lang', { limit: 11, unit: 'graphemes' }).over"));
    assertEquals(
        true, in("length.measure('x'.repeat(9999), { unit: 'graphemes' }).overAt === undefined"));
  }

  @Test
  void aFamilyIsNeverCutInTwo() {
    assertEquals(2, in("length.measure('ab👨‍👩‍👧‍👦', { limit: 2, unit: 'graphemes' }).overAt"));
    assertEquals(2, in("length.measure('ab👨‍👩‍👧‍👦', { limit: 5, unit: 'characters' }).overAt"));
  }

  @Test
  void mentionAndInitialsAreAddedUnlessTheyAreThere() {
    String rule = "{ mention: '@olli@a.example', initials: '^lm' }";
    assertEquals("@olli@a.example Moin ^lm", in("length.leaving(' Moin\\n', " + rule + ")"));
    assertEquals(
        "Moin @Olli@a.example! ^lm",
        in("length.leaving('Moin @Olli@a.example! ^lm', " + rule + ")"));
    assertEquals("Moin", in("length.leaving('Moin', {})"));
  }

  @Test
  void aSlashAsksOnlyWhereAWordBegins() {
    String at =
        "['/', '/ein', 'Moin /ein', 'Zeile\\n/e', 'und/oder', 'https://a', '/ein gang', '1/2'].map((text) => modules.slashAt(text, text.length)?.words ?? '-').join()";
    assertEquals(",ein,ein,e,-,-,-,-", in(at));
    assertEquals(5, in("modules.slashAt('Moin /ein', 9).from"));
    String alone =
        "['/', '/ein', ' /ein\\n', 'Moin /ein'].map((text) => modules.isAll(text, modules.slashAt(text, text.trimEnd().length))).join()";
    assertEquals("true,true,true,false", in(alone));
  }

  @Test
  void aModuleIsFoundByItsShortcutFirstThenByNameThenByItsWords() {
    String names =
        "modules.fitting(all, { words: '%s', queue: 3, language: '%s' }).map(({ shortcut }) => shortcut).join()";
    assertEquals("eingang,netiquette", in(names.formatted("", "de")));
    assertEquals("eingang", in(names.formatted("EIN", "de")));
    assertEquals("netiquette", in(names.formatted("ton", "de")));
    assertEquals("eingang", in(names.formatted("guten", "de")));
    assertEquals("", in(names.formatted("rechnung", "de")));
    assertEquals("received", in(names.formatted("", "en")));
    assertEquals("eingang,received,netiquette", in(names.formatted("", "fr")));
  }

  @Test
  void nobodyIsCalledDuWhoHasNotBegunIt() {
    assertEquals(
        List.of("du", "Sie", "Sie", "Sie"),
        in("['du', 'Sie', 'unknown', undefined].map(modules.formOf)"));
    assertEquals(
        "Sie: Bitte freundlich.",
        in("(({ text, form }) => `${form}: ${text}`)(modules.variant(tone, 'du'))"));
  }

  @Test
  void whatIsNotKnownOfAPlaceholderStaysInSight() {
    assertEquals(
        "Moin Oliver, Nr. 7: {link}",
        in(
            "modules.filled('Moin {customer}, Nr. {conversation}: {link}', { customer: modules.nameFor({ name: 'Oliver Reimann', kind: 'person' }, 'du'), conversation: '7' })"));
    assertEquals(
        List.of("oliver", "oliver", "Oliver"),
        in(
            "[modules.nameFor({ name: 'oliver@kiel.example' }, 'du', 'oliver@kiel.example'), modules.nameFor({}, 'Sie', '@oliver@kiel.example'), modules.nameFor({ name: 'Oliver R.' }, 'du', 'oliver@kiel.example')]"));
    assertEquals(
        List.of("Oliver Reimann", "Ruderclub Kiel", "@olli r"),
        in(
            "[modules.nameFor({ name: 'Oliver Reimann' }, 'Sie'), modules.nameFor({ name: 'Ruderclub Kiel', kind: 'organisation' }, 'du'), modules.nameFor({ name: '@olli r' }, 'du')]"));
  }

  @Test
  void oneHandleHasTwoWays() {
    assertEquals(
        "mastodon/public,mastodon/private,email",
        in("ways.media(it).map(({ key }) => key).join()"));
    assertEquals("public", in("ways.chosenWay(it).visibility"));
    assertEquals(
        "private",
        in("ways.chosenWay(it, { contactPointId: 7, visibility: 'private' }).visibility"));
    assertEquals("private", in("ways.privateWay(it).visibility"));
    assertEquals(
        "email", in("ways.chosenWay(it, { contactPointId: 8, visibility: 'public' }).channel"));
  }

  @Test
  void theReasonStaysUntilTheAuthorAnswersAgain() {
    assertEquals("Zu lang.", in("approval.returned([answer, back], 4, lena).reason"));
    for (String none :
        List.of("[back, answer]", "[back, event('approval_asked', {}, lena)]", "[answer]")) {
      assertTrue((Boolean) in("approval.returned(" + none + ", 4, lena) === undefined"), none);
    }
    assertEquals(true, in("approval.returned([back], 5, lena) === undefined"));
    assertEquals(true, in("approval.returned([back], 4, { id: 2, name: 'Jens' }) === undefined"));
  }

  @Test
  void whatIsTakenBackStandsInTheComposerAsItWasTyped() {
    assertEquals(
        List.of("o", "o", "@olli o ^lm", "@olli o ^lm", ""),
        in(
            "[['o'], ['o\\n\\nNeu', 'Neu'], ['anderes'], [undefined]].map((with_) => approval.asTyped({ text: '@olli o ^lm' }, ...with_)).concat(approval.asTyped({}))"));
  }

  @Test
  void theAuthorWithdrawsTheOtherDecides() {
    assertEquals(
        List.of("own", "decide", "watch"),
        in(
            "[1, 3, 2].map((me) => approval.partOf({ approval: { author: lena, mayDecide: me === 3 } }, me))"));
  }
}

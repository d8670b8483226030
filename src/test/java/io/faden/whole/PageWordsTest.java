package io.faden.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.faden.testing.Chromium;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's models without a server and without a document: codes and figures in, words out. */
class PageWordsTest {
  private static final String ORIGIN = "http://page.test";

  /** Words as the page looks them up, and an explanation to vary. */
  private static final String PRELUDE =
      """
      async (given) => {
        const words = { de: (await import('/js/words/de-desk.js')).default, en: (await import('/js/words/en-desk.js')).default };
        const why = await import('/js/models/why.js');
        const offers = await import('/js/models/offers.js');
        const by = (locale, me = 1) => ({
          me, at: (instant) => instant, length: (seconds) => `${seconds} s`,
          t: (key, values = {}) => {
            const word = words[locale][key] ?? key;
            return typeof word === 'function' ? word(values) : word.replace(/\\{(\\w+)\\}/g, (_, name) => values[name] ?? '');
          } });
        const lena = { id: 1, name: 'Lena' };
        const jens = { id: 2, name: 'Jens' };
        const explanation = {
          workItem: { id: 7, state: 'queued', queue: { id: 3, name: 'Technik' } }, step: 1, position: 2, nextStepInSeconds: 40,
          needs: [{ skill: 5, name: 'Strom', level: 3, hard: false }], considered: [], history: [],
          steps: [{ step: 0, kind: 'personal', needs: [] }, { step: 1, kind: 'step', needs: [] }, { step: 2, kind: 'everybody', needs: [] }] };
        return (EXPRESSION);
      }
      """;

  @AutoClose private static Page page;

  @BeforeAll
  static void open() {
    page = Chromium.shared().newPage();
    page.route(ORIGIN + "/**", PageWordsTest::serve);
    page.navigate(ORIGIN + "/favicon.svg");
  }

  private static void serve(Route route) {
    Path file = Path.of("webroot" + route.request().url().substring(ORIGIN.length()));
    route.fulfill(
        new Route.FulfillOptions()
            .setPath(file)
            .setContentType(file.toString().endsWith(".js") ? "text/javascript" : "image/svg+xml"));
  }

  private static Object in(String expression, Object given) {
    return page.evaluate(PRELUDE.replace("EXPRESSION", expression), given);
  }

  private static Object in(String expression) {
    return in(expression, Map.of());
  }

  /** The codes that the contract allows for a property with an enum, by the first code of it. */
  private static List<String> codes(String property, String first) throws IOException {
    String contract = Files.readString(Path.of("src/main/resources/openapi.yaml"));
    Matcher found =
        Pattern.compile(property + ": \\{ type: string, enum: \\[(" + first + "[^\\]]*)\\]")
            .matcher(contract);
    assertTrue(found.find(), property);
    return Pattern.compile(", ").splitAsStream(found.group(1)).toList();
  }

  @Test
  void bothLanguagesHaveTheSameWords() {
    assertEquals(
        in("Object.keys(words.de).sort().join()"), in("Object.keys(words.en).sort().join()"));
  }

  @Test
  void everyCodeOfAnExplanationHasItsWordsInBothLanguages() throws IOException {
    Map<String, Object> codes =
        Map.of(
            "verdict", codes("verdict", "fits"),
            "history", codes("change", "entered"),
            "presence", codes("PresenceState", "offline"));
    assertEquals(
        List.of(),
        in(
            "Object.entries(given).flatMap(([group, all]) => all.flatMap((code) => Object.keys(words)"
                + ".filter((locale) => !(`${group === 'presence' ? 'presence' : `why.${group}`}.${code}` in words[locale]))"
                + ".map((locale) => `${locale} ${group} ${code}`)))",
            codes));
  }

  /** All words of a language, by the names of their files. */
  private static List<String> wordFiles(String locale) throws IOException {
    try (Stream<Path> files = Files.list(Path.of("webroot/js/words"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith(locale))
          .sorted()
          .toList();
    }
  }

  /** Evaluates with t of a language that borrows no word of another, and a clock of its own. */
  private static Object told(String locale, String expression, Object given) throws IOException {
    return page.evaluate(
        """
        async ({ files, given }) => {
          const events = await import('/js/models/event.js');
          const { reason } = await import('/js/models/reasons.js');
          const words = Object.assign({}, ...(await Promise.all(files.map((file) => import(`/js/words/${file}`)))).map((one) => one.default));
          const t = (key, values = {}) => {
            const word = words[key] ?? `RAW ${key}`;
            return typeof word === 'function' ? word(values) : word.replace(/\\{(\\w+)\\}/g, (_, name) => values[name] ?? '');
          };
          const by = { t, at: () => 'at four' };
          return (EXPRESSION);
        }
        """
            .replace("EXPRESSION", expression),
        Map.of("files", wordFiles(locale), "given", given));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "en"})
  void everyEventOfAnEntryHasItsWordsLongAndShortAndTellsNoRawTime(String locale)
      throws IOException {
    List<String> types = codes("type", "status_changed");
    assertTrue(types.contains("callback_promised"), types.toString());
    assertEquals(
        List.of(),
        told(
            locale,
            "given.flatMap((type) => [{}, { from: '2026-11-22T04:49:38.051196Z', to: '2026-11-23T04:49:38Z', detail: 'so it is' }]"
                + ".flatMap((parts) => [events.sentence({ event: { type, ...parts } }, by), events.short({ event: { type, ...parts } }, by)]))"
                + ".filter((says) => /RAW (?!channel)|undefined|2026/.test(says) || !says.trim())",
            types));
    assertTrue(
        told(
                locale,
                "events.sentence({ event: { type: 'callback_promised', to: given } }, by)",
                "2026-11-22T04:49:38.051196Z")
            .toString()
            .contains("at four"));
  }

  @Test
  void whatTheServerSaysOfALineIsToldInGerman() throws IOException {
    List<String> sentences = new ArrayList<>();
    for (String name : List.of("CsvLines", "SheetReader", "ImportSteps", "Imports")) {
      String source =
          Files.readString(Path.of("src/main/java/io/faden/importing/" + name + ".java"));
      Matcher found = Pattern.compile("\"([A-Z][^\"\\n]* [^\"\\n]*\\.)\"").matcher(source);
      while (found.find()) {
        sentences.add(found.group(1).replace("%d", "12"));
      }
    }
    sentences.addAll(
        List.of(
            "There are more than 500000 lines in this file.",
            "The same as line 2.",
            "Frau is neither du nor Sie.",
            "x is neither a person nor an organisation.",
            "Elbisch is no language that is known.",
            "Mordor is no country that is known.",
            "The name is longer than 200 characters.",
            "The note is longer than 10000 characters.",
            "It could not go on: PgException.",
            "a@: This is no e-mail address."));
    assertTrue(sentences.size() > 16, sentences.toString());
    assertEquals(
        List.of(),
        told(
            "de",
            "given.filter((text) => { const { key, values } = reason(text); return !key || t(key, values) === text || /RAW|[{}]/.test(t(key, values)); })",
            sentences));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "en"})
  void whyTheTextOfALetterWasNotReadIsToldInTheReadersLanguage(String locale) throws IOException {
    List<String> sentences = new ArrayList<>();
    for (String name : List.of("ScanText", "Tesseract")) {
      String source =
          Files.readString(Path.of("src/main/java/io/faden/channel/letter/" + name + ".java"));
      Matcher found =
          Pattern.compile("(?:Failed|Absent|NoRecogniser)\\(\\s*\"([^\"]+ [^\"]+)\"\\)")
              .matcher(source);
      while (found.find()) {
        sentences.add(found.group(1));
      }
    }
    assertTrue(sentences.size() > 4, sentences.toString());
    sentences.add("Reading the page took longer than 60 s.");
    assertEquals(
        List.of(),
        told(
            locale,
            "given.filter((text) => { const { key, values } = reason(text); return !key || /RAW|[{}]/.test(t(key, values)); })",
            sentences));
  }

  /** Sentences of our own in a source, with 12 for what is put into them. */
  private static List<String> sentences(Path source) throws IOException {
    String text =
        Files.readString(source)
            .replaceAll("(?s)\"\"\".*?\"\"\"", "")
            .replaceAll("\"\\s*\\+\\s*[\\w.]+(?:\\(\\))?\\s*\\+\\s*\"", "12")
            .replaceAll(": \"\\s*\\+\\s*\\w[\\w.]*", ": something.\"")
            .replace("%d", "12");
    return Pattern.compile("\"((?:[A-Z]|createdAt)[^\"\\n]* [^\"\\n]*\\.) ?\"")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "en"})
  void whatTheServerSaysOfNetworksIsToldInTheReadersLanguage(String locale) throws IOException {
    List<String> sentences = new ArrayList<>();
    for (String place : List.of("channel/social", "social")) {
      try (Stream<Path> files = Files.list(Path.of("src/main/java/io/faden/" + place))) {
        for (Path file : files.sorted().toList()) {
          // What answers a request has a code, and the page has words for that.
          if (!file.toString().matches(".*(?:Routes|PostList|PrivateLinks|LinkWords)\\.java")) {
            sentences.addAll(sentences(file));
          }
        }
      }
    }
    assertTrue(sentences.contains("The feed has more than 12 items."), sentences.toString());
    assertTrue(sentences.contains("The server answers with 12."), sentences.toString());
    sentences.add("X-Faden-Timestamp and X-Faden-Signature are needed.");
    sentences.add("author.id is missing.");
    assertTrue(sentences.size() > 60, sentences.toString());
    assertEquals(
        List.of(),
        told(
            locale,
            "given.filter((text) => { const { key, values } = reason(text); return !key || /RAW|[{}]|undefined/.test(t(key, values))"
                + (locale.equals("de") ? " || t(key, values) === text" : "")
                + "; })",
            sentences));
  }

  @Test
  void sinceWhenASourceIsSilentIsATimeOfThePage() throws IOException {
    String lasting = "(await import('/js/models/network-reasons.js')).lasting(given)";
    assertEquals(
        Map.of("what", "The answer arrived broken.", "since", "2026-11-22T04:49:38Z"),
        told("de", lasting, "The answer arrived broken. (2026-11-22T04:49:38Z)"));
    assertEquals("It is there (503).", told("de", lasting + ".what", "It is there (503)."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"de", "en"})
  void rulesThatNobodyNamedAreToldInWords(String locale) throws IOException {
    String source = Files.readString(Path.of("src/main/java/io/faden/social/TriageRules.java"));
    List<String> fixed =
        Pattern.compile("Optional\\.of\\(\"(\\w+)\"\\)")
            .matcher(source)
            .results()
            .map(found -> found.group(1))
            .toList();
    assertEquals(List.of("message", "reply", "direct", "thread"), fixed);
    String name = "(await import('/js/models/triage.js')).ruleName(%s, t)";
    for (String rule : fixed) {
      String said = told(locale, name.formatted("given"), rule).toString();
      assertFalse(said.contains("RAW") || said.contains("“"), said);
    }
    assertTrue(
        told(locale, name.formatted("given"), "Gewinnspiele").toString().contains("Gewinnspiele"));
  }

  @Test
  void whatWaitsSaysItsStepItsNeedsItsPlaceAndWhatComesNext() {
    assertEquals(
        "Wartet noch auf jemanden. Schritt 1. Verlangt ist Strom 3. Platz 2 in Technik."
            + " Der nächste Schritt kommt in 40 s.",
        in("why.sentences(explanation, by('de')).join(' ')"));
  }

  @Test
  void aPromisedCallSaysForWhenItIsAndWhenItsTimeComes() {
    String call =
        "why.sentences({ ...explanation, workItem: { ...explanation.workItem, kind: 'callback', state: '%s', dueAt: '14:00' }, %s }, by('de')).join(' ')";
    assertEquals(
        "Rückruf, vereinbart für 14:00. Ab 13:50 wird jemand gesucht. Schritt 1. Verlangt ist Strom 3.",
        in(call.formatted("parked", "wakeAt: '13:50'")));
    assertEquals(
        "Rückruf, vereinbart für 14:00. Wartet noch auf jemanden. Schritt 1. Verlangt ist Strom 3."
            + " Platz 2 in Technik. Der Rückruf ist überfällig und geht deshalb vor."
            + " Der nächste Schritt kommt in 40 s.",
        in(call.formatted("queued", "dueState: 'overdue'")));
    assertEquals(
        "promised for 14:00",
        in(
            "why.history({ ...explanation, history: [{ at: '9:00', change: 'promised', actor: lena, detail: '14:00' }] }, by('en'))[0].says"));
  }

  @Test
  void whatISawAcceptedIsToldAsMine() {
    String mine =
        "why.sentences({ ...explanation, workItem: { ...explanation.workItem, state: 'assigned', agent: lena },"
            + " history: [{ at: '14:02', change: 'accepted', agent: lena }] }, by('en', %d))[0]";
    assertEquals("You accepted it (14:02).", in(mine.formatted(1)));
    assertEquals("Lena accepted it (14:02).", in(mine.formatted(2)));
  }

  @Test
  void whatWasHandedOverNamesWhoDidIt() {
    assertEquals(
        "Jens hat dir den Vorgang übergeben (9:00).",
        in(
            "why.sentences({ ...explanation, workItem: { ...explanation.workItem, state: 'assigned', agent: lena },"
                + " history: [{ at: '9:00', change: 'transferred', agent: lena, actor: jens }] }, by('de'))[0]"));
  }

  @Test
  void aMissingSkillSaysWhatThereIsAndWhatIsWanted() {
    assertEquals(
        "Strom 2 statt 3",
        in(
            "why.verdict({ verdict: 'skill_too_low', skill: 'Strom', wanted: 3, has: 2 }, by('de'))"));
    assertEquals(
        "ohne Strom",
        in("why.verdict({ verdict: 'skill_too_low', skill: 'Strom', wanted: 3 }, by('de'))"));
  }

  @Test
  void theOfferInPlaceStaysUntilSomebodyIsOnTheLine() {
    String offers =
        "offers.counted([{ id: 1, live: false, remainingMs: 90000 }, { id: 2, live: false, remainingMs: 5000 }%s], 1000)";
    assertEquals(2, in("offers.foremost(" + offers.formatted("") + ", undefined).id"));
    assertEquals(1, in("offers.foremost(" + offers.formatted("") + ", 1).id"));
    assertEquals(
        3,
        in(
            "offers.foremost("
                + offers.formatted(", { id: 3, live: true, remainingMs: 20000 }")
                + ", 1).id"));
  }

  @Test
  void secondsCountFromWhenTheAnswerCameAndNeverBelowNone() {
    String left =
        "offers.secondsLeft(offers.counted([{ id: 1, remainingMs: 14200 }], 5000)[0], %d)";
    assertEquals(15, in(left.formatted(5000)));
    assertEquals(14, in(left.formatted(6000)));
    assertEquals(0, in(left.formatted(60000)));
  }

  @Test
  void anOfferThatGoesAtItsEndWasPassedOnAndOneThatGoesEarlierWithdrawn() {
    String gone =
        "offers.gone(offers.counted([{ id: 1, remainingMs: 20000 }], 0), [], new Set(%s), %d).map(({ how }) => how).join()";
    assertEquals("passed", in(gone.formatted("[]", 19900)));
    assertEquals("withdrawn", in(gone.formatted("[]", 4000)));
    assertEquals("", in(gone.formatted("[1]", 4000)));
  }

  @Test
  void aCapacityOfNothingIsFullOnceSomethingIsHeld() {
    assertEquals("room", in("offers.fullness({ used: 60, capacity: 100 }).state"));
    assertEquals("full", in("offers.fullness({ used: 100, capacity: 100 }).state"));
    assertEquals(
        "over", in("offers.fullness({ used: 120, capacity: 100, overCapacity: true }).state"));
    assertFalse(in("offers.fullness({ used: 20, capacity: 0 }).part").equals(0));
  }
}

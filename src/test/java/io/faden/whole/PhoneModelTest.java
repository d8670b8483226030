package io.faden.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.faden.testing.Chromium;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page makes of calls, lengths, promises and notes, without a server. */
class PhoneModelTest {
  private static final String ORIGIN = "http://page.test";
  private static final String PRELUDE =
      """
      async () => {
        const words = { de: (await import('/js/words/de-phone.js')).default, en: (await import('/js/words/en-phone.js')).default };
        const phone = await import('/js/models/phone.js');
        const lena = { id: 1, name: 'Lena' };
        const jens = { id: 2, name: 'Jens' };
        const friday = new Date(2026, 10, 20, 15, 2).getTime();
        const note = { text: 'Gut.', who: '', direction: 'in', outcome: 'reached', number: '', length: '', started: '2026-11-20T15:00', subject: '', then: '', promised: '', promise: '', agent: '', closes: true, requestId: 'request-1' };
        const body = (part, callback) => phone.bodyOf({ ...note, ...part }, { now: friday, silent: 'Niemand da.', callback });
        return (EXPRESSION);
      }
      """;

  @AutoClose private static Page page;

  @BeforeAll
  static void open() {
    page = Chromium.shared().newPage();
    page.route(ORIGIN + "/**", PhoneModelTest::serve);
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
    return page.evaluate(PRELUDE.replace("EXPRESSION", expression));
  }

  @Test
  void bothLanguagesHaveTheSameWords() {
    assertEquals(
        in("Object.keys(words.de).sort().join()"), in("Object.keys(words.en).sort().join()"));
  }

  @Test
  void aLengthIsReadAsItIsShown() {
    assertEquals(
        List.of(252, 240, 0, 59),
        in("['4:12', '4', '0', '0:59'].map((text) => phone.secondsOf(text))"));
    assertEquals("4:12", in("phone.lengthOf(252)"));
    assertEquals(
        true,
        in(
            "['4:60', 'lang', '1:2:3', '9999'].every((text) => Number.isNaN(phone.secondsOf(text)))"));
    assertEquals(true, in("phone.secondsOf(' ') === undefined"));
  }

  @Test
  void partsOfNumbersAreToldFromNames() {
    assertEquals(
        List.of(true, true, true, false, false, false),
        in(
            "['0431/12 34-56', '+49 (0)431', '345', '34', 'Haus 12345', 'Anna'].map(phone.isNumber)"));
  }

  @Test
  void onAFridayTomorrowIsFollowedByMonday() {
    assertEquals(
        "inHour 20. 16:05, today 20. 17:00, tomorrow 21. 9:00, monday 23. 9:00",
        in(
            "phone.promiseTimes(friday).map(({ id, at }) => { const on = new Date(at); return `${id} ${on.getDate()}. ${on.getHours()}:${String(on.getMinutes()).padStart(2, '0')}`; }).join(', ')"));
  }

  @Test
  void whatHasGoneByIsNotOffered() {
    assertEquals(
        "inHour,tomorrow",
        in(
            "phone.promiseTimes(new Date(2026, 10, 18, 16, 55).getTime()).map(({ id }) => id).join()"));
  }

  @Test
  void aCallConcernsWhomItRingsAtOrWhoSpeaksOrEverybodyIfNobodyIsNamed() {
    assertEquals(
        List.of(true, false, true, false, true, false),
        in(
            """
            [{ state: 'ringing', ringsAt: [lena] }, { state: 'ringing', ringsAt: [jens] }, { state: 'ringing', ringsAt: [] },
             { state: 'answered', agent: jens, ringsAt: [lena] }, { state: 'answered', agent: lena }, { state: 'ended', agent: lena }]
              .map((call) => phone.concerns(call, 1))"""));
  }

  @Test
  void aCallIsOwedItsNoteUntilItHasOneOrNeedsNone() {
    assertEquals(
        List.of(true, false, false, false),
        in(
            """
            [{}, { noteEntryId: 7 }, { dismissed: true }, { missed: true }]
              .map((part) => phone.isOwed({ state: 'ended', agent: lena, ...part }, 1))"""));
  }

  @Test
  void aCallThatReachedNobodyKeepsTheCallbackAndGivesItANewTime() {
    assertEquals(
        "{\"closes\":5,\"again\":true,\"promises\":false,\"text\":\"Niemand da.\"}",
        in(
            """
            (({ closes, again, callback, text }) => JSON.stringify({ closes, again: Date.parse(again) === phone.promiseTimes(friday)[0].at, promises: Boolean(callback), text }))
              (body({ text: ' ', outcome: 'not_reached', closes: true }, { id: 5 }))"""));
  }

  @Test
  void aPromiseCountsFromThePressAndGoesToWhomItNames() {
    assertEquals(
        "{\"dueAt\":\"2026-11-20T17:00:00.000Z\",\"promise\":\"Aufstellung\",\"agent\":2}",
        in(
            "JSON.stringify(body({ promised: 'inHour', promisedTo: Date.UTC(2026, 10, 20, 17), promise: ' Aufstellung ', agent: '2' }).callback)"));
  }

  @Test
  void aNoteWithoutWordsIsOnlyForWhomNobodyReached() {
    assertEquals("fault.phone.text", in("phone.faultsOf({ ...note, text: ' ' }).text"));
    assertEquals(
        0, in("Object.keys(phone.faultsOf({ ...note, text: '', outcome: 'voicemail' })).length"));
  }
}

package io.faden.whole;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.faden.testing.Chromium;
import java.nio.file.Path;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the page makes of lists of posts that others change, and of the form of their sources. */
class PostsModelTest {
  private static final String ORIGIN = "http://page.test";
  private static final String PRELUDE =
      """
      async () => {
        const triage = await import('/js/models/triage.js');
        const source = await import('/js/models/source.js');
        const posts = (...ids) => ids.map((id) => ({ id, version: 0 }));
        const ids = (list) => list.map(({ id }) => id).join();
        const told = ({ rows, gone }) => `${ids(rows)} | ${ids(gone)}`;
        const form = (channel, part) => ({ ...source.emptySource(channel), name: 'Netz', address: '@haus@sozial.example', baseUrl: 'https://sozial.example', ...part });
        return (EXPRESSION);
      }
      """;

  @AutoClose private static Page page;

  @BeforeAll
  static void open() {
    page = Chromium.shared().newPage();
    page.route(ORIGIN + "/**", PostsModelTest::serve);
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
  void pageWithAnotherBehindItSaysNothingOfWhatLiesBelowItsEnd() {
    assertEquals(
        "1,3,4,5 | 2",
        in("told(triage.withPage(posts(1, 2, 3, 4, 5), { items: posts(1, 3), nextCursor: 'x' }))"));
  }

  @Test
  void lastPageSaysThatWhatItDoesNotNameIsGoneAndWhatIsNewComesBehind() {
    assertEquals(
        "1,3,6 | 2,4", in("told(triage.withPage(posts(1, 2, 3, 4), { items: posts(1, 3, 6) }))"));
    assertEquals(
        "1,2,4,5 | 3", in("told(triage.withPage(posts(1, 2, 3, 4), { items: posts(4, 5) }, 2))"));
  }

  @Test
  void newerPostsAboveDoNotTakeAwayWhatStandsBelow() {
    assertEquals(
        "9,8,3,2,1 | ",
        in("told(triage.withPage(posts(3, 2, 1), { items: posts(9, 8), nextCursor: 'x' }))"));
  }

  @Test
  void whatWentStaysInItsPlaceForAMoment() {
    assertEquals(
        "1,2,3,4",
        in(
            "ids(((before, { rows, gone }) => triage.withGone(rows, before, gone))"
                + "(posts(1, 2, 3, 4), triage.withPage(posts(1, 2, 3, 4), { items: posts(1, 4) })))"));
  }

  @Test
  void whatIsTakenBackStandsAboveTheFirstOfThoseThatStoodBelowIt() {
    assertEquals(
        "1,2,5",
        in("ids(triage.putBack(posts(1, 5), { id: 2 }, triage.below(posts(1, 2, 3, 4, 5), 2)))"));
    assertEquals("1,2", in("ids(triage.putBack(posts(1), { id: 2 }, [7, 8]))"));
  }

  @Test
  void olderAnswersDoNotOverwriteNewerOnes() {
    assertEquals(
        "{\"id\":1,\"version\":3,\"text\":\"neu\"}",
        in(
            "JSON.stringify(triage.replaced([{ id: 1, version: 3, text: 'neu' }], { id: 1, version: 2, text: 'alt' })[0])"));
  }

  @Test
  void numbersFollowADecisionUntilTheServerTellsThemAgain() {
    assertEquals(
        "{\"open\":4,\"byChannel\":{\"mastodon\":2,\"feed\":2},\"decidedToday\":8,\"answerToday\":2}",
        in(
            "JSON.stringify(triage.counted({ open: 5, byChannel: { mastodon: 3, feed: 2 }, decidedToday: 7, answerToday: 1 }, { channel: 'mastodon', verdict: 'open' }, 'answer'))"));
  }

  @Test
  void onlyPagesOfTheWebAreOpened() {
    assertEquals(
        "https://a.example/1,,",
        in(
            "[triage.pageOf('https://a.example/1'), triage.pageOf('javascript:alert(1)'), triage.pageOf(undefined)].join()"));
  }

  @Test
  void handleOnMastodonNamesItsServerUnlessAnotherWasGiven() {
    String named =
        "source.suggestedSource({ address: '', baseUrl: '%s' }, 'address', '@haus@sozial.example', 'mastodon').baseUrl";
    assertEquals("https://sozial.example", in(named.formatted("")));
    assertEquals("https://anders.example", in(named.formatted("https://anders.example")));
  }

  @Test
  void formGoesToTheServerAsTheContractWantsIt() {
    assertEquals(
        "{\"channel\":\"mastodon\",\"name\":\"Netz\",\"address\":\"@haus@sozial.example\",\"active\":true,\"backfill\":\"new\","
            + "\"mastodon\":{\"baseUrl\":\"https://sozial.example\",\"stream\":true},"
            + "\"social\":{\"searches\":[\"strom\"],\"rules\":[{\"name\":\"Werbung\",\"then\":\"none\",\"words\":[\"Rabatt\",\"Gutschein\"],\"minFollowers\":50,\"knownCustomer\":false}],\"publicContacts\":[]},\"version\":3}",
        in(
            "JSON.stringify(source.bodyOfSource(form('mastodon', { baseUrl: 'https://sozial.example/', searches: 'strom\\n',"
                + " rules: [{ ...source.emptyRule(), name: ' Werbung ', words: 'Rabatt\\nGutschein', followers: '50', known: 'no' }] }), 'mastodon', 3))"));
  }

  @Test
  void ruleThatNothingNarrowsIsRefusedBeforeItDecidesOnEverything() {
    assertEquals(
        "rules.0.name,rules.0.fits",
        in(
            "Object.keys(source.faultsOfSource(form('mastodon', { rules: [source.emptyRule()] }), 'mastodon')).join()"));
  }

  @Test
  void unencryptedServersAreForThisMachineOnly() {
    String fault =
        "source.faultsOfSource(form('mastodon', { baseUrl: '%s' }), 'mastodon').baseUrl ?? 'good'";
    assertEquals("fault.source.server", in(fault.formatted("http://sozial.example")));
    assertEquals("good", in(fault.formatted("http://127.0.0.1:8080")));
    assertEquals("good", in(fault.formatted("https://sozial.example")));
  }

  @Test
  void keptPasswordIsAskedForAgainWhenTheAccountIsAnother() {
    String fault =
        "source.faultsOfSource(form('bluesky', { address: '%s', baseUrl: 'https://bsky.social' }), 'bluesky',"
            + " { bluesky: { hasSecret: true, baseUrl: 'https://bsky.social', identifier: 'haus.bsky.social' } }).password ?? 'kept'";
    assertEquals("kept", in(fault.formatted("@haus.bsky.social")));
    assertEquals("fault.source.passwordAgain", in(fault.formatted("anders.bsky.social")));
  }
}

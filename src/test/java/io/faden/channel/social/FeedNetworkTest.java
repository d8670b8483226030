package io.faden.channel.social;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccount.Backfill;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.SocialSettings;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.social.NetworkFault.Kind;
import io.faden.channel.social.SocialNetwork.Item;
import io.faden.channel.social.SocialNetwork.Received;
import io.faden.routing.QueueId;
import io.faden.testing.Site;
import io.vertx.core.Vertx;
import java.nio.charset.Charset;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedNetworkTest {
  private static final Vertx VERTX = Vertx.vertx();
  private static final String RSS_TYPE = "application/rss+xml";

  private final Site site = new Site();
  private final SafeFetch fetch = new SafeFetch(VERTX, List.of(site.place()));
  private final FeedNetwork network = new FeedNetwork(fetch);

  @AfterEach
  void stop() {
    fetch.close();
    site.close();
  }

  @AfterAll
  static void stopAll() {
    VERTX.close().await();
  }

  private ChannelAccount account(Backfill backfill) {
    String url = site.url("/feed");
    return new ChannelAccount(
        new ChannelAccountId(7),
        "feed",
        "Forum",
        url,
        "",
        new QueueId(1),
        true,
        backfill,
        new SocialSettings(
            new SocialSettings.Feed(url, Duration.ofMinutes(15)), List.of(), List.of(), List.of()),
        0);
  }

  private Received receive(Optional<String> cursor) throws NetworkFault {
    return network.receive(account(Backfill.ALL), cursor);
  }

  private void serve(String type, String document) {
    site.put("/feed", type, document.getBytes(UTF_8));
  }

  private Told read(Item item) throws UnreadableArrival {
    return network.read(account(Backfill.ALL), item.raw());
  }

  private List<Told.Post> posts(Received received) throws UnreadableArrival {
    List<Told.Post> posts = new ArrayList<>();
    for (Item item : received.items()) {
      posts.add(assertInstanceOf(Told.Post.class, read(item)));
    }
    return posts;
  }

  private static String rss(String... items) {
    return """
        <?xml version="1.0" encoding="utf-8"?>
        <!-- <item>not one</item> -->
        <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
             xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
        <title>Das Forum</title><link>https://forum.example/</link><description/><language>de-DE</language>
        """
        + String.join("\n", items)
        + "</channel></rss>";
  }

  private static String item(String guid, String text) {
    return "<item><guid>"
        + guid
        + "</guid><title>"
        + guid
        + "</title><description>"
        + text
        + "</description></item>";
  }

  @Test
  void anRssFeedIsReadWithEverythingItSays() throws Exception {
    serve(
        RSS_TYPE,
        rss(
            """
            <item>
              <title>AT&amp;amp;T &amp;lt;neu&amp;gt;</title><link>/beitrag/2</link>
              <guid isPermaLink="false">b-2</guid><dc:creator>Jana &amp; Co</dc:creator>
              <pubDate>Wed, 06 May 2026 10:00:00 +0200</pubDate>
              <description>Kurz</description>
              <content:encoded><![CDATA[<p>Hallo <b>Nordlicht</b>,</p><p>wann kommt mein Paket?<br>Gr&uuml;&szlig;e</p>
                <script>alert(1)</script><img src="/bild.png" alt="Paket">]]></content:encoded>
              <enclosure url="https://forum.example/foto.jpg" type="image/jpeg" length="1"/>
            </item>""",
            "<item><guid>b-1</guid><description>&lt;item&gt; &lt;/item&gt;</description></item>"));
    Received received = receive(Optional.empty());
    assertEquals(
        List.of("item:b-1", "item:b-2"), received.items().stream().map(Item::sourceKey).toList());
    assertFalse(received.more());
    Told.Post post = posts(received).get(1);
    assertEquals("b-2", post.id());
    assertEquals(Told.Kind.ITEM, post.kind());
    assertTrue(post.open());
    assertEquals("AT&T <neu>", post.subject());
    assertEquals("Hallo Nordlicht,\n\nwann kommt mein Paket?\nGrüße\n\n[Paket]", post.text());
    assertEquals(Optional.of("de"), post.language());
    assertEquals(Instant.parse("2026-05-06T08:00:00Z"), post.writtenAt());
    assertEquals(Optional.of(site.url("/beitrag/2")), post.url());
    assertEquals("127.0.0.1/jana & co", post.author().value());
    assertEquals("Jana & Co", post.author().name());
    assertEquals(
        List.of(
            new Told.Picture("https://forum.example/foto.jpg", "", "image/jpeg"),
            new Told.Picture(site.url("/bild.png"), "Paket", "")),
        post.pictures());
    assertEquals("<item> </item>".replaceAll("<.*>", ""), posts(received).get(0).text());
  }

  @Test
  void anAtomFeedIsRead() throws Exception {
    serve(
        "application/atom+xml; charset=utf-8",
        """
        <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>Blog</title><id>urn:blog</id>
          <updated>2026-05-06T10:00:00Z</updated>
          <a:entry xmlns:a="http://www.w3.org/2005/Atom"><a:title type="text">1 &lt; 2</a:title><a:id>urn:1</a:id>
            <a:author><a:name>Ada</a:name><a:uri>https://ada.example</a:uri></a:author>
            <a:link href="https://blog.example/1"/><a:published>2026-05-05T10:00:00Z</a:published>
            <a:updated>2026-05-06T10:00:00Z</a:updated>
            <a:content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Eins</p><p>Zwei</p></div></a:content>
          </a:entry>
        </feed>
        """);
    Told.Post post = posts(receive(Optional.empty())).getFirst();
    assertEquals("urn:1", post.id());
    assertEquals("1 < 2", post.subject());
    assertEquals("Eins\n\nZwei", post.text());
    assertEquals("127.0.0.1/ada", post.author().value());
    assertEquals(Optional.of("https://ada.example"), post.author().url());
    assertEquals(Instant.parse("2026-05-05T10:00:00Z"), post.writtenAt());
    assertEquals(Optional.of("https://blog.example/1"), post.url());
  }

  @Test
  void anRdfFeedIsRead() throws Exception {
    serve(
        "text/xml",
        """
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
                 xmlns:dc="http://purl.org/dc/elements/1.1/">
          <channel rdf:about="https://news.example/"><title>Nachrichten</title><link>https://news.example/</link>
            <description>x</description></channel>
          <item rdf:about="https://news.example/1"><title>Überall Stau</title><link>https://news.example/1</link>
            <description>Auch in Kiel</description><dc:date>2026-05-05T10:00:00Z</dc:date></item>
        </rdf:RDF>
        """);
    Told.Post post = posts(receive(Optional.empty())).getFirst();
    assertEquals("Überall Stau", post.subject());
    assertEquals("Auch in Kiel", post.text());
    assertEquals("127.0.0.1/nachrichten", post.author().value());
    assertEquals(Instant.parse("2026-05-05T10:00:00Z"), post.writtenAt());
  }

  @Test
  void aJsonFeedIsRead() throws Exception {
    serve(
        "application/feed+json",
        """
        {"version": "https://jsonfeed.org/version/1.1", "title": "Notizen", "language": "en-GB",
         "items": [
           {"id": "2", "content_html": "<p>Zw\\u0000ei</p>", "date_published": "2026-05-06T10:00:00+02:00",
            "authors": [{"name": "Ada", "avatar": "/ada.png"}], "url": "https://ada.example/2",
            "attachments": [{"url": "/a.png", "mime_type": "image/png"}, {"url": "/a.mp3", "mime_type": "audio/mpeg"}]},
           {"id": 1, "content_text": "Eins: [{\\"x\\": \\"}\\"}]"}], "extra": {"items": []}}
        """);
    Received received = receive(Optional.empty());
    List<Told.Post> posts = posts(received);
    assertEquals("Eins: [{\"x\": \"}\"}]", posts.get(0).text());
    assertEquals("1", posts.get(0).id());
    assertEquals("127.0.0.1/notizen", posts.get(0).author().value());
    assertEquals("Zwei", posts.get(1).text());
    assertEquals(Optional.of("en"), posts.get(1).language());
    assertEquals(Optional.of(site.url("/ada.png")), posts.get(1).author().avatar());
    assertEquals(
        List.of(new Told.Picture(site.url("/a.png"), "", "image/png")), posts.get(1).pictures());
    String raw = new String(received.items().get(1).raw(), UTF_8);
    assertTrue(raw.contains("\\\"date_published\\\": \\\"2026-05-06T10:00:00+02:00\\\""), raw);
  }

  @Test
  void anUnchangedFeedCostsNothing() throws Exception {
    byte[] document = rss(item("1", "Eins")).getBytes(UTF_8);
    site.put(
        "/feed",
        exchange -> {
          boolean known = "\"v1\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
          Site.send(
              exchange,
              known ? 304 : 200,
              Map.of("ETag", "\"v1\"", "Last-Modified", "Wed, 06 May 2026 10:00:00 GMT"),
              known ? new byte[0] : document);
        });
    Received first = receive(Optional.empty());
    Received second = receive(Optional.of(first.cursor()));
    assertEquals(1, first.items().size());
    assertEquals(List.of(), second.items());
    assertEquals(first.cursor(), second.cursor());
    assertEquals(
        "Wed, 06 May 2026 10:00:00 GMT", site.asked().getLast().headers().get("if-modified-since"));
  }

  @Test
  void anItemThatSaysSomethingElseIsAnEditAndOneThatVanishesStays() throws Exception {
    serve(RSS_TYPE, rss(item("2", "Zwei"), item("1", "Eins")));
    Received first = receive(Optional.empty());
    serve(RSS_TYPE, rss(item("2", "Zwei!")));
    Received second = receive(Optional.of(first.cursor()));
    serve(RSS_TYPE, rss(item("2", "Zwei"), item("1", "Eins")));
    Received third = receive(Optional.of(second.cursor()));

    assertEquals(1, second.items().size());
    Told.Edited edited = assertInstanceOf(Told.Edited.class, read(second.items().getFirst()));
    assertEquals("2", edited.post().id());
    assertEquals("Zwei!", edited.post().text());
    assertTrue(edited.post().edited().isPresent());
    assertEquals(1, third.items().size(), "the one that came back is known");
    assertEquals(
        "Zwei", assertInstanceOf(Told.Edited.class, read(third.items().getFirst())).post().text());
    assertEquals(
        4,
        Stream.of(first, second, third)
            .flatMap(each -> each.items().stream())
            .map(Item::sourceKey)
            .distinct()
            .count());
  }

  @Test
  void askingAgainWithTheSameCursorGivesTheSame() throws Exception {
    serve(RSS_TYPE, rss(item("1", "Eins")));
    String cursor = receive(Optional.empty()).cursor();
    serve(RSS_TYPE, rss(item("2", "Zwei"), item("1", "Eins!")));
    List<String> once = keys(receive(Optional.of(cursor)));
    assertEquals(once, keys(receive(Optional.of(cursor))));
    assertEquals(2, once.size());
  }

  private static List<String> keys(Received received) {
    return received.items().stream().map(Item::sourceKey).toList();
  }

  @Test
  void aNewAccountThatTakesOnlyWhatComesTakesNothingAtFirst() throws Exception {
    serve(RSS_TYPE, rss(item("1", "Eins")));
    Received first = network.receive(account(Backfill.NEW), Optional.empty());
    assertEquals(List.of(), first.items());
    serve(RSS_TYPE, rss(item("2", "Zwei"), item("1", "Eins")));
    assertEquals(
        List.of("item:2"),
        keys(network.receive(account(Backfill.NEW), Optional.of(first.cursor()))));
  }

  @Test
  void aLongFeedComesInPagesAndEachItemOnce() throws Exception {
    serve(
        RSS_TYPE,
        rss(
            IntStream.range(0, 450)
                .mapToObj(i -> item("g" + i, "Text " + i))
                .toArray(String[]::new)));
    List<String> all = new ArrayList<>();
    Optional<String> cursor = Optional.empty();
    Received page;
    do {
      page = receive(cursor);
      all.addAll(keys(page));
      cursor = Optional.of(page.cursor());
    } while (page.more());
    assertEquals(450, all.size());
    assertEquals(450, all.stream().distinct().count());
    assertEquals("item:g449", all.getFirst());
  }

  @Test
  void withoutAGuidItIsTheAddressAndTheDateAndWithoutThoseTheContent() throws Exception {
    String linked =
        "<item><link>https://f.example/t</link><pubDate>Wed, 06 May 2026 10:00:00 +0200</pubDate>"
            + "<description>Eins</description></item>";
    String later = linked.replace("06 May", "07 May").replace("Eins", "Zwei");
    serve(RSS_TYPE, rss(linked, later, "<item><description>Nur Text</description></item>"));
    List<String> keys = keys(receive(Optional.empty()));
    assertTrue(keys.contains("item:https://f.example/t 2026-05-06T08:00:00Z"), keys.toString());
    assertTrue(keys.contains("item:https://f.example/t 2026-05-07T08:00:00Z"), keys.toString());
    assertTrue(keys.getFirst().startsWith("item:sha256:"), keys.toString());
  }

  @Test
  void twoItemsWithOneIdAreTwoAndStayThat() throws Exception {
    String one = "<item><link>https://f.example/t</link><description>Eins</description></item>";
    serve(RSS_TYPE, rss(one, one.replace("Eins", "Zwei")));
    Received first = receive(Optional.empty());
    assertEquals(2, posts(first).size());
    assertEquals(List.of(), receive(Optional.of(first.cursor())).items());
  }

  @Test
  void everySpellingOfUmlautsIsRead() throws Exception {
    String document = rss(item("1", "Größe"));
    String latin = document.replace("utf-8", "iso-8859-1");
    String plain = document.replaceFirst("<\\?xml.*\\?>", "");
    assertEquals("Größe", served(latin.getBytes(ISO_8859_1), "text/xml"));
    assertEquals("Größe", served(plain.getBytes(ISO_8859_1), "text/xml; charset=ISO-8859-1"));
    assertEquals("Größe", served(("\uFEFF" + plain).getBytes(UTF_8), "text/xml"));
    assertEquals("Größe", served(plain.getBytes(UTF_8), "text/xml"));
    assertEquals("Größe", served(plain.strip().getBytes(UTF_16LE), "text/xml"));
    assertEquals(
        "Größe", served(("\uFEFF" + plain).getBytes(Charset.forName("UTF-16BE")), "text/xml"));
    assertEquals("Größe", served(document.getBytes(ISO_8859_1), "text/xml"), "it says UTF-8");
  }

  private String served(byte[] document, String type) throws Exception {
    site.put("/feed", type, document);
    return posts(receive(Optional.empty())).getFirst().text();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<rss version='2.0'><channel><title>a</title><item><title>b</item></channel></rss>",
        "<rss version='2.0'><channel><item><title>b</title></item>",
        "<html><body>Wartung</body></html>",
        "Wartung",
        "",
        "{\"items\": [",
        "{\"version\": \"1\"}",
        "<!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><rss version='2.0'><channel><title>&x;</title></channel></rss>"
      })
  void whatIsNoFeedIsSaidClearlyAndNothingIsLost(String document) throws Exception {
    serve(RSS_TYPE, rss(item("1", "Eins")));
    String cursor = receive(Optional.empty()).cursor();
    serve(RSS_TYPE, document);
    NetworkFault fault = assertThrows(NetworkFault.class, () -> receive(Optional.of(cursor)));
    assertEquals(Kind.AWAY, fault.kind());
    assertTrue(fault.getMessage().endsWith("."), fault.getMessage());
    ConnectionVerdict verdict = network.test(account(Backfill.ALL));
    assertFalse(verdict.ok());
    assertEquals("unreadable", verdict.steps().get(1).code());
    serve(RSS_TYPE, rss(item("2", "Zwei"), item("1", "Eins")));
    assertEquals(List.of("item:2"), keys(receive(Optional.of(cursor))));
  }

  @Test
  void entitiesThatGrowAreNotRead() {
    String bomb =
        "<!DOCTYPE r [<!ENTITY a 'aaaaaaaaaa'>"
            + IntStream.range(0, 9)
                .mapToObj(
                    i ->
                        "<!ENTITY %c '%s'>"
                            .formatted('b' + i, ("&" + (char) ('a' + i) + ";").repeat(10)))
                .collect(Collectors.joining())
            + "]><rss version='2.0'><channel><title>&j;</title></channel></rss>";
    serve(RSS_TYPE, bomb);
    NetworkFault fault = assertThrows(NetworkFault.class, () -> receive(Optional.empty()));
    assertEquals("The feed names a document type, which is not read.", fault.getMessage());
  }

  @Test
  void tryingAFeedTellsItsTitleAndHowMuchIsInIt() {
    serve(RSS_TYPE, rss(item("2", "Zwei"), item("1", "Eins")));
    ConnectionVerdict verdict = network.test(account(Backfill.ALL));
    assertTrue(verdict.ok());
    assertEquals(Optional.of("Das Forum"), verdict.steps().get(1).detail());
    assertEquals(Optional.of(2), verdict.steps().get(1).messages());
  }

  @Test
  void aFeedInsideTheHouseIsNotAllowed() {
    SafeFetch strict = new SafeFetch(VERTX, List.of());
    ConnectionVerdict verdict = new FeedNetwork(strict).test(account(Backfill.ALL));
    assertEquals("not_allowed", verdict.steps().getFirst().code());
    strict.close();
  }
}

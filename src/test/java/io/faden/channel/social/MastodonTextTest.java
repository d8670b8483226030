package io.faden.channel.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccount.Backfill;
import io.faden.channel.UnreadableArrival;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What people see, from the HTML that servers send. */
class MastodonTextTest {
  private static final ChannelAccount ACCOUNT =
      Accounts.mastodon("https://social.example", Optional.empty(), Backfill.ALL);

  @Test
  void linesAndParagraphsStay() {
    assertEquals("Eins\nzwei\n\ndrei", MastodonHtml.text("<p>Eins<br>zwei</p><p>drei</p>"));
    assertEquals(
        "Liste:\n\n- a\n- b\n\nEnde",
        MastodonHtml.text("<p>Liste:</p><ul><li>a</li><li>b</li></ul><p>Ende</p>"));
  }

  @Test
  void addressesAreWholeAgain() {
    assertEquals(
        "Siehe https://nordlicht.example/tarife/strom/oeko-plus-2026?a=1 da",
        MastodonHtml.text(
            "<p>Siehe <a href=\"https://nordlicht.example/tarife/strom/oeko-plus-2026?a=1\""
                + " rel=\"nofollow\"><span class=\"invisible\">https://</span><span"
                + " class=\"ellipsis\">nordlicht.example/tarife/strom</span><span"
                + " class=\"invisible\">/oeko-plus-2026?a=1</span></a> da</p>"));
    assertEquals(
        "https://nordlicht.example/lang",
        MastodonHtml.text("<a href=\"https://nordlicht.example/lang\">nordlicht.example/la…</a>"));
  }

  @Test
  void aLinkThatSaysSomethingElseShowsBoth() {
    assertEquals(
        "bank.example (https://evil.example/)",
        MastodonHtml.text("<a href=\"https://evil.example/\">bank.example</a>"));
  }

  @Test
  void mentionsAndTagsStandAsShown() {
    assertEquals(
        "@nordlicht zu #Strom",
        MastodonHtml.text(
            "<p><span class=\"h-card\"><a href=\"https://social.example/@nordlicht\" class=\"u-url"
                + " mention\">@<span>nordlicht</span></a></span> zu <a"
                + " href=\"https://social.example/tags/Strom\" class=\"mention hashtag\""
                + " rel=\"tag\">#<span>Strom</span></a></p>"));
  }

  @Test
  void scriptsAreNoText() {
    String text =
        MastodonHtml.text(
            "<p>Hallo<script>alert(1)</script><img src=x onerror=alert(1) alt=\":smile:\"> <a"
                + " href=\"javascript:alert(1)\">klick</a></p>");

    assertEquals("Hallo:smile: klick", text);
    assertFalse(text.contains("alert"));
  }

  @Test
  void deepNestingAndEndlessTextAreBorne() {
    assertEquals(50_000, MastodonHtml.text("<p>" + "x".repeat(200_000)).length());
    assertEquals("tief", MastodonHtml.text("<div>".repeat(20_000) + "tief").strip());
  }

  @Test
  void warningPicturesLanguageAndEditAreRead() throws Exception {
    String json =
        """
        {"id":"01HXYZ","created_at":"2026-11-20T10:00:00.000+01:00","in_reply_to_id":null,"in_reply_to_account_id":null,
         "sensitive":true,"spoiler_text":"Stromausfall","visibility":"unlisted","language":"de-AT",
         "uri":"https://berlin.example/users/anna/1","url":"javascript:alert(1)","edited_at":"2026-11-20T11:00:00Z",
         "content":"<p>Alles dunkel</p>","account":{"id":"9","acct":"anna@berlin.example","display_name":"Anna 🌻","bot":true,
         "url":"https://berlin.example/@anna","avatar_static":"https://berlin.example/a.png","followers_count":-1},
         "media_attachments":[{"id":"1","type":"image","url":"https://berlin.example/b.png","description":"Ein Zähler"},
           {"id":"2","type":"video","url":"https://berlin.example/c.mp4","preview_url":"https://berlin.example/c.png","description":null},
           {"id":"3","type":"audio","url":"https://berlin.example/d.mp3"}],
         "mentions":[{"id":"14715","username":"nordlicht","acct":"nordlicht","url":"https://social.example/@nordlicht"}]}
        """;

    Told.Post post =
        assertInstanceOf(Told.Post.class, MastodonReading.read(ACCOUNT, NetworkHttp.bytes(json)));

    assertEquals("Stromausfall\n\nAlles dunkel", post.text());
    assertEquals(Optional.of("de"), post.language());
    assertEquals(Optional.of("https://berlin.example/users/anna/1"), post.url());
    assertEquals(
        List.of(
            new Told.Picture("https://berlin.example/b.png", "Ein Zähler", "image"),
            new Told.Picture("https://berlin.example/c.png", "", "video")),
        post.pictures().stream()
            .map(
                one ->
                    new Told.Picture(one.url(), one.description().replace("null", ""), one.type()))
            .toList());
    assertEquals(Optional.empty(), post.author().followers());
    assertEquals(true, post.author().bot());
    assertEquals("2026-11-20T09:00:00Z", post.writtenAt().toString());
    assertEquals("2026-11-20T11:00:00Z", post.edited().orElseThrow().toString());
  }

  @Test
  void whatCannotBeReadIsSaidSo() {
    for (String bad :
        List.of("", "[]", "no json", "{\"content\":\"x\"}", "{\"id\":\"1\",\"content\":\"x\"}")) {
      assertThrows(
          UnreadableArrival.class,
          () -> MastodonReading.read(ACCOUNT, NetworkHttp.bytes(bad)),
          bad);
    }
  }
}

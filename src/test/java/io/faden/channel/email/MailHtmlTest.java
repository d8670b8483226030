package io.faden.channel.email;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.channel.Incoming;
import io.faden.channel.MessageHtml;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailHtmlTest {
  private static String safe(String html) {
    return Mails.html(html).html().orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>x",
        "<scr<script>ipt>alert(1)</scr</script>ipt>x",
        "<img src=x onerror=alert(1)>x",
        "<img src='javascript:alert(1)'>x",
        "<a href='javascript:alert(1)'>x</a>",
        "<a href='java\nscript:alert(1)'>x</a>",
        "<a href='&#106;avascript:alert(1)'>x</a>",
        "<a href=' data:text/html,<script>alert(1)</script>'>x</a>",
        "<a href='vbscript:alert(1)'>x</a>",
        "<svg onload=alert(1)><script>alert(1)</script></svg>x",
        "<math><mi xlink:href='javascript:alert(1)'>x</mi></math>x",
        "<iframe srcdoc='<script>alert(1)</script>'></iframe>x",
        "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>x",
        "<form action='https://evil.example'><input name=q><button>alert(1)</button></form>x",
        "<style>@import 'javascript:alert(1)';</style>x",
        "<link rel=stylesheet href='https://evil.example/alert(1).css'>x",
        "<base href='javascript:alert(1)//'>x",
        "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>x",
        "<p style='background:url(javascript:alert(1))'>x</p>",
        "<p style='width:expression(alert(1))'>x</p>",
        "<p style='behavior:url(alert.htc);-moz-binding:url(alert(1))'>x</p>",
        "<div style='position:fixed;top:0;z-index:9'>x</div>",
        "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>x",
        "<template><img src=x onerror=alert(1)></template>x",
        "<!--[if mso]><script>alert(1)</script><![endif]-->x",
        "<img src='data:image/svg+xml;base64,PHN2ZyBvbmxvYWQ9YWxlcnQoMSk+'>x",
        "<img src='data:text/html;base64,PHNjcmlwdD4='>x",
        "<a href='https://ok.example' target=_top onclick=alert(1)>x</a>",
        "<details open ontoggle=alert(1)>x</details>",
        "<video src=x onerror=alert(1)></video>x",
        "x<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">"
      })
  void nothingThatActsSurvives(String html) {
    String safe = safe(html).toLowerCase(Locale.ROOT);
    assertTrue(safe.contains("x"), safe);
    // Tags and attributes only: the words may stand in the text.
    String tags = String.join(" ", safe.replaceAll("(?s)^[^<]*|>[^<]*", ">").split(">"));
    for (String never :
        new String[] {
          "script",
          "onerror",
          "onload",
          "onclick",
          "ontoggle",
          "srcdoc",
          "<iframe",
          "<object",
          "<embed",
          "<form",
          "<input",
          "<button",
          "<style",
          "<link",
          "<base",
          "<meta",
          "<svg",
          "<math",
          "<video",
          "url(",
          "expression",
          "behavior",
          "binding",
          "position",
          "z-index",
          "_top",
          "data:text",
          "svg+xml",
          "evil"
        }) {
      assertFalse(tags.contains(never), () -> never + " in " + safe);
    }
  }

  @Test
  void whatMailIsWrittenWithStays() {
    String html =
        "<table width=\"600\" bgcolor=\"#eeeeee\"><tbody><tr><td align=\"center\" colspan=\"2\">"
            + "<b>fett</b> <span style=\"color:red;font-size:12px\">rot</span></td></tr></tbody>"
            + "</table><ul><li>Punkt</li></ul><blockquote>x</blockquote>";
    String safe = safe(html);
    assertTrue(safe.contains("<table width=\"600\" bgcolor=\"#eeeeee\">"), safe);
    assertTrue(safe.contains("color:red;font-size:12px"), safe);
    assertTrue(safe.contains("<ul><li>Punkt</li></ul>"), safe);
  }

  @Test
  void linksOpenElsewhereAndTellNothing() {
    String safe = safe("<a href=\"https://x.example/a?b=1&amp;c=2\">hier</a>");
    assertTrue(safe.contains("href=\"https://x.example/a?b&#61;1&amp;c&#61;2\""), safe);
    assertTrue(safe.contains("target=\"_blank\""), safe);
    assertTrue(safe.contains("rel=\"noopener noreferrer\""), safe);
    assertTrue(safe("<a href='mailto:a@b.example'>x</a>").contains("mailto:a"));
    assertTrue(safe("<a href='tel:0431'>x</a>").contains("tel:0431"));
  }

  @ParameterizedTest
  @CsvSource({
    "https://x.example/a.png, true",
    "http://x.example/a.png, true",
    "//x.example/a.png, true",
    "cid:logo@x, false",
    "'data:image/png;base64,iVBORw0KGgo=', false"
  })
  void onlyRemoteImagesAreHeldBack(String source, boolean remote) {
    Incoming mail = Mails.html("Bild <img width=10 alt=Foto src=\"" + source + "\">");
    String html = mail.html().orElseThrow();
    assertEquals(remote, mail.remoteImages());
    assertEquals(!remote, html.contains(" src=\""), html);
    assertEquals(remote, html.contains("data-remote-src=\"http"), html);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<table background='https://x.example/a.png'><tr><td>x</td></tr></table>",
        "<p style=\"background-image:url('https://x.example/a.png')\">x</p>"
      })
  void remoteBackgroundsAreDroppedAndTold(String html) {
    Incoming mail = Mails.html(html);
    assertTrue(mail.remoteImages());
    assertFalse(mail.html().orElseThrow().contains("x.example"));
  }

  @Test
  void aSenderCannotSmuggleARemoteSource() {
    assertFalse(safe("<img data-remote-src='https://x.example/a.png'>x").contains("remote"));
    assertFalse(safe("<img srcset='https://x.example/a.png 2x' alt=x>").contains("x.example"));
  }

  @Test
  void remoteImagesLoadWhenAsked() {
    String html = safe("Bild <img alt=Foto src=\"https://x.example/a.png?a=1&amp;b=2\">");
    String shown = MessageHtml.withRemoteImages(html);
    assertTrue(shown.contains(" src=\"https://x.example/a.png?a=1&amp;b=2\""), shown);
    assertFalse(shown.contains("data-remote"), shown);
  }

  @Test
  void inlineImagesPointToTheirFilesAndMissingOnesToNothing() {
    String html = safe("<img alt=da src='cid:Da@x'> <img alt=weg src='cid:weg@x'>");
    String shown =
        MessageHtml.withInlineImages(
            html, id -> id.equals("da@x") ? Optional.of("/files/1?a=1&b=2") : Optional.empty());
    assertTrue(shown.contains("src=\"/files/1?a=1&amp;b=2\""), shown);
    assertFalse(shown.contains("cid:"), shown);
    assertTrue(shown.contains("alt=\"weg\""), shown);
  }

  @Test
  void theResultIsAFragment() {
    String safe = safe("<!DOCTYPE html><html><head><title>T</title></head><body><p>x</p></body>");
    assertEquals("<p>x</p>", safe);
  }
}

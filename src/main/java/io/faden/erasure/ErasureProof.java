package io.faden.erasure;

import io.faden.platform.Wording;
import io.faden.platform.pdf.Look;
import io.faden.platform.pdf.PdfPages;
import io.faden.platform.pdf.PdfPages.Pair;
import java.io.OutputStream;
import java.time.ZoneId;
import java.util.List;

/** What was erased, when and by whom, on paper. It names nobody whom it was about. */
final class ErasureProof {
  private ErasureProof() {}

  /** Input: an erasure that is done. */
  static void print(Erasure done, Wording words, ZoneId zone, OutputStream out) {
    String when = words.moment("dateTime", done.doneAt().orElseThrow(), zone);
    String number = Long.toString(done.id().value());
    try (PdfPages pages =
        new PdfPages(
            out,
            words.locale().toLanguageTag(),
            words.say("title", number),
            words.say("footer", number),
            words.say("pageOf"))) {
      pages.text(words.say("title", number), Look.TITLE);
      pages.space(10);
      pages.pairs(
          List.of(
              new Pair(words.say("customer"), Long.toString(done.root().value())),
              new Pair(
                  words.say("requested"),
                  words.say(
                      "requestedText",
                      words.moment("dateTime", done.requestedAt(), zone),
                      done.requestedBy().name())),
              new Pair(words.say("done"), when + " (" + zone.getId() + ")")),
          Look.TEXT);
      pages.below(words.say("what"), Look.HEADING, 14);
      pages.pairs(
          done.counts().entrySet().stream()
              .map(
                  count ->
                      new Pair(words.word("count", count.getKey()), count.getValue().toString()))
              .toList(),
          Look.TEXT);
      pages.below(words.say("sums"), Look.HEADING, 14);
      pages.text(words.say("sumsText"), Look.TEXT);
      pages.below(done.digest().orElse(""), Look.STRONG, 6);
      pages.below(words.say("stays"), Look.HEADING, 14);
      pages.text(words.say("staysText"), Look.TEXT);
    }
  }
}

package io.faden.dossier;

import io.faden.platform.Wording;
import io.faden.platform.pdf.Look;
import io.faden.platform.pdf.PdfPages;
import io.faden.platform.pdf.PdfPages.Bookmark;
import io.faden.platform.pdf.PdfPages.Pair;
import java.io.OutputStream;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The dossier on paper: whom it is about, then everything in the order of time. */
final class DossierPdf implements AutoCloseable {
  private static final int GROUND = 0xeef2f4;
  private static final int GROUND_OUT = 0xe4f1ea;
  private static final int GROUND_CALL = 0xe8edf9;
  private static final int GROUND_INTERNAL = 0xfff3cf;
  private static final float ROOM = 110;

  private final PdfPages pages;
  private final Wording words;
  private final ZoneId zone;
  private Bookmark month;
  private String monthTitle = "";

  DossierPdf(OutputStream out, Subject subject, String maker, Wording words, ZoneId zone) {
    this.words = words;
    this.zone = zone;
    pages =
        new PdfPages(
            out,
            words.locale().toLanguageTag(),
            words.say("title") + " " + shown(subject),
            words.say("footer", Long.toString(subject.root().value()), time(subject.until())),
            words.say("pageOf"));
    front(subject, maker);
  }

  private void front(Subject subject, String maker) {
    Bookmark unused = pages.bookmark(words.say("title"), true);
    pages.text(words.say("title"), Look.HEADING);
    pages.text(shown(subject), Look.TITLE);
    pages.space(10);
    List<Pair> pairs = new ArrayList<>();
    pairs.add(pair("customer", words.say("customerNumber", plain(subject.root().value()))));
    Subject.Member root = subject.members().getFirst();
    root.organisation().ifPresent(name -> pairs.add(pair("organisation", name)));
    subject.members().stream()
        .skip(1)
        .forEach(
            member ->
                pairs.add(
                    pair(
                        "members",
                        name(member)
                            + " ("
                            + words.say("customerNumber", plain(member.id()))
                            + ")")));
    for (Subject.Member member : subject.members()) {
      member.contacts().forEach(contact -> pairs.add(contact(contact)));
    }
    subject.members().stream()
        .filter(member -> !member.note().isBlank())
        .forEach(member -> pairs.add(pair("note", member.note())));
    Subject.Counts counts = subject.counts();
    pairs.add(
        pair(
            "period",
            counts.first().isEmpty()
                ? words.say("nothing")
                : words.say(
                    "periodText", date(counts.first().get()), date(counts.last().orElseThrow()))));
    pairs.add(
        pair(
            "counts",
            words.say(
                "countsText",
                subject.matters().size(),
                counts.received(),
                counts.sent(),
                counts.calls(),
                counts.notes(),
                counts.events(),
                counts.files())));
    pairs.add(pair("made", words.say("madeText", time(subject.until()), maker)));
    pairs.add(pair("zone", words.say("zoneText", zone.getId())));
    pages.pairs(pairs, Look.TEXT);
    pages.below(words.say("internalHint"), Look.SMALL, 8);
    if (!subject.matters().isEmpty()) {
      pages.below(words.say("conversations"), Look.HEADING, 14);
      pages.pairs(
          subject.matters().stream()
              .map(
                  matter ->
                      new Pair(
                          "#" + matter.id(),
                          orElse(matter.subject(), "noSubject")
                              + " · "
                              + words.say(
                                  "conversationState",
                                  words.word("status", matter.status()),
                                  date(matter.openedAt()))))
              .toList(),
          Look.TEXT);
    }
    pages.newPage();
  }

  private String shown(Subject subject) {
    return subject.members().stream()
        .map(Subject.Member::name)
        .filter(name -> !name.isBlank())
        .findFirst()
        .or(
            () ->
                subject.members().stream()
                    .flatMap(member -> member.contacts().stream())
                    .map(Subject.Contact::display)
                    .findFirst())
        .orElse(words.say("nobody"));
  }

  private String name(Subject.Member member) {
    return orElse(member.name(), "nobody");
  }

  private Pair contact(Subject.Contact contact) {
    String label = contact.label().isBlank() ? "" : " (" + contact.label() + ")";
    return new Pair(
        words.word("channel", contact.channel()), contact.display().replace("\n", ", ") + label);
  }

  void add(Told entry) {
    String title = capital(words.moment("month", entry.occurredAt(), zone));
    if (!title.equals(monthTitle)) {
      monthTitle = title;
      pages.need(ROOM);
      month = pages.bookmark(title, false);
    }
    if (entry.isEvent()) {
      event(entry);
    } else {
      statement(entry);
    }
  }

  /** What happened, in one line. */
  private void event(Told entry) {
    String type = entry.event().getString("type", "");
    String from = value(entry, "from");
    String to = value(entry, "to");
    String change = from.isEmpty() || to.isEmpty() ? from + to : from + " → " + to;
    String detail = entry.event().getString("detail", "");
    String said =
        Stream.of(
                words.word("event", type),
                change,
                detail.isBlank() ? "" : "(" + moment(detail) + ")",
                entry.author().map(name -> "– " + name).orElse(""))
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" "));
    pages.below(
        time(entry.occurredAt())
            + " · "
            + words.say("conversation", "#" + entry.conversation())
            + " · "
            + said.replaceAll("\\s+", " "),
        Look.SMALL,
        5);
  }

  private String value(Told entry, String member) {
    String value = entry.event().getString(member, "");
    return moment(words.word("status", value == null ? "" : value));
  }

  /** Events keep times as they are written for machines. */
  private String moment(String text) {
    try {
      return time(Instant.parse(text));
    } catch (DateTimeParseException words) {
      return text;
    }
  }

  private void statement(Told entry) {
    pages.need(ROOM);
    Bookmark unused =
        month.add(
            words.moment("date", entry.occurredAt(), zone) + " · " + kind(entry) + who(entry),
            false);
    pages.band(
        time(entry.occurredAt()) + " · " + kind(entry),
        words.say("conversation", "#" + entry.conversation()),
        ground(entry),
        12);
    pages.pairs(head(entry), Look.SMALL);
    String text = entry.text().isBlank() ? entry.quoted() : entry.text();
    pages.below(text.isBlank() ? words.say("noText") : text.strip(), Look.TEXT, 3);
    if (!entry.files().isEmpty()) {
      pages.pairs(
          List.of(
              pair(
                  "files",
                  entry.files().stream()
                      .map(file -> file.name() + " (" + size(file.size()) + ")")
                      .collect(Collectors.joining(", ")))),
          Look.SMALL);
    }
  }

  private List<Pair> head(Told entry) {
    List<Pair> pairs = new ArrayList<>();
    if (entry.isNote()) {
      entry.author().ifPresent(name -> pairs.add(pair("agent", name)));
      return pairs;
    }
    boolean ours = entry.direction().equals("out");
    Optional<String> sender =
        (ours ? entry.author() : Optional.<String>empty()).or(entry::fromName);
    String from =
        sender
            .map(
                known ->
                    known + entry.fromAddress().map(address -> " <" + address + ">").orElse(""))
            .or(entry::fromAddress)
            .orElse("");
    if (!from.isEmpty()) {
      pairs.add(pair("from", from));
    }
    if (!entry.to().isEmpty()) {
      pairs.add(pair("to", String.join(", ", entry.to())));
    }
    if (!entry.cc().isEmpty()) {
      pairs.add(pair("cc", String.join(", ", entry.cc())));
    }
    if (entry.isCall()) {
      if (!ours) {
        entry.author().ifPresent(name -> pairs.add(pair("agent", name)));
      }
      entry
          .callLength()
          .ifPresent(
              length ->
                  pairs.add(
                      pair(
                          "duration",
                          words.say(
                              "durationText",
                              plain(length.toMinutes()),
                              "%02d".formatted(length.toSecondsPart())))));
      entry
          .callOutcome()
          .ifPresent(outcome -> pairs.add(pair("outcome", words.word("outcome", outcome))));
    } else {
      pairs.add(
          pair(
              "subject",
              orElse(
                  entry.subject().isBlank() ? entry.conversationSubject() : entry.subject(),
                  "noSubject")));
    }
    entry.paper().ifPresent(paper -> paper(paper, pairs));
    entry.post().ifPresent(post -> post(post, pairs));
    entry
        .approval()
        .map(look -> look.alone() ? words.say("approvedAlone", look.by()) : look.by())
        .ifPresent(name -> pairs.add(pair("approved", name)));
    state(entry).ifPresent(state -> pairs.add(pair("state", state)));
    return pairs;
  }

  private void paper(Told.Paper paper, List<Pair> pairs) {
    paper.writtenOn().ifPresent(day -> pairs.add(pair("writtenOn", day(day))));
    paper.receivedOn().ifPresent(day -> pairs.add(pair("receivedOn", day(day))));
    paper.scannedAt().ifPresent(at -> pairs.add(pair("scannedAt", time(at))));
    paper.postedOn().ifPresent(day -> pairs.add(pair("postedOn", day(day))));
    if (!paper.place().isBlank()) {
      pairs.add(pair("originalPlace", paper.place()));
    }
  }

  private void post(Told.Post post, List<Pair> pairs) {
    pairs.add(pair("visibility", words.word("visibility", post.visibility())));
    post.url().ifPresent(url -> pairs.add(pair("url", url)));
    post.editedAt().ifPresent(at -> pairs.add(pair("editedAt", time(at))));
    post.deletedAt().ifPresent(at -> pairs.add(pair("deletedAt", time(at))));
  }

  private String day(LocalDate day) {
    return date(day.atStartOfDay(zone).toInstant());
  }

  private Optional<String> state(Told entry) {
    if (entry.automated()) {
      return Optional.of(words.say("automated"));
    }
    return entry
        .delivery()
        .filter(delivery -> !delivery.state().equals("sent"))
        .map(
            delivery ->
                words.say(
                    "delivery." + (delivery.uncertain() ? "uncertain" : delivery.state()),
                    delivery.error().orElse("")));
  }

  private String kind(Told entry) {
    if (entry.isNote()) {
      return words.say("internal");
    }
    if (entry.isCall()) {
      return words.say("call." + entry.direction());
    }
    return words.word("channel", entry.channel().orElse("none"))
        + " "
        + words.word("message", entry.direction());
  }

  private static String who(Told entry) {
    return (entry.direction().equals("in")
            ? entry.fromName().or(entry::fromAddress)
            : entry.author())
        .map(name -> " · " + name)
        .orElse("");
  }

  private static int ground(Told entry) {
    if (entry.isNote()) {
      return GROUND_INTERNAL;
    }
    if (entry.isCall()) {
      return GROUND_CALL;
    }
    return entry.direction().equals("out") ? GROUND_OUT : GROUND;
  }

  private Pair pair(String key, String text) {
    return new Pair(words.say(key), text);
  }

  private String orElse(String text, String key) {
    return text.isBlank() ? words.say(key) : text;
  }

  private String time(Instant at) {
    return words.moment("dateTime", at, zone);
  }

  private String date(Instant at) {
    return words.moment("date", at, zone);
  }

  /** A number as it is used for asking back: without signs between thousands. */
  private static String plain(long number) {
    return Long.toString(number);
  }

  private String size(long bytes) {
    if (bytes < 1_000_000) {
      return Math.max(1, Math.round(bytes / 1_000.0)) + " kB";
    }
    return String.format(words.locale(), "%.1f MB", bytes / 1_000_000.0);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }

  @Override
  public void close() {
    pages.close();
  }
}

package io.faden.demo;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.faden.demo.Letter.Enclosure;
import io.faden.demo.Letter.Sender;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The letters of the first days and what the people of the company do about them. */
final class Script {
  private static final String FILE = "/demo/letters.yaml";
  private static final Pattern MAILBOX = Pattern.compile("(.+) <([^<>]+)>");
  private static final Pattern MOMENT =
      Pattern.compile("(?<amount>[0-9]+)(?<unit>[mhd])(?: (?<clock>[0-9]{2}:[0-9]{2}))?");

  private Script() {}

  /**
   * One letter of the script.
   *
   * @param sent how long before now: {@code 20m}, {@code 3h}, or days with a time of day {@code 2d
   *     09:12}
   * @param answers the id of an own letter that this one follows
   * @param answersReply the id of an own letter; this one answers the company's reply to it
   */
  record Scene(
      String id,
      String from,
      String to,
      String subject,
      String sent,
      String text,
      Optional<String> html,
      Optional<String> answers,
      Optional<String> answersReply,
      Map<String, String> headers,
      List<Drawn> inline,
      List<Drawn> files,
      List<Act> acts) {

    Scene {
      headers = headers == null ? Map.of() : Map.copyOf(headers);
      inline = inline == null ? List.of() : List.copyOf(inline);
      files = files == null ? List.of() : List.copyOf(files);
      acts = acts == null ? List.of() : List.copyOf(acts);
    }

    Sender sender() {
      Matcher mailbox = MAILBOX.matcher(from);
      return mailbox.matches()
          ? new Sender(mailbox.group(1), mailbox.group(2))
          : new Sender("", from);
    }

    /** Known before it is written, so that a second start knows the letter again. */
    String messageId() {
      String address = sender().address();
      return id + ".demo" + address.substring(address.indexOf('@'));
    }

    Letter letter(Instant now, ZoneId zone, List<String> references) {
      return new Letter(
          sender(),
          to,
          subject,
          before(now, zone, sent),
          text,
          html,
          messageId(),
          references,
          headers,
          inline.stream().map(Drawn::enclosure).toList(),
          files.stream().map(Drawn::enclosure).toList());
    }
  }

  /** A file that is drawn when it is needed: a meter with a reading, or a page with lines. */
  record Drawn(String name, Optional<String> meter, Optional<List<String>> page) {
    Enclosure enclosure() {
      return meter
          .map(reading -> new Enclosure(name, "image/png", Pictures.meter(reading)))
          .orElseGet(
              () ->
                  new Enclosure(name, "application/pdf", Pictures.page(page.orElseGet(List::of))));
    }
  }

  /**
   * What somebody does.
   *
   * @param by the mailbox name of their sign-in, for example {@code agent1}
   * @param act move, take, reply, note, snooze or resolve
   * @param then after a reply: waiting or resolved
   */
  record Act(
      String by,
      String act,
      Optional<String> text,
      Optional<String> queue,
      Optional<String> then,
      Optional<Integer> days) {}

  static List<Scene> read() {
    try (InputStream yaml = Script.class.getResourceAsStream(FILE)) {
      return YAMLMapper.builder()
          .addModule(new Jdk8Module())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readValue(yaml, new TypeReference<List<Scene>>() {});
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** A moment before another. Errors: IllegalArgumentException for what is none. */
  static Instant before(Instant now, ZoneId zone, String moment) {
    Matcher parts = MOMENT.matcher(moment);
    if (!parts.matches()) {
      throw new IllegalArgumentException(moment);
    }
    long amount = Long.parseLong(parts.group("amount"));
    return switch (parts.group("unit")) {
      case "m" -> now.minus(Duration.ofMinutes(amount));
      case "h" -> now.minus(Duration.ofHours(amount));
      default -> {
        ZonedDateTime day = now.atZone(zone).minusDays(amount);
        yield parts.group("clock") == null
            ? day.toInstant()
            : day.with(LocalTime.parse(parts.group("clock"))).toInstant();
      }
    };
  }
}

package io.faden.phone;

import io.faden.channel.UnreadableArrival;
import io.faden.phone.CallEvent.Direction;
import io.faden.phone.CallEvent.Kind;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads an event of a telephone system, form or JSON, whichever the bytes are: some systems send
 * one and call it the other. Source: the generic CTI posts of sipgate.io and Zammad.
 */
final class CallReading {
  private static final int LONGEST_NAME = 200;
  private static final int LONGEST_NUMBER = 100;
  private static final int MOST_USERS = 50;

  private CallReading() {}

  static CallEvent read(byte[] raw) throws UnreadableArrival {
    String text = text(raw).strip();
    if (text.isEmpty()) {
      throw new UnreadableArrival("The telephone system sent nothing.");
    }
    Map<String, List<String>> fields = text.startsWith("{") ? json(text) : form(text);
    Kind kind = kind(first(fields, "event"));
    String leg = name(first(fields, "callId"));
    if (leg.isEmpty()) {
      throw new UnreadableArrival("The event does not say which call it is about.");
    }
    String original = name(first(fields, "origCallId"));
    return new CallEvent(
        kind,
        leg,
        original.isEmpty() ? leg : original,
        direction(first(fields, "direction")),
        line(first(fields, "from"), LONGEST_NUMBER),
        line(first(fields, "to"), LONGEST_NUMBER),
        users(fields),
        line(first(fields, "cause"), LONGEST_NUMBER));
  }

  private static String text(byte[] raw) throws UnreadableArrival {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException garbage) {
      throw new UnreadableArrival("The event is not text in UTF-8.");
    }
  }

  private static Kind kind(String event) throws UnreadableArrival {
    return switch (event.strip().toLowerCase(Locale.ROOT)) {
      case "newcall" -> Kind.NEW_CALL;
      case "answer" -> Kind.ANSWER;
      case "hangup" -> Kind.HANGUP;
      case "" -> throw new UnreadableArrival("It does not say what has happened: no event.");
      default ->
          throw new UnreadableArrival(
              "This event of a telephone system is unknown: " + line(event, LONGEST_NUMBER));
    };
  }

  private static Optional<Direction> direction(String direction) throws UnreadableArrival {
    return switch (direction.strip().toLowerCase(Locale.ROOT)) {
      case "in" -> Optional.of(Direction.IN);
      case "out" -> Optional.of(Direction.OUT);
      case "" -> Optional.empty();
      default -> throw new UnreadableArrival("The direction of the call is neither in nor out.");
    };
  }

  private static List<String> users(Map<String, List<String>> fields) {
    return Stream.of("user", "userId", "answeringNumber")
        .flatMap(field -> fields.getOrDefault(field, List.of()).stream())
        .map(user -> line(user, LONGEST_NUMBER))
        .filter(user -> !user.isEmpty())
        .distinct()
        .limit(MOST_USERS)
        .toList();
  }

  private static String name(String text) throws UnreadableArrival {
    String name = line(text, LONGEST_NAME + 1);
    if (name.length() > LONGEST_NAME) {
      throw new UnreadableArrival("The name of the call is too long.");
    }
    return name;
  }

  /** One line without characters that steer the display, right-to-left overrides among them. */
  static String line(String text, int longest) {
    String line = text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}]+", " ").strip();
    return line.codePointCount(0, line.length()) <= longest
        ? line
        : line.substring(0, line.offsetByCodePoints(0, longest));
  }

  private static String first(Map<String, List<String>> fields, String name) {
    return fields.getOrDefault(name, List.of()).stream().findFirst().orElse("");
  }

  private static Map<String, List<String>> form(String text) throws UnreadableArrival {
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        add(fields, decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return fields;
  }

  private static String decoded(String text) throws UnreadableArrival {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException garbage) {
      throw new UnreadableArrival("The form is not encoded as forms are.");
    }
  }

  private static Map<String, List<String>> json(String text) throws UnreadableArrival {
    JsonObject object;
    try {
      object = new JsonObject(text);
    } catch (DecodeException garbage) {
      throw new UnreadableArrival("The event begins like JSON, but is none.");
    }
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String name : object.fieldNames()) {
      for (Object value :
          object.getValue(name) instanceof JsonArray several
              ? several
              : List.of(one(object, name))) {
        if (value instanceof String || value instanceof Number) {
          add(fields, name, value.toString());
        }
      }
    }
    return fields;
  }

  private static Object one(JsonObject object, String name) {
    Object value = object.getValue(name);
    return value == null ? "" : value;
  }

  /** {@code user[]} and {@code user} are one. */
  private static void add(Map<String, List<String>> fields, String name, String value) {
    String plain = name.replaceFirst("\\[\\d*]$", "");
    fields.computeIfAbsent(plain, any -> new ArrayList<>()).add(value);
  }
}

package io.faden.channel.social;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.faden.platform.http.Json;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** JSON from elsewhere. */
final class Elements {
  private static final ObjectMapper MAPPER = Json.MAPPER;

  private Elements() {}

  static Optional<JsonNode> tree(byte[] json) {
    try {
      return Optional.ofNullable(MAPPER.readTree(json)).filter(node -> !node.isMissingNode());
    } catch (IOException noJson) {
      return Optional.empty();
    }
  }

  /** One element of a list: its own bytes, and what they say. */
  record Element(byte[] raw, JsonNode json) {}

  /**
   * The elements of an array, each with its own bytes out of the answer. The array is the answer
   * itself, or the field of that name. Errors: IOException for what is no such answer.
   */
  static List<Element> of(byte[] answer, Optional<String> field) throws IOException {
    List<Element> elements = new ArrayList<>();
    try (JsonParser parser = MAPPER.createParser(answer)) {
      JsonToken first = parser.nextToken();
      if (field.isPresent()) {
        if (first != JsonToken.START_OBJECT || !moveTo(parser, field.get())) {
          throw new IOException("no list of " + field.get());
        }
        first = parser.currentToken();
      }
      if (first != JsonToken.START_ARRAY) {
        throw new IOException("no list");
      }
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
          throw new IOException("no list of objects");
        }
        int from = Math.toIntExact(parser.currentTokenLocation().getByteOffset());
        parser.skipChildren();
        int to = Math.toIntExact(parser.currentLocation().getByteOffset());
        if (from < 0 || to > answer.length) {
          throw new IOException("not UTF-8");
        }
        byte[] raw = Arrays.copyOfRange(answer, from, to);
        elements.add(new Element(raw, MAPPER.readTree(raw)));
      }
    }
    return elements;
  }

  private static boolean moveTo(JsonParser parser, String field) throws IOException {
    while (parser.nextToken() == JsonToken.FIELD_NAME) {
      String name = parser.currentName();
      parser.nextToken();
      if (name.equals(field)) {
        return true;
      }
      parser.skipChildren();
    }
    return false;
  }

  /** ISO 8601 with any offset. */
  static Optional<Instant> instant(String text) {
    try {
      return Optional.of(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException noTime) {
      return Optional.empty();
    }
  }

  /** The text of a field, if it is there and not blank. */
  static Optional<String> text(JsonNode node, String field) {
    return Optional.of(node.path(field))
        .filter(JsonNode::isValueNode)
        .map(value -> value.asText(""))
        .filter(text -> !text.isBlank() && !text.equals("null"));
  }

  /** The address of a page in a field; anything else that browsers could run is left out. */
  static Optional<String> url(JsonNode node, String field) {
    return text(node, field).filter(url -> url.matches("(?i)https?://\\S+"));
  }

  static byte[] write(Object value) {
    try {
      return MAPPER.writeValueAsBytes(value);
    } catch (IOException fault) {
      throw new IllegalStateException(fault);
    }
  }
}

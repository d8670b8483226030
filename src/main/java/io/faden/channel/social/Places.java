package io.faden.channel.social;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faden.channel.social.Backlog.Mark;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A cursor: how far each list of an account has been taken. */
final class Places {
  /** Of all lists together in one page. */
  static final int MOST = 100;

  private final ObjectNode json;

  private Places(ObjectNode json) {
    this.json = json;
  }

  static Places read(Optional<String> cursor) {
    return new Places(
        cursor
            .flatMap(text -> Elements.tree(text.getBytes(StandardCharsets.UTF_8)))
            .filter(JsonNode::isObject)
            .map(node -> (ObjectNode) node)
            .orElseGet(JsonNodeFactory.instance::objectNode));
  }

  boolean begun(String list) {
    return json.has(list);
  }

  Optional<Mark> mark(String list) {
    JsonNode place = json.path(list);
    return Elements.text(place, "at")
        .flatMap(Elements::instant)
        .map(at -> new Mark(place.path("id").asText(""), at));
  }

  /** Begun, if empty: there was nothing yet. */
  void put(String list, Optional<Mark> mark) {
    ObjectNode place = json.putObject(list);
    mark.ifPresent(known -> place.put("id", known.id()).put("at", known.at().toString()));
  }

  /** Another kind of place: the cursor of the network itself. */
  Optional<String> text(String list) {
    return Elements.text(json.path(list), "cursor");
  }

  void putText(String list, String cursor) {
    json.putObject(list).put("cursor", cursor);
  }

  String write() {
    return json.toString();
  }
}

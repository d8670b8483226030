package io.faden.platform.http;

import java.util.LinkedHashMap;
import java.util.Map;

/** What a route returns: a status, headers, and a value for JSON or raw bytes. */
public record Answer(int status, Map<String, String> headers, Object value, byte[] bytes) {

  public static Answer ok(Object value) {
    return new Answer(200, Map.of(), value, null);
  }

  public static Answer created(Object value) {
    return new Answer(201, Map.of(), value, null);
  }

  public static Answer none() {
    return new Answer(204, Map.of(), null, null);
  }

  /** Raw content under its media type. */
  public static Answer bytes(String type, byte[] content) {
    return new Answer(200, Map.of("Content-Type", type), null, content);
  }

  public Answer header(String name, String content) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, content);
    return new Answer(status, more, value, bytes);
  }
}

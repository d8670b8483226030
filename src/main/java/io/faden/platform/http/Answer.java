package io.faden.platform.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a route returns: a status, headers, and a value for JSON, raw bytes, or content that is made
 * while it is sent.
 */
public record Answer(
    int status, Map<String, String> headers, Object value, byte[] bytes, Content content) {

  /** Content that is too large to be held: written as fast as the caller reads. */
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  public static Answer ok(Object value) {
    return new Answer(200, Map.of(), value, null, null);
  }

  public static Answer created(Object value) {
    return new Answer(201, Map.of(), value, null, null);
  }

  public static Answer none() {
    return new Answer(204, Map.of(), null, null, null);
  }

  /** Raw content under its media type. */
  public static Answer bytes(String type, byte[] content) {
    return new Answer(200, Map.of("Content-Type", type), null, content, null);
  }

  /**
   * Content that is written while it is sent, on the thread of the call. What can be refused must
   * have been refused before: a fault on the way can only cut the answer off.
   */
  public static Answer written(String type, Content content) {
    return new Answer(200, Map.of("Content-Type", type), null, null, content);
  }

  public Answer header(String name, String content) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, content);
    return new Answer(status, more, value, bytes, this.content);
  }
}

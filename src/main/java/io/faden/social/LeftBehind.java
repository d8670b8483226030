package io.faden.social;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.faden.platform.http.Json;
import java.io.IOException;
import java.util.Optional;

/** What a customer leaves behind a private link, blanks cut off; what is blank is not there. */
record LeftBehind(
    Optional<String> email,
    Optional<String> phone,
    Optional<String> name,
    Optional<String> message,
    boolean consent) {
  LeftBehind {
    email = email.flatMap(LeftBehind::said);
    phone = phone.flatMap(LeftBehind::said);
    name = name.flatMap(LeftBehind::said);
    message = message.flatMap(LeftBehind::said);
  }

  /** PostgreSQL stores every character but NUL, which nobody means to write. */
  private static Optional<String> said(String text) {
    return Optional.of(text.replace("\0", "").replace("\r\n", "\n").strip())
        .filter(clean -> !clean.isEmpty());
  }

  /** Errors: JsonProcessingException for what is none. */
  static LeftBehind read(byte[] raw) throws JsonProcessingException {
    try {
      return Json.MAPPER.readValue(raw, LeftBehind.class);
    } catch (JsonProcessingException fault) {
      throw fault;
    } catch (IOException fault) {
      throw new IllegalStateException("read from memory", fault);
    }
  }
}

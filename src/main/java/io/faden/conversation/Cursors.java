package io.faden.conversation;

import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.function.Supplier;

/** Cursors come back from callers: one that is none of ours is their fault, not ours. */
final class Cursors {
  private Cursors() {}

  static <T> T checked(Supplier<T> page) {
    try {
      return page.get();
    } catch (IllegalArgumentException garbage) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "This cursor is not one of ours.");
    }
  }
}

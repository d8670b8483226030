package io.faden.customer;

import io.faden.platform.db.Tx;
import java.util.List;

/**
 * What came over a contact point. Conversations are kept above this feature, so they are asked to
 * go along when a contact point moves, in its transaction.
 */
public interface ContactPointTraffic {
  /** What went along, by number. */
  record Moved(List<Long> conversations, List<Long> entries) {
    public Moved {
      conversations = List.copyOf(conversations);
      entries = List.copyOf(entries);
    }

    public static Moved nothing() {
      return new Moved(List.of(), List.of());
    }
  }

  /** The conversations of one customer that began over the contact point become the other's. */
  Moved move(Tx tx, ContactPointId point, CustomerId from, CustomerId to);

  /**
   * Conversations, by number, that hold what was another one with somebody of the other part of a
   * tree: those below the one customer are a part, the rest below the root is the other.
   */
  List<Long> joined(Tx tx, CustomerId part, CustomerId root);

  /** They come back, with what was added to them since. */
  void moveBack(Tx tx, ContactPointId point, Moved moved, CustomerId from, CustomerId to);
}

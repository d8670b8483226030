package io.faden.customer;

import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a feature knows about customers, and how it forgets it. Each feature that keeps anything
 * about a person has one.
 */
public interface Erasable {

  /**
   * Whose traces go.
   *
   * @param members all customers of the tree
   * @param traces the addresses and numbers that they had, in every form that is stored
   */
  record Erasing(long erasure, List<CustomerId> members, List<String> traces) {}

  /** A reason why nothing can be erased yet; the code is one of ErasurePreview in the contract. */
  record Obstacle(String code, Optional<String> detail, Optional<Long> id) {}

  /** How much there is, by the names of ErasureCounts in the contract. */
  Map<String, Long> count(Sql sql, Erasing erasing);

  default List<Obstacle> against(Sql sql, List<CustomerId> members) {
    return List.of();
  }

  /**
   * Erases a part, in the caller's transaction, which must be short. Result: how much it erased;
   * empty when nothing is left. Repeating it does no harm.
   */
  Map<String, Long> erase(Tx tx, Erasing erasing);
}

package io.faden.erasure;

import io.faden.customer.Erasable.Obstacle;
import java.util.List;

/** What came of a wish about an erasure. */
public sealed interface ErasureResult {
  record Done(Erasure erasure) implements ErasureResult {}

  record NotFound() implements ErasureResult {}

  /** The customer has been erased already. */
  record Erased() implements ErasureResult {}

  record Blocked(List<Obstacle> against) implements ErasureResult {}

  /** It has begun, is done or was cancelled. */
  record Over() implements ErasureResult {}
}

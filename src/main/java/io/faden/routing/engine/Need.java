package io.faden.routing.engine;

/**
 * A skill that is asked for.
 *
 * @param level 1 to 5, the least that will do
 * @param hard also asked for in the last step, where everything else is let go
 */
public record Need(long skill, int level, boolean hard) {
  public Need {
    if (level < 1 || level > 5) {
      throw new IllegalArgumentException("a level is 1 to 5");
    }
  }
}

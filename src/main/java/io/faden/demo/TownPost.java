package io.faden.demo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A post on the small network.
 *
 * @param from handle of its author
 * @param answers the id of the post above it
 * @param to the only one who can read it beside its author
 * @param key under which the same post is not made twice
 */
record TownPost(
    String id,
    String from,
    Instant at,
    Optional<Instant> edited,
    Optional<String> answers,
    Optional<String> to,
    String text,
    Optional<String> language,
    Optional<TownScript.Drawn> picture,
    Optional<String> key) {

  TownPost saying(String words, Instant now) {
    return new TownPost(id, from, at, Optional.of(now), answers, to, words, language, picture, key);
  }

  boolean names(String handle) {
    return TownText.mentions(text).contains(handle);
  }

  boolean open() {
    return to.isEmpty();
  }

  /**
   * All posts and who wrote them, as they are kept.
   *
   * @param last the newest number ever given: one of a post that is gone is never given again
   */
  record Kept(
      int port,
      Instant founded,
      long last,
      List<TownPost> posts,
      List<TownScript.Somebody> people) {}
}

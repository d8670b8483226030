package io.faden.social;

import io.faden.channel.TriageRule;
import io.faden.channel.TriageRule.Verdict;
import io.faden.channel.social.Told;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Decides about posts without asking anybody. Pure. */
final class TriageRules {
  /** Whoever writes on these writes to us and to nobody else. */
  private static final Set<String> TO_US_ALONE = Set.of("sms", "chat");

  private TriageRules() {}

  /**
   * What is known of a post.
   *
   * @param known whoever wrote it is a customer
   * @param underWay it goes on with a conversation that is not settled
   */
  record Facts(
      String channel,
      Told.Kind kind,
      Told.Author author,
      String text,
      boolean known,
      boolean underWay) {}

  /** What a rule says, by its name. */
  record Ruling(String rule, Verdict verdict) {}

  /**
   * An answer to us, a private message and what goes on with an open conversation always need an
   * answer; then the rules of the account in their order. Empty: people are asked.
   */
  static Optional<Ruling> of(Facts post, List<TriageRule> rules) {
    return fixed(post)
        .map(name -> new Ruling(name, Verdict.ANSWER))
        .or(
            () ->
                rules.stream()
                    .filter(rule -> fits(rule, post))
                    .findFirst()
                    .map(rule -> new Ruling(rule.name(), rule.then())));
  }

  private static Optional<String> fixed(Facts post) {
    if (TO_US_ALONE.contains(post.channel())) {
      return Optional.of("message");
    }
    return switch (post.kind()) {
      case REPLY -> Optional.of("reply");
      case DIRECT -> Optional.of("direct");
      case MENTION, QUOTE, FOUND, ITEM ->
          post.underWay() ? Optional.of("thread") : Optional.empty();
    };
  }

  private static boolean fits(TriageRule rule, Facts post) {
    return (rule.kinds().isEmpty() || rule.kinds().contains(post.kind().label()))
        && (rule.words().isEmpty()
            || rule.words().stream().anyMatch(word -> stands(word, post.text())))
        && (rule.authors().isEmpty() || rule.authors().stream().anyMatch(named -> by(named, post)))
        && rule.minFollowers()
            .map(least -> post.author().followers().map(many -> many >= least).orElse(false))
            .orElse(true)
        && rule.knownCustomer().map(wanted -> wanted == post.known()).orElse(true);
  }

  /** As a word of its own. */
  private static boolean stands(String word, String text) {
    return Pattern.compile(
            "(?<![\\p{L}\\p{N}_])" + Pattern.quote(word) + "(?![\\p{L}\\p{N}_])",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
        .matcher(text)
        .find();
  }

  private static boolean by(String handle, Facts post) {
    String wanted = handle.toLowerCase(Locale.ROOT);
    return wanted.equals(post.author().handle().toLowerCase(Locale.ROOT))
        || wanted.equals(post.author().value().toLowerCase(Locale.ROOT));
  }
}

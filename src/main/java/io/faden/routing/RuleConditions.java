package io.faden.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.faden.platform.http.Json;
import io.vertx.core.json.JsonObject;
import java.text.Normalizer;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * When a rule holds (RuleConditions in the contract): all that are given must, of a list one is
 * enough. Pure.
 *
 * @param from an address, or everybody of a @domain
 * @param subject words or phrases; a * at an end stands for the rest of a word
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record RuleConditions(
    List<Long> channelAccounts,
    List<String> channels,
    List<String> from,
    List<String> to,
    List<String> subject,
    List<String> text,
    List<String> languages,
    List<Long> customers) {
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final int MOST_TEXT = 100_000;

  public RuleConditions {
    channelAccounts = given(channelAccounts);
    channels = given(channels);
    from = given(from);
    to = given(to);
    subject = given(subject);
    text = given(text);
    languages = given(languages).stream().map(code -> code.toLowerCase(Locale.ROOT)).toList();
    customers = given(customers);
  }

  private static <T> List<T> given(List<T> list) {
    return list == null ? List.of() : List.copyOf(list);
  }

  /**
   * What is known of a message.
   *
   * @param customers all numbers of the customer, those merged into one another too
   */
  record Facts(EntryRules.Message message, Optional<String> language, Set<Long> customers) {}

  /** Whether somebody must be looked up to decide. */
  boolean asksForCustomers() {
    return !customers.isEmpty();
  }

  Optional<String> fault() {
    boolean blank =
        Stream.of(from, to, subject, text)
            .flatMap(List::stream)
            .anyMatch(each -> each.replace("*", "").isBlank());
    if (blank) {
      return Optional.of("A condition has a text that can be seen");
    }
    return languages.stream()
        .filter(code -> !LANGUAGES.contains(code))
        .findFirst()
        .map(code -> "There is no language %s in ISO 639-1".formatted(code));
  }

  /** The first condition that does not hold, as the contract names it; empty when all hold. */
  Optional<String> failed(Facts facts) {
    EntryRules.Message message = facts.message();
    if (!channelAccounts.isEmpty()
        && message.account().filter(channelAccounts::contains).isEmpty()) {
      return Optional.of("channelAccounts");
    }
    if (!channels.isEmpty() && !channels.contains(message.channel())) {
      return Optional.of("channels");
    }
    if (!from.isEmpty() && message.from().filter(sender -> named(from, sender)).isEmpty()) {
      return Optional.of("from");
    }
    if (!to.isEmpty() && message.to().stream().noneMatch(address -> named(to, address))) {
      return Optional.of("to");
    }
    if (!subject.isEmpty() && !says(subject, message.subject())) {
      return Optional.of("subject");
    }
    if (!text.isEmpty() && !says(text, message.text())) {
      return Optional.of("text");
    }
    if (!languages.isEmpty() && facts.language().filter(languages::contains).isEmpty()) {
      return Optional.of("languages");
    }
    return !customers.isEmpty() && Collections.disjoint(customers, facts.customers())
        ? Optional.of("customers")
        : Optional.empty();
  }

  private static boolean named(List<String> wanted, String address) {
    String given = address.toLowerCase(Locale.ROOT);
    return wanted.stream()
        .map(each -> each.strip().toLowerCase(Locale.ROOT))
        .anyMatch(each -> each.startsWith("@") ? given.endsWith(each) : given.equals(each));
  }

  private static boolean says(List<String> wanted, String text) {
    String said = plain(text.substring(0, Math.min(text.length(), MOST_TEXT)));
    return wanted.stream().anyMatch(words -> says(plain(words), said));
  }

  private static String plain(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("\\s+", " ")
        .strip();
  }

  private static boolean says(String words, String text) {
    boolean openStart = words.startsWith("*");
    boolean openEnd = words.length() > 1 && words.endsWith("*");
    String wanted = words.substring(openStart ? 1 : 0, words.length() - (openEnd ? 1 : 0));
    for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
      int end = at + wanted.length();
      if ((openStart || at == 0 || !inWord(text.codePointBefore(at)))
          && (openEnd || end == text.length() || !inWord(text.codePointAt(end)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean inWord(int character) {
    return Character.isLetterOrDigit(character);
  }

  JsonObject json() {
    return Json.document(this);
  }
}

package io.faden.channel;

import io.faden.platform.db.Sql;
import java.util.List;
import java.util.Optional;

/**
 * How answers are written on a channel that asks for more than a text. Everything here is quick:
 * the other side is not asked, so a transaction may be open meanwhile.
 */
public interface Writing {

  /** How an answer leaves an account so; empty if that account cannot do it. */
  Optional<Rules> rules(ChannelAccount account, Visibility visibility);

  /**
   * What makes a text fit. Without a limit it may have any length.
   *
   * @param unit graphemes, characters or weighted
   * @param urlLength what every address counts, however long it is
   * @param shortMentions of {@code @name@server} only {@code @name} counts
   * @param maxBytes in UTF-8, beside the limit
   * @param mentions it names whom it answers, or they are not told
   * @param signed its author's sign stands behind it
   */
  record Rules(
      Optional<Integer> limit,
      Optional<String> unit,
      Optional<Integer> urlLength,
      boolean shortMentions,
      Optional<Integer> maxBytes,
      boolean mentions,
      boolean signed) {}

  /** Whether a private message from this account can get there, if nothing came from there yet. */
  boolean reaches(ChannelAccount account, String address);

  /** The account on which a message lies, by its id: only from there it can be answered. */
  Optional<Long> home(String messageId);

  /** Puts around a text what belongs around it, and looks at what comes of it. */
  Finished finish(Sql sql, ChannelAccount account, Draft draft);

  /**
   * A text as somebody wrote it.
   *
   * @param contactPoint where it goes
   * @param answers the entry that it answers
   * @param mention as {@code @name@server}; stands before the text unless it is in it
   * @param sign as {@code ^on}; stands behind the text unless it does already
   * @param language ISO 639-1, if somebody has said so
   */
  record Draft(
      String text,
      long conversation,
      long contactPoint,
      Visibility visibility,
      Optional<Long> answers,
      Optional<String> mention,
      Optional<String> sign,
      Optional<String> language) {}

  /**
   * What would leave.
   *
   * @param before how much of the text was added before what was given, in UTF-16 units
   * @param behind and how much behind it
   * @param length as the other side counts it
   * @param fits neither limit nor bytes are too few
   * @param language as said or recognised
   * @param findings what must not stand where everybody reads it
   */
  record Finished(
      String text,
      int before,
      int behind,
      int length,
      Optional<Integer> limit,
      boolean fits,
      Optional<String> language,
      List<Finding> findings) {
    public Finished {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Something private.
   *
   * @param kind customer_number, iban, email, phone or postal
   * @param from place in the text that was given, in UTF-16 units
   */
  record Finding(String kind, String text, int from, int to) {}
}

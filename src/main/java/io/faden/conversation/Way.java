package io.faden.conversation;

import io.faden.channel.Visibility;
import io.faden.channel.Writing;
import io.faden.customer.ContactPoint;
import java.util.List;
import java.util.Optional;

/**
 * One way to answer a customer.
 *
 * @param channel of the answer: a postal address is a way for a letter
 * @param channelAccounts where it may leave from, best first; none for a call
 * @param unwanted the customer does not want to be contacted like this
 * @param visibility on networks: answering in public and in private are two ways to one address
 * @param needsApproval a second pair of eyes looks at it first
 * @param post how it is written on a network
 */
public record Way(
    String channel,
    ContactPoint contactPoint,
    List<Conversation.Account> channelAccounts,
    boolean unwanted,
    Optional<Visibility> visibility,
    boolean needsApproval,
    Optional<Post> post) {

  public Way {
    channelAccounts = List.copyOf(channelAccounts);
  }

  /**
   * What a network asks of a text.
   *
   * @param mention stands before the text unless it is in it
   * @param initials stand behind the text
   * @param answersEntryId the post that is answered
   */
  public record Post(
      Optional<Integer> limit,
      Optional<String> unit,
      Optional<Integer> urlLength,
      boolean shortMentions,
      Optional<Integer> maxBytes,
      Optional<String> mention,
      Optional<String> initials,
      Optional<Long> answersEntryId) {

    static Post of(
        Writing.Rules rules,
        Optional<String> mention,
        Optional<String> initials,
        Optional<Long> answers) {
      return new Post(
          rules.limit(),
          rules.unit(),
          rules.urlLength(),
          rules.shortMentions(),
          rules.maxBytes(),
          rules.mentions() ? mention : Optional.empty(),
          rules.signed() ? initials : Optional.empty(),
          answers);
    }
  }
}

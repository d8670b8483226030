package io.faden.conversation;

import io.faden.customer.ContactPoint;
import java.util.List;

/**
 * One way to answer a customer.
 *
 * @param channel of the answer: a postal address is a way for a letter
 * @param channelAccounts where it may leave from, best first; none for a call
 * @param unwanted the customer does not want to be contacted like this
 */
public record Way(
    String channel,
    ContactPoint contactPoint,
    List<Conversation.Account> channelAccounts,
    boolean unwanted) {

  public Way {
    channelAccounts = List.copyOf(channelAccounts);
  }
}

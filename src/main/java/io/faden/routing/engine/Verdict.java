package io.faden.routing.engine;

import java.time.Instant;

/** Why an agent may, or may not, be offered an item right now. The first reason that applies. */
public sealed interface Verdict {
  record Fits() implements Verdict {}

  record NotMember() implements Verdict {}

  record NotInTeam() implements Verdict {}

  /** It is the approval of what they wrote themselves. */
  record WroteIt() implements Verdict {}

  /** Another agent is asked first, until then. */
  record OthersFirst(Instant until) implements Verdict {}

  record Offline() implements Verdict {}

  /** On shift, but away, disconnected, not responding or in mandatory wrap-up. */
  record NotAvailable() implements Verdict {}

  /** Speaks with a customer right now. */
  record OnThePhone() implements Verdict {}

  record WrongPlace(QueueRules.Place wanted) implements Verdict {}

  record ChannelOff(String channel) implements Verdict {}

  /** Level 0: does not have it at all. */
  record SkillTooLow(long skill, int wanted, int has) implements Verdict {}

  record NoCapacity(int free, int cost) implements Verdict {}

  record ChannelFull(String channel, int cap) implements Verdict {}

  record CoolingOff(Instant until) implements Verdict {}

  record HasOffer() implements Verdict {}
}

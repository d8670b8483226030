package io.faden.channel;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A source of posts, and what is known of it beforehand.
 *
 * @param searches words and tags to look for where the network can search; without a leading #
 * @param rules tried in this order before people are asked; the first that fits decides
 * @param publicContacts numbers and addresses of the house, which may stand in public drafts
 */
public record SocialSettings(
    Network network, List<String> searches, List<TriageRule> rules, List<String> publicContacts)
    implements AccountSettings {
  public SocialSettings {
    searches = List.copyOf(searches);
    rules = List.copyOf(rules);
    publicContacts = List.copyOf(publicContacts);
  }

  SocialSettings on(Network other) {
    return new SocialSettings(other, searches, rules, publicContacts);
  }

  /** How the other side is reached; secrets are empty where nobody needs them. */
  public sealed interface Network {}

  /**
   * A server that speaks Mastodon's API.
   *
   * @param baseUrl without a slash at its end
   * @param accessToken empty until somebody has signed in there
   * @param stream listen to its stream as well, if it has one
   */
  public record Mastodon(String baseUrl, Optional<String> accessToken, boolean stream)
      implements Network {}

  /**
   * An account of the AT Protocol.
   *
   * @param baseUrl of the server that keeps the account
   * @param identifier handle or DID
   * @param chat also direct messages
   */
  public record Bluesky(
      String baseUrl, String identifier, Optional<String> appPassword, boolean chat)
      implements Network {}

  /** A blog, a forum, a newsroom: RSS, Atom or JSON Feed. */
  public record Feed(String url, Duration every) implements Network {}

  /**
   * Whatever brings messages to us by itself.
   *
   * @param replyUrl where answers are handed over; without it nothing can be answered
   * @param open whether everybody can read there, unless a message says otherwise
   * @param secret of both directions; empty until one was made
   */
  public record Webhook(Optional<String> replyUrl, boolean open, Optional<String> secret)
      implements Network {}
}

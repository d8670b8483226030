package io.faden;

import io.faden.channel.social.BlueskyNetwork;
import io.faden.channel.social.FeedNetwork;
import io.faden.channel.social.MastodonNetwork;
import io.faden.channel.social.NetworkHttp;
import io.faden.channel.social.SafeFetch;
import io.faden.channel.social.SocialNetwork;
import io.faden.channel.social.WebhookNetwork;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactValue;
import io.faden.customer.ContactValues;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The networks that the product speaks, by their names. */
final class Networks {
  private Networks() {}

  /** With others in their place, or beside them. */
  static Map<String, SocialNetwork> all(
      Vertx vertx,
      NetworkHttp http,
      SafeFetch fetch,
      ContactValues values,
      Map<String, SocialNetwork> others) {
    Map<String, SocialNetwork> all = new HashMap<>();
    for (SocialNetwork network :
        List.of(
            new MastodonNetwork(vertx, http),
            new BlueskyNetwork(http),
            new FeedNetwork(fetch),
            hook("webhook", vertx, text -> Optional.empty()),
            hook("chat", vertx, text -> Optional.empty()),
            // One spelling of a number, as the contact points have it.
            hook(
                "sms",
                vertx,
                text -> values.read(ContactChannel.SMS, text).valid().map(ContactValue::value)))) {
      all.put(network.name(), network);
    }
    all.putAll(others);
    return Map.copyOf(all);
  }

  private static SocialNetwork hook(
      String name, Vertx vertx, Function<String, Optional<String>> numbers) {
    return new WebhookNetwork(name, vertx, numbers, Clock.systemUTC());
  }
}

package io.faden;

import io.faden.channel.social.FeedNetwork;
import io.faden.channel.social.MastodonNetwork;
import io.faden.channel.social.NetworkHttp;
import io.faden.channel.social.SafeFetch;
import io.faden.channel.social.SocialNetwork;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The networks that the product speaks, by their names. */
final class Networks {
  private Networks() {}

  /** With others in their place, or beside them. */
  static Map<String, SocialNetwork> all(
      Vertx vertx, SafeFetch fetch, Map<String, SocialNetwork> others) {
    NetworkHttp http = new NetworkHttp(vertx);
    Map<String, SocialNetwork> all = new HashMap<>();
    for (SocialNetwork network :
        List.of(new MastodonNetwork(vertx, http), new FeedNetwork(fetch))) {
      all.put(network.name(), network);
    }
    all.putAll(others);
    return Map.copyOf(all);
  }
}

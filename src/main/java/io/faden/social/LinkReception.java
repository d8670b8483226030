package io.faden.social;

import io.faden.channel.UnreadableArrival;
import io.faden.intake.Reception;

/** Arrivals of networks: what was left behind a private link. */
public final class LinkReception implements Reception {
  private final LinkFiling links;

  public LinkReception(LinkFiling links) {
    this.links = links;
  }

  @Override
  public Readied read(Received arrival) throws UnreadableArrival {
    if (!LinkFiling.takes(arrival.sourceKey())) {
      throw new UnreadableArrival("Nobody here reads what comes from this network.");
    }
    return links.read(arrival);
  }
}

package io.faden.social;

import io.faden.channel.UnreadableArrival;
import io.faden.intake.ArrivalId;
import io.faden.intake.Reception;
import io.faden.platform.db.Tx;
import java.time.Duration;

/**
 * What came by private links, beside what comes from a network itself: both arrive at one account.
 */
public final class LinkReception implements Reception {
  private final LinkFiling links;
  private final Reception network;

  public LinkReception(LinkFiling links, Reception network) {
    this.links = links;
    this.network = network;
  }

  @Override
  public Duration patience() {
    return network.patience();
  }

  @Override
  public void quarantined(Tx tx, ArrivalId id) {
    network.quarantined(tx, id);
  }

  @Override
  public Readied read(Received arrival) throws UnreadableArrival {
    return LinkFiling.takes(arrival.sourceKey()) ? links.read(arrival) : network.read(arrival);
  }
}

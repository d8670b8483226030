package io.faden.social;

import io.faden.channel.UnreadableArrival;
import io.faden.intake.ArrivalId;
import io.faden.intake.Reception;
import io.faden.platform.db.Tx;
import java.time.Duration;

/** Arrivals of an account on a network: what was left behind a private link, and all others. */
public final class LinkReception implements Reception {
  private final LinkFiling links;
  private final Reception others;

  public LinkReception(LinkFiling links, Reception others) {
    this.links = links;
    this.others = others;
  }

  @Override
  public Duration patience() {
    return others.patience();
  }

  @Override
  public void quarantined(Tx tx, ArrivalId id) {
    others.quarantined(tx, id);
  }

  @Override
  public Readied read(Received arrival) throws UnreadableArrival {
    return LinkFiling.takes(arrival.sourceKey()) ? links.read(arrival) : others.read(arrival);
  }
}

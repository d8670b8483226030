package io.faden.testing;

import io.faden.channel.ChannelAccountId;
import io.faden.intake.Ledger;
import io.faden.platform.Role;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Load: people at work on all nodes of a group, and customers who write so much that there is
 * always somebody waiting.
 */
public final class Crowd implements AutoCloseable {
  /** More than a router that comes back gives out before we have looked again. */
  private static final int BACKLOG = 100;

  private static final int AT_ONCE = 20;

  /** Two at a time, so that not everything that waits is given out. */
  private static final int CAPACITY = 40;

  private final Database database;
  private final ChannelAccountId account;
  private final Ledger ledger = new Ledger(new EventLog(() -> {}));
  private final List<SimulatedAgent> agents;
  private final Thread customers;
  private volatile boolean writing = true;

  public Crowd(NodeGroup house, int size) {
    database = house.database();
    account = new ChannelAccountId(house.account());
    List<Colleague> people =
        IntStream.range(0, size)
            .mapToObj(
                number ->
                    Colleague.hire(
                        database, house.urls().getFirst(), "Agent " + number, Role.AGENT))
            .toList();
    people.forEach(who -> house.setCapacity(who, CAPACITY));
    agents =
        IntStream.range(0, people.size())
            .mapToObj(
                number -> new SimulatedAgent(people.get(number), house.urls(), number, number))
            .toList();
    customers = Thread.ofVirtual().name("customers").start(this::write);
  }

  private void write() {
    try {
      while (writing) {
        if (writing && waiting() < BACKLOG) {
          database.inTransaction(tx -> IntStream.range(0, AT_ONCE).forEach(each -> arrives(tx)));
        }
        Thread.sleep(100);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void arrives(Tx tx) {
    String key = UUID.randomUUID().toString();
    byte[] raw =
        RawMail.from("Kunde <kunde-" + key + "@post.example>")
            .to(NodeGroup.US)
            .subject("Frage")
            .bytes();
    if (ledger.record(tx, account, key, raw).isEmpty()) {
      throw new IllegalStateException("recorded already");
    }
  }

  /** How many wait for an agent or to be filed. */
  public long waiting() {
    return database
        .row(
            """
            SELECT (SELECT count(*) FROM work_item WHERE state = 'queued')
                   + (SELECT count(*) FROM arrival WHERE state = 'received') AS n
            """)
        .orElseThrow()
        .getLong("n");
  }

  public List<SimulatedAgent> agents() {
    return agents;
  }

  public boolean allConnected() {
    return agents.stream().allMatch(SimulatedAgent::isConnected);
  }

  /** Nobody writes any more, and people work off what is there. */
  public void finishUp() {
    writing = false;
    try {
      customers.join();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    agents.forEach(SimulatedAgent::finishUp);
  }

  @Override
  public void close() {
    writing = false;
    agents.forEach(SimulatedAgent::leave);
    agents.forEach(SimulatedAgent::close);
  }
}

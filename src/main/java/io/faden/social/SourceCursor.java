package io.faden.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.SocialSettings;
import io.faden.channel.social.SocialNetwork.Item;
import io.faden.channel.social.SocialNetwork.Received;
import io.faden.intake.Ledger;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import java.util.List;
import java.util.Optional;

/**
 * How far a source has been taken. What it told and where to go on are written in one transaction,
 * under the lease of the account: whoever dies in between has taken nothing, and whoever lost the
 * lease writes nothing.
 */
final class SourceCursor {
  /** A transaction holds the live feed back for as long as it takes. */
  private static final int AT_ONCE = 100;

  private final Database database;
  private final Leases leases;
  private final Ledger ledger;

  SourceCursor(Database database, Leases leases, Ledger ledger) {
    this.database = database;
    this.leases = leases;
    this.ledger = ledger;
  }

  /** Another server or another account there counts anew. */
  static String source(ChannelAccount account) {
    return switch (account.social().network()) {
      case SocialSettings.Mastodon mastodon -> mastodon.baseUrl() + " " + account.address();
      case SocialSettings.Bluesky bluesky -> bluesky.baseUrl() + " " + bluesky.identifier();
      case SocialSettings.Feed feed -> feed.url();
      case SocialSettings.Webhook webhook -> account.address();
    };
  }

  /** Empty before anything was taken from this source. */
  Optional<String> of(ChannelAccount account) {
    return database
        .row(
            "SELECT cursor::text AS cursor FROM social_cursor WHERE channel_account_id = $1 AND source = $2",
            account.id(),
            source(account))
        .map(row -> row.getString("cursor"));
  }

  /** Takes a page; the number of things that were not known yet. */
  int take(ChannelAccount account, Lease lease, Received page) {
    int fresh = 0;
    int from = 0;
    do {
      int to = Math.min(page.items().size(), from + AT_ONCE);
      List<Item> part = page.items().subList(from, to);
      // Asked again from where it was, the network tells again what was recorded already.
      boolean last = to == page.items().size();
      fresh +=
          database.transaction(
              tx -> {
                leases.require(tx, lease);
                int recorded = 0;
                for (Item item : part) {
                  recorded +=
                      ledger.record(tx, account.id(), item.sourceKey(), item.raw()).isPresent()
                          ? 1
                          : 0;
                }
                if (last) {
                  move(tx, account, page.cursor());
                }
                return recorded;
              });
      from = to;
    } while (from < page.items().size());
    return fresh;
  }

  /** Records what was found by looking; false if it is recorded already. */
  boolean noticed(ChannelAccountId account, Lease lease, Notice notice) {
    return database.transaction(
        tx -> {
          leases.require(tx, lease);
          return ledger.record(tx, account, notice.sourceKey(), notice.raw()).isPresent();
        });
  }

  private static void move(Tx tx, ChannelAccount account, String cursor) {
    tx.execute(
        """
        INSERT INTO social_cursor (channel_account_id, source, cursor) VALUES ($1, $2, $3::text::jsonb)
        ON CONFLICT ON CONSTRAINT social_cursor_pkey DO UPDATE
           SET source = EXCLUDED.source, cursor = EXCLUDED.cursor, moved_at = clock_timestamp()
        """,
        account.id(),
        source(account),
        cursor);
  }
}

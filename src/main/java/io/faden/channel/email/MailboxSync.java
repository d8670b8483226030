package io.faden.channel.email;

import io.faden.channel.ChannelAccount;
import io.faden.channel.email.MailboxCursor.Numbers;
import io.faden.intake.Ledger;
import io.faden.platform.db.Database;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import jakarta.mail.MessagingException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes the messages of one folder into the ledger. A batch is recorded together with the cursor in
 * one transaction under the lease; only after its commit the mailbox is told. For one thread, for
 * as long as an account is served.
 */
final class MailboxSync {
  private static final int TAKEN_AT_ONCE = 1_000;
  private static final int SIZES_AT_ONCE = 200;
  private static final int MESSAGES_AT_ONCE = 50;
  private static final long BYTES_AT_ONCE = 4_000_000;
  private static final int KEYS_AT_ONCE = 1_000;

  private final Database database;
  private final Leases leases;
  private final Ledger ledger;
  private final Runnable arrived;
  private final Clock clock;
  private final FetchTroubles troubles;
  private final MailboxCursorStore store = new MailboxCursorStore();

  /** Being fetched right now: the first to be suspected when the line breaks. */
  private List<Long> inFlight = List.of();

  private final Set<Long> oneByOne = new HashSet<>();
  private MailboxCursor cursor;

  MailboxSync(
      Database database,
      Leases leases,
      Ledger ledger,
      Runnable arrived,
      Clock clock,
      FetchTroubles troubles) {
    this.database = database;
    this.leases = leases;
    this.ledger = ledger;
    this.arrived = arrived;
    this.clock = clock;
    this.troubles = troubles;
  }

  /** Finds the place to go on from, after each connect. */
  void begin(MailboxLine line, ChannelAccount account, Lease lease) throws MessagingException {
    String folder = MailboxLine.folder(account.mailbox().imap());
    String mailbox =
        account.mailbox().imap().user().orElse("")
            + "@"
            + account.mailbox().imap().host().toLowerCase(Locale.ROOT);
    Numbers now = new Numbers(mailbox, line.uidValidity(), line.uidNext());
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    MailboxCursor before = cursor;
    cursor =
        database.transaction(
            tx -> {
              leases.require(tx, lease);
              MailboxCursor next =
                  store
                      .find(tx, account.id(), folder)
                      .map(known -> known.on(now, account.backfill()))
                      .orElseGet(() -> MailboxCursor.first(folder, now, account.backfill(), today));
              store.put(tx, account.id(), next);
              return next;
            });
    if (before != null && !before.sourceKey(0).equals(cursor.sourceKey(0))) {
      troubles.forget();
      oneByOne.clear();
      inFlight = List.of();
    }
  }

  /**
   * What came of taking.
   *
   * @param messages how many were new to the ledger
   * @param more there is more to take right now
   */
  record Taken(int messages, boolean more) {}

  /** Takes what lies above the cursor, 1,000 messages at most. */
  Taken takeNew(MailboxLine line, ChannelAccount account, Lease lease) throws MessagingException {
    List<Long> uids =
        wanted(line, cursor.lastUid() + 1).stream()
            .filter(uid -> !troubles.setAside(uid))
            .limit(TAKEN_AT_ONCE + 1)
            .toList();
    boolean more = uids.size() > TAKEN_AT_ONCE;
    List<Long> now = more ? uids.subList(0, TAKEN_AT_ONCE) : uids;
    return new Taken(take(line, account, lease, now, false), more);
  }

  /** Compares every UID with the ledger and takes what is missing; tells how many. */
  int compare(MailboxLine line, ChannelAccount account, Lease lease) throws MessagingException {
    List<Long> present = wanted(line, 1);
    troubles.keepOnly(present);
    List<Long> missing = new ArrayList<>();
    for (List<Long> some : chunks(present, KEYS_AT_ONCE)) {
      Set<String> known =
          ledger.known(database, account.id(), some.stream().map(cursor::sourceKey).toList());
      some.stream().filter(uid -> !known.contains(cursor.sourceKey(uid))).forEach(missing::add);
    }
    List<Long> due = missing.stream().filter(uid -> troubles.mayTry(uid, clock.instant())).toList();
    return take(line, account, lease, due, true);
  }

  boolean comparisonPays() {
    return troubles.anyDue(clock.instant());
  }

  /** How many messages the server has refused to hand over for long. */
  long lasting() {
    return troubles.lasting();
  }

  /**
   * The line broke: what was under way is taken singly next time, and a single one is suspected.
   */
  void lineBroke() {
    if (inFlight.size() == 1) {
      troubles.failed(inFlight.getFirst(), clock.instant());
    }
    oneByOne.addAll(inFlight);
    inFlight = List.of();
  }

  private List<Long> wanted(MailboxLine line, long from) throws MessagingException {
    List<Long> uids = new ArrayList<>();
    long leftBelow = cursor.leftBelow();
    if (cursor.leftBefore().isPresent() && from < leftBelow) {
      uids.addAll(line.uidsSince(from, leftBelow - 1, cursor.leftBefore().get()));
    }
    uids.addAll(line.uidsFrom(Math.max(from, leftBelow)));
    return uids;
  }

  private int take(
      MailboxLine line, ChannelAccount account, Lease lease, List<Long> uids, boolean mustBeThere)
      throws MessagingException {
    int taken = 0;
    for (List<Long> some : chunks(uids, SIZES_AT_ONCE)) {
      Map<Long, Long> sizes = line.sizes(some);
      if (mustBeThere) {
        // Still listed but without a size: the server stumbles over it.
        some.stream()
            .filter(uid -> !sizes.containsKey(uid))
            .forEach(uid -> troubles.failed(uid, clock.instant()));
      }
      for (List<Long> batch : batches(some, sizes)) {
        Map<Long, byte[]> messages = fetched(line, batch, sizes);
        taken += record(account, lease, batch.getLast(), messages);
        line.markSeen(messages.keySet());
      }
      if (some.getLast() > cursor.lastUid()) {
        // The last ones are gone again.
        taken += record(account, lease, some.getLast(), Map.of());
      }
    }
    return taken;
  }

  private Map<Long, byte[]> fetched(MailboxLine line, List<Long> batch, Map<Long, Long> sizes)
      throws MessagingException {
    Map<Long, byte[]> messages = new TreeMap<>(fetch(line, batch, sizes));
    for (long uid : batch) {
      if (!messages.containsKey(uid)) {
        if (batch.size() > 1) {
          messages.putAll(fetch(line, List.of(uid), sizes));
        }
        if (!messages.containsKey(uid)) {
          troubles.failed(uid, clock.instant());
        }
      }
    }
    return messages;
  }

  private Map<Long, byte[]> fetch(MailboxLine line, List<Long> uids, Map<Long, Long> sizes)
      throws MessagingException {
    inFlight = uids;
    Map<Long, byte[]> messages = line.messages(uids);
    inFlight = List.of();
    // Some servers hand over nothing for what they cannot read.
    messages.entrySet().removeIf(m -> m.getValue().length == 0 && sizes.get(m.getKey()) > 0);
    messages.keySet().retainAll(uids);
    return messages;
  }

  /** One transaction: the messages and how far we are. */
  private int record(ChannelAccount account, Lease lease, long upTo, Map<Long, byte[]> messages) {
    MailboxCursor moved = cursor.movedTo(upTo);
    int taken =
        database.transaction(
            tx -> {
              leases.require(tx, lease);
              int fresh = 0;
              for (Map.Entry<Long, byte[]> message : messages.entrySet()) {
                String key = moved.sourceKey(message.getKey());
                fresh +=
                    ledger.record(tx, account.id(), key, message.getValue()).isPresent() ? 1 : 0;
              }
              store.put(tx, account.id(), moved);
              return fresh;
            });
    cursor = moved;
    troubles.cured(messages.keySet());
    oneByOne.removeAll(messages.keySet());
    if (taken > 0) {
      arrived.run();
    }
    return taken;
  }

  /** In order, of limited number and size; a suspect goes alone. */
  private List<List<Long>> batches(List<Long> uids, Map<Long, Long> sizes) {
    List<List<Long>> batches = new ArrayList<>();
    List<Long> open = new ArrayList<>();
    long bytes = 0;
    for (long uid : uids) {
      if (!sizes.containsKey(uid)) {
        continue;
      }
      boolean alone = oneByOne.contains(uid);
      boolean full = open.size() >= MESSAGES_AT_ONCE || bytes + sizes.get(uid) > BYTES_AT_ONCE;
      if (!open.isEmpty() && (alone || full || oneByOne.contains(open.getLast()))) {
        batches.add(open);
        open = new ArrayList<>();
        bytes = 0;
      }
      open.add(uid);
      bytes += sizes.get(uid);
    }
    if (!open.isEmpty()) {
      batches.add(open);
    }
    return batches;
  }

  private static List<List<Long>> chunks(List<Long> all, int size) {
    List<List<Long>> chunks = new ArrayList<>();
    for (int from = 0; from < all.size(); from += size) {
      chunks.add(all.subList(from, Math.min(all.size(), from + size)));
    }
    return chunks;
  }
}

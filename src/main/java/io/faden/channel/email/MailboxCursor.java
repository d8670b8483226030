package io.faden.channel.email;

import io.faden.channel.ChannelAccount.Backfill;
import java.time.LocalDate;
import java.util.Optional;

/**
 * How far a folder has been taken.
 *
 * @param mailbox host and user; another one counts anew
 * @param generation counts the times that numbers began anew although UIDVALIDITY did not say so
 * @param lastUid everything up to here was tried
 * @param leftBelow messages below were there before the first connect and stay there …
 * @param leftBefore … unless the server got them on this day or later
 * @param started the day of the first connect
 */
record MailboxCursor(
    String folder,
    String mailbox,
    int generation,
    long uidValidity,
    long lastUid,
    long leftBelow,
    Optional<LocalDate> leftBefore,
    LocalDate started) {

  /** What a server says about a folder when it is selected. */
  record Numbers(String mailbox, long uidValidity, long uidNext) {}

  static MailboxCursor first(String folder, Numbers now, Backfill backfill, LocalDate today) {
    long from = backfill == Backfill.NEW ? now.uidNext : 1;
    return new MailboxCursor(
        folder, now.mailbox, 1, now.uidValidity, from - 1, from, Optional.empty(), today);
  }

  /**
   * The cursor to go on with. When numbers began anew everything is taken again, and the ledger
   * knows what it has. Messages that the admin left out stay out by the day the server got them,
   * because nothing else survives new numbers; a day of grace lets clocks differ.
   */
  MailboxCursor on(Numbers now, Backfill backfill) {
    boolean sameMailbox = mailbox.equals(now.mailbox);
    boolean sameValidity = sameMailbox && uidValidity == now.uidValidity;
    // A server that was set back from a copy gives out numbers a second time.
    boolean setBack = sameValidity && now.uidNext <= lastUid;
    MailboxCursor cursor = backfill == Backfill.ALL ? leavingNothing() : this;
    if (sameValidity && !setBack) {
      return cursor;
    }
    boolean leaves = cursor.leftBelow > 1;
    return new MailboxCursor(
        folder,
        now.mailbox,
        sameMailbox && !setBack ? generation : generation + 1,
        now.uidValidity,
        0,
        leaves ? now.uidNext : 1,
        leaves ? Optional.of(started.minusDays(1)) : Optional.empty(),
        started);
  }

  private MailboxCursor leavingNothing() {
    return new MailboxCursor(
        folder, mailbox, generation, uidValidity, lastUid, 1, Optional.empty(), started);
  }

  MailboxCursor movedTo(long uid) {
    return new MailboxCursor(
        folder,
        mailbox,
        generation,
        uidValidity,
        Math.max(lastUid, uid),
        leftBelow,
        leftBefore,
        started);
  }

  /** Names a message for ever. */
  String sourceKey(long uid) {
    String counted = generation > 1 ? folder + "~" + generation : folder;
    return counted + ":" + uidValidity + ":" + uid;
  }
}

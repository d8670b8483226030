package io.faden.scan;

import io.faden.channel.ChannelAccountId;
import io.faden.conversation.FileNames;
import io.faden.intake.ArrivalId;
import io.faden.intake.Ledger;
import io.faden.platform.Actor;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.pgclient.PgException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.Optional;

/** Records scanned files, by whatever way they come: the same file is one arrival. */
public final class ScanIntake {
  /** The largest file that is taken, in bytes. */
  public static final long LARGEST = 100L << 20;

  private static final int LONGEST_NAME = 255;
  private static final int LONG_ON_ITS_WAY = 4 << 20;
  private static final String FOREIGN_KEY_VIOLATION = "23503";

  private final EventLog events;
  private final Ledger ledger;

  public ScanIntake(EventLog events, Ledger ledger) {
    this.events = events;
    this.ledger = ledger;
  }

  /**
   * What is known of the paper before anybody reads it.
   *
   * @param uploadedBy empty for one that lay in the folder
   * @param receivedOn deadlines run from it
   * @param originalPlace where the paper lies; may be empty
   * @param forConversation where whoever uploaded it says that it belongs
   */
  public record Origin(
      Optional<Actor> uploadedBy,
      LocalDate receivedOn,
      Instant scannedAt,
      String originalPlace,
      Optional<Long> forConversation) {

    /** Of a file in the folder. */
    static Origin folder(LocalDate receivedOn, Instant scannedAt) {
      return new Origin(Optional.empty(), receivedOn, scannedAt, "", Optional.empty());
    }
  }

  /** What came of recording. */
  public sealed interface Result {
    record Recorded(ArrivalId arrival) implements Result {}

    /** The same bytes under the same name were recorded before; nothing is changed. */
    record Known(ArrivalId arrival) implements Result {}

    record ConversationNotFound() implements Result {}
  }

  /**
   * Records one file, whatever it is; the caller commits, and only then lets go of the file. After
   * {@link Result.ConversationNotFound} the transaction must be rolled back. Input: any name, of
   * which the bare one is kept; up to {@link #LARGEST} bytes.
   */
  public Result record(Tx tx, ChannelAccountId account, String name, byte[] bytes, Origin origin) {
    return record(tx, account, sha256(bytes) + "/" + bare(name), bare(name), bytes, origin);
  }

  /** Records that there is a file which is too large to be taken. */
  Result record(Tx tx, ChannelAccountId account, FolderNotice notice, Origin origin) {
    String key = FolderNotice.KEY + notice.sha256() + "/" + bare(notice.name());
    return record(tx, account, key, bare(notice.name()), notice.written(), origin);
  }

  private Result record(
      Tx tx, ChannelAccountId account, String key, String name, byte[] bytes, Origin origin) {
    Optional<ArrivalId> recorded = patiently(tx, account, key, bytes);
    if (recorded.isEmpty()) {
      return new Result.Known(ledger.find(tx, account, key).orElseThrow());
    }
    ArrivalId arrival = recorded.get();
    try {
      tx.execute(
          """
          INSERT INTO scan (arrival_id, name, uploaded_by, received_on, scanned_at, original_place, for_conversation)
          VALUES ($1, $2, $3, $4, $5, $6, $7)
          """,
          arrival,
          name,
          origin.uploadedBy().map(Actor::id),
          origin.receivedOn(),
          origin.scannedAt(),
          origin.originalPlace(),
          origin.forConversation());
    } catch (PgException refused) {
      if (FOREIGN_KEY_VIOLATION.equals(refused.getSqlState())
          && "scan_for_conversation_fkey".equals(refused.getConstraint())) {
        return new Result.ConversationNotFound();
      }
      throw refused;
    }
    events.append(
        tx,
        Change.of(EventType.SCAN_CHANGED, Audience.STAFF)
            .arrival(arrival.value())
            .by(origin.uploadedBy()));
    return new Result.Recorded(arrival);
  }

  /**
   * While a large file is on its way over a slow line the transaction seems to stand still; the
   * server would give it up. Nothing is held yet at this moment, the feed included.
   */
  private Optional<ArrivalId> patiently(Tx tx, ChannelAccountId account, String key, byte[] bytes) {
    if (bytes.length < LONG_ON_ITS_WAY) {
      return ledger.record(tx, account, key, bytes);
    }
    String limit =
        tx.row("SELECT current_setting('idle_in_transaction_session_timeout') AS before")
            .orElseThrow()
            .getString("before");
    standStill(tx, "60s");
    Optional<ArrivalId> recorded = ledger.record(tx, account, key, bytes);
    standStill(tx, limit);
    return recorded;
  }

  private static void standStill(Tx tx, String limit) {
    Object unused =
        tx.rows("SELECT set_config('idle_in_transaction_session_timeout', $1, true)", limit);
  }

  /** The name of a file as it is kept: foreign text, without path and control characters. */
  static String bare(String name) {
    String bare = FileNames.bare(name);
    if (bare.length() <= LONGEST_NAME) {
      return bare;
    }
    int end = Character.isHighSurrogate(bare.charAt(LONGEST_NAME - 1)) ? 1 : 0;
    return bare.substring(0, LONGEST_NAME - end);
  }

  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException(fault);
    }
  }
}

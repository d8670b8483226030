package io.faden.scan;

import io.faden.channel.ChannelAccountId;
import io.faden.platform.db.Database;
import io.faden.platform.lease.Lease;
import io.faden.platform.lease.Leases;
import io.faden.scan.FolderPlace.Found;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Takes one complete file: records it, commits, and moves it to where the number of its arrival
 * says. A crash between the two leaves it in the folder, where the next look finds it known.
 */
final class FolderTaking {
  /** An older file was put there by somebody who knows better than its date when it came. */
  private static final int OLDEST_DAYS = 31;

  private final Database database;
  private final Leases leases;
  private final ScanIntake intake;
  private final Supplier<ZoneId> zone;
  private final FolderStore store = new FolderStore();

  FolderTaking(Database database, Leases leases, ScanIntake intake, Supplier<ZoneId> zone) {
    this.database = database;
    this.leases = leases;
    this.intake = intake;
    this.zone = zone;
  }

  /** What came of it. */
  enum Outcome {
    RECORDED,
    /** Recorded before; only moved. */
    KNOWN,
    /** Gone, or no longer as it was; looked at again. */
    CHANGED
  }

  /**
   * Takes a file that lies anywhere in the place, under this name. Errors: {@link FolderTrouble}
   * when this file cannot be taken now, and it lies where it lay.
   */
  Outcome take(FolderPlace place, Found file, String name, ChannelAccountId account, Lease lease)
      throws FolderTrouble, InterruptedException {
    try {
      return file.size() > ScanIntake.LARGEST
          ? takeNotice(place, file, name, account, lease)
          : takeWhole(place, file, name, account, lease);
    } catch (ClosedByInterruptException stopped) {
      throw new InterruptedException();
    } catch (NoSuchFileException vanished) {
      return Outcome.CHANGED;
    } catch (IOException fault) {
      throw new FolderTrouble("A file cannot be read", file.name(), fault);
    } catch (OutOfMemoryError full) {
      throw new FolderTrouble("There is not enough memory for a file", file.name());
    } catch (PgException refused) {
      if (isOfTheMoment(refused)) {
        throw refused;
      }
      throw new FolderTrouble("The database refuses a file", file.name());
    }
  }

  /** Everything but what is about the value itself. Source: PostgreSQL manual, appendix A. */
  private static boolean isOfTheMoment(PgException fault) {
    String state = fault.getSqlState();
    return state == null || !state.matches("(22|23|54).*");
  }

  private Outcome takeWhole(
      FolderPlace place, Found file, String name, ChannelAccountId account, Lease lease)
      throws IOException, FolderTrouble {
    Optional<byte[]> bytes = read(file);
    if (bytes.isEmpty()) {
      return Outcome.CHANGED;
    }
    ScanIntake.Result result =
        database.transaction(
            tx -> {
              ScanIntake.Result recorded =
                  intake.record(tx, account, name, bytes.get(), origin(file));
              leases.require(tx, lease);
              return recorded;
            });
    return moved(place, FolderPlace.DONE, file, name, account, result);
  }

  private Outcome takeNotice(
      FolderPlace place, Found file, String name, ChannelAccountId account, Lease lease)
      throws IOException, FolderTrouble {
    String sha256 = sha256(file);
    if (!unchanged(file)) {
      return Outcome.CHANGED;
    }
    FolderNotice notice =
        new FolderNotice(ScanIntake.bare(name), file.size(), sha256, FolderPlace.FAILED);
    ScanIntake.Result result =
        database.transaction(
            tx -> {
              ScanIntake.Result recorded = intake.record(tx, account, notice, origin(file));
              leases.require(tx, lease);
              return recorded;
            });
    return moved(place, FolderPlace.FAILED, file, name, account, result);
  }

  private ScanIntake.Origin origin(Found file) {
    Instant now = Instant.now();
    Instant written = Instant.ofEpochMilli(file.changed());
    boolean likely =
        !written.isAfter(now) && written.isAfter(now.minus(OLDEST_DAYS, ChronoUnit.DAYS));
    Instant scanned = likely ? written : now;
    return ScanIntake.Origin.folder(day(scanned), scanned);
  }

  private LocalDate day(Instant at) {
    return LocalDate.ofInstant(at, zone.get());
  }

  private Outcome moved(
      FolderPlace place,
      String where,
      Found file,
      String name,
      ChannelAccountId account,
      ScanIntake.Result result)
      throws FolderTrouble {
    long arrival =
        switch (result) {
          case ScanIntake.Result.Recorded recorded -> recorded.arrival().value();
          case ScanIntake.Result.Known known -> known.arrival().value();
          case ScanIntake.Result.ConversationNotFound none -> throw new IllegalStateException();
        };
    Instant received = store.receipts(database, account, List.of(arrival)).get(arrival).at();
    Path day = place.day(where, day(received));
    try {
      Path unused = FolderPlace.move(file.path(), day, arrival, ScanIntake.bare(name));
    } catch (NoSuchFileException vanished) {
      // Recorded all the same; and another node may have moved it.
    } catch (IOException fault) {
      throw new FolderTrouble("A file is recorded and cannot be moved", file.name(), fault);
    }
    return result instanceof ScanIntake.Result.Recorded ? Outcome.RECORDED : Outcome.KNOWN;
  }

  /** All of it; empty when it is no longer as it was seen. */
  private static Optional<byte[]> read(Found file) throws IOException {
    try (InputStream in = open(file)) {
      byte[] bytes = in.readNBytes(Math.toIntExact(file.size()) + 1);
      return bytes.length == file.size() && unchanged(file) ? Optional.of(bytes) : Optional.empty();
    }
  }

  private static boolean unchanged(Found file) throws IOException {
    return FolderPlace.look(file.path()).map(file::same).orElse(false);
  }

  private static InputStream open(Found file) throws IOException {
    return Files.newInputStream(file.path(), StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
  }

  static String sha256(Found file) throws IOException {
    MessageDigest digest = ScanIntake.digest();
    try (InputStream in = open(file)) {
      byte[] part = new byte[1 << 20];
      for (int read = in.read(part); read >= 0; read = in.read(part)) {
        digest.update(part, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}

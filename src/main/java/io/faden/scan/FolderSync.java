package io.faden.scan;

import io.faden.channel.ChannelAccountId;
import io.faden.platform.lease.Lease;
import io.faden.scan.FolderPlace.Found;
import io.faden.scan.FolderPlace.Kept;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Takes what is complete out of one folder, file by file; one that cannot be taken stops none of
 * the others. For one thread, for as long as an account is served.
 */
final class FolderSync {
  private final FolderTaking taking;
  private final FolderSweep sweep;
  private final FolderWatch watch;
  private final FolderTimes times;
  private final Supplier<ZoneId> zone;
  private final Runnable arrived;
  private boolean swept;
  private long sweptAt;
  private Optional<String> sweepTrouble = Optional.empty();
  private List<Kept> suspects = List.of();

  /** Input: what runs after each commit that recorded something, cheap and from any thread. */
  FolderSync(
      FolderTaking taking,
      FolderSweep sweep,
      FolderTimes times,
      Supplier<ZoneId> zone,
      Runnable arrived) {
    this.taking = taking;
    this.sweep = sweep;
    this.watch = new FolderWatch(times, System::nanoTime);
    this.times = times;
    this.zone = zone;
    this.arrived = arrived;
  }

  /**
   * What one look came to.
   *
   * @param taken files that were new to the ledger
   * @param more there are files on their way, to be looked at soon
   * @param trouble why some files could not be taken
   */
  record Look(int taken, boolean more, Optional<String> trouble) {}

  /**
   * Looks once and takes what is complete, for as long as that is wanted. Errors: {@link
   * FolderTrouble} when the folder itself cannot be served; faults of the database rise.
   */
  Look look(FolderPlace place, ChannelAccountId account, Lease lease, BooleanSupplier wanted)
      throws FolderTrouble, InterruptedException {
    List<Found> present = new ArrayList<>(place.files());
    sweepWhenDue(place, account);
    Map<Path, Kept> moved = new HashMap<>();
    for (Kept each : suspects) {
      moved.put(each.file().path(), each);
      present.add(each.file());
    }
    FolderWatch.Look look = watch.look(present);
    int taken = 0;
    if (!look.ready().isEmpty()) {
      // Where nothing can be moved to, nothing is read either: all of it would be, again and again.
      Path unused = place.day(FolderPlace.DONE, LocalDate.now(zone.get()));
    }
    for (Found file : look.ready()) {
      if (!wanted.getAsBoolean()) {
        break;
      }
      taken += take(place, file, Optional.ofNullable(moved.get(file.path())), account, lease);
    }
    return new Look(taken, look.underWay() > 0, trouble());
  }

  /** What is wrong with old files stops no new ones. */
  private void sweepWhenDue(FolderPlace place, ChannelAccountId account) {
    boolean due = !swept || System.nanoTime() - sweptAt >= times.sweep().toNanos();
    if (!due && suspects.isEmpty()) {
      return;
    }
    try {
      if (due) {
        swept = true;
        sweptAt = System.nanoTime();
        sweepTrouble = Optional.empty();
        sweep.erase(place, account);
      }
      suspects = sweep.suspects(place, account);
    } catch (FolderTrouble trouble) {
      sweepTrouble = Optional.of(trouble.getMessage());
      suspects = List.of();
    }
  }

  private int take(
      FolderPlace place, Found file, Optional<Kept> moved, ChannelAccountId account, Lease lease)
      throws InterruptedException {
    try {
      if (moved.isPresent() && sweep.isUnchanged(moved.get(), account)) {
        sweep.verified(moved.get());
        return 0;
      }
      String name = moved.map(Kept::name).orElse(file.name());
      FolderTaking.Outcome outcome = taking.take(place, file, name, account, lease);
      if (outcome == FolderTaking.Outcome.CHANGED) {
        watch.forget(file);
      }
      if (outcome == FolderTaking.Outcome.RECORDED) {
        arrived.run();
        return 1;
      }
    } catch (FolderTrouble trouble) {
      watch.failed(file, trouble.getMessage());
    }
    return 0;
  }

  private Optional<String> trouble() {
    List<String> troubles = watch.troubles();
    if (troubles.isEmpty()) {
      return sweepTrouble;
    }
    int more = troubles.size() - 1;
    return Optional.of(troubles.getFirst() + (more == 0 ? "" : " (and " + more + " more)"));
  }
}

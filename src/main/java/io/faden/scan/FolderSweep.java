package io.faden.scan;

import io.faden.channel.ChannelAccountId;
import io.faden.platform.db.Database;
import io.faden.scan.FolderPlace.Found;
import io.faden.scan.FolderPlace.Kept;
import io.faden.scan.FolderStore.Erased;
import io.faden.scan.FolderStore.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Looks after what has been moved: a file that went on growing because its writer still had it open
 * comes to light, and the files of erased letters go. For one thread and one account.
 */
final class FolderSweep {
  /** Longer than any node could be away from its sweeps without being started anew. */
  private static final Duration RECENTLY = Duration.ofHours(1);

  private final Database database;
  private final Supplier<ZoneId> zone;
  private final FolderStore store = new FolderStore();
  private final Map<Path, Found> verified = new HashMap<>();
  private boolean erasedAll;

  FolderSweep(Database database, Supplier<ZoneId> zone) {
    this.database = database;
    this.zone = zone;
  }

  /** Files of today and yesterday that may have changed since they were recorded. */
  List<Kept> suspects(FolderPlace place, ChannelAccountId account) throws FolderTrouble {
    LocalDate today = LocalDate.now(zone.get());
    List<Kept> kept = kept(place, FolderPlace.DONE, List.of(today.minusDays(1), today));
    Set<Path> there = kept.stream().map(each -> each.file().path()).collect(Collectors.toSet());
    verified.keySet().retainAll(there);
    List<Kept> unsure =
        kept.stream()
            .filter(each -> !each.file().equals(verified.get(each.file().path())))
            .toList();
    if (unsure.isEmpty()) {
      return List.of();
    }
    Map<Long, Receipt> receipts =
        store.receipts(
            database, account, unsure.stream().map(Kept::arrival).collect(Collectors.toSet()));
    List<Kept> suspects = new ArrayList<>();
    for (Kept each : unsure) {
      Receipt receipt = receipts.get(each.arrival());
      if (receipt == null || asRecorded(each.file(), receipt)) {
        // Or somebody else put it there.
        verified(each);
      } else {
        suspects.add(each);
      }
    }
    return suspects;
  }

  private static boolean asRecorded(Found file, Receipt receipt) {
    Instant changed = Instant.ofEpochMilli(file.changed());
    return file.size() == receipt.size() && !changed.isAfter(receipt.at());
  }

  /** It is as it was recorded, and as long as it does not change nobody need look again. */
  void verified(Kept file) {
    verified.put(file.file().path(), file.file());
  }

  /** Whether its bytes are still those that were recorded. */
  boolean isUnchanged(Kept file, ChannelAccountId account) throws FolderTrouble {
    Receipt receipt =
        store.receipts(database, account, List.of(file.arrival())).get(file.arrival());
    try {
      return receipt == null
          || (receipt.size() == file.file().size()
              && receipt.sha256().equals(FolderTaking.sha256(file.file())));
    } catch (IOException fault) {
      throw new FolderTrouble("A file cannot be read", file.file().name(), fault);
    }
  }

  /** Deletes the files of erased letters: all of them the first time, then those of late. */
  void erase(FolderPlace place, ChannelAccountId account) throws FolderTrouble {
    Map<Long, Instant> erased =
        store
            .erased(database, account, erasedAll ? Optional.of(RECENTLY) : Optional.empty())
            .stream()
            .collect(Collectors.toMap(Erased::arrival, Erased::at));
    // Days may have been counted in another zone then.
    List<LocalDate> days =
        erased.values().stream()
            .map(at -> LocalDate.ofInstant(at, zone.get()))
            .flatMap(day -> Stream.of(day.minusDays(1), day, day.plusDays(1)))
            .distinct()
            .toList();
    for (String where : List.of(FolderPlace.DONE, FolderPlace.FAILED)) {
      for (Kept file : kept(place, where, days)) {
        if (erased.containsKey(file.arrival())) {
          delete(file.file());
        }
      }
    }
    erasedAll = true;
  }

  private static void delete(Found file) throws FolderTrouble {
    try {
      boolean unused = Files.deleteIfExists(file.path());
    } catch (IOException fault) {
      throw new FolderTrouble("An erased letter cannot be deleted", file.path(), fault);
    }
  }

  private static List<Kept> kept(FolderPlace place, String where, List<LocalDate> days)
      throws FolderTrouble {
    try {
      return place.kept(where, days);
    } catch (IOException fault) {
      throw new FolderTrouble("The scan folder cannot be read", place.path().resolve(where), fault);
    }
  }
}

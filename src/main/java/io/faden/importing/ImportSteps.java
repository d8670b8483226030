package io.faden.importing;

import io.faden.customer.ContactValue;
import io.faden.customer.ContactValues;
import io.faden.customer.CustomerBulk;
import io.faden.customer.CustomerBulk.Owner;
import io.faden.customer.CustomerBulk.Sheet;
import io.faden.customer.CustomerBulk.Written;
import io.faden.customer.CustomerId;
import io.faden.importing.ImportStore.Verdict;
import io.faden.importing.ImportStore.Work;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** The long steps of an import, in batches that are each a transaction with how far it got. */
public final class ImportSteps {
  private static final int BATCH = 500;
  private static final long NEWS_EVERY = Duration.ofSeconds(1).toNanos();

  private final Database database;
  private final Imports imports;
  private final ContactValues values;
  private final CustomerBulk bulk = new CustomerBulk();
  private final ImportStore store;

  public ImportSteps(Database database, Imports imports, ContactValues values) {
    this.database = database;
    this.imports = imports;
    this.values = values;
    this.store = imports.store();
  }

  Optional<CustomerImport> next() {
    store.sweep(database);
    return store.next(database);
  }

  void fail(ImportId id, RuntimeException fault) {
    store.fail(database, id, "It could not go on: " + fault.getClass().getSimpleName() + ".");
    database.inTransaction(tx -> imports.changed(tx, Optional.empty()));
  }

  /**
   * Goes on until the step is over or the work is to be left. The guard runs in each transaction.
   */
  void work(CustomerImport job, Consumer<Tx> guard, BooleanSupplier goOn) {
    Step step =
        switch (job.state()) {
          case "trying" -> trying(job);
          case "running" -> running(job);
          default -> undoing(job);
        };
    long told = System.nanoTime();
    boolean more = true;
    while (more && goOn.getAsBoolean()) {
      boolean tell = System.nanoTime() - told > NEWS_EVERY;
      if (tell) {
        store.count(database, job.id());
        told = System.nanoTime();
      }
      more =
          database.transaction(
              tx -> {
                guard.accept(tx);
                boolean left = step.batch(tx, store.atLine(tx, job.id()));
                if (!left) {
                  store.state(tx, job.id(), step.after());
                  store.count(tx, job.id());
                }
                if (tell || !left) {
                  imports.changed(tx, Optional.empty());
                }
                return left;
              });
    }
  }

  /** One batch from a line on; whether anything may be left. */
  private interface Batch {
    boolean from(Tx tx, int line);
  }

  private record Step(String after, Batch work) {
    boolean batch(Tx tx, int line) {
      return work.from(tx, line);
    }
  }

  private Step trying(CustomerImport job) {
    store.restart(database, job.id());
    SheetReader reader = new SheetReader(values, job.columns());
    Map<Long, Integer> seen = new HashMap<>();
    return new Step("tried", (tx, line) -> tryLines(tx, job, reader, seen, line));
  }

  private boolean tryLines(
      Tx tx, CustomerImport job, SheetReader reader, Map<Long, Integer> seen, int after) {
    List<Work> lines = store.after(tx, job.id(), after, BATCH);
    Map<Work, Sheet> sheets = new LinkedHashMap<>();
    List<Verdict> verdicts = new ArrayList<>();
    for (Work line : lines) {
      if (job.header() && after == 0 && line.equals(lines.getFirst())) {
        // The headings are no customer and no fault, whatever they were in a rehearsal before.
        verdicts.add(new Verdict(line.line(), null, "", null, null));
        continue;
      }
      if (line.broken().isPresent()) {
        verdicts.add(faulty(line, line.broken().get()));
        continue;
      }
      try {
        sheets.put(line, reader.read(line.cells()));
      } catch (SheetReader.Faulty reason) {
        verdicts.add(faulty(line, reason.getMessage()));
      }
    }
    Map<String, List<Owner>> owners = owners(tx, sheets);
    sheets.forEach((line, sheet) -> verdicts.add(verdict(line, sheet, owners, seen)));
    store.settle(tx, job.id(), verdicts);
    if (!lines.isEmpty()) {
      store.progress(tx, job.id(), lines.getLast().line(), lines.size());
    }
    return lines.size() == BATCH;
  }

  private static Verdict faulty(Work line, String why) {
    return new Verdict(line.line(), "faulty", why, null, null);
  }

  private Map<String, List<Owner>> owners(Tx tx, Map<Work, Sheet> sheets) {
    return bulk.owners(
        tx, sheets.values().stream().flatMap(sheet -> sheet.contacts().stream()).toList());
  }

  private static Verdict verdict(
      Work line, Sheet sheet, Map<String, List<Owner>> owners, Map<Long, Integer> seen) {
    Integer same = null;
    for (Long key : keys(sheet)) {
      Integer before = seen.putIfAbsent(key, line.line());
      same = same == null ? before : same;
    }
    if (same != null) {
      return new Verdict(line.line(), "duplicate", "The same as line " + same + ".", same, null);
    }
    List<CustomerId> known = known(sheet, owners);
    if (known.size() > 1) {
      return faulty(line, "Its addresses belong to different customers.");
    }
    return known.isEmpty()
        ? new Verdict(line.line(), "new", "", null, null)
        : new Verdict(
            line.line(), "existing", "An address of it is known.", null, known.getFirst().value());
  }

  /**
   * Whom a line means: owners of what names exactly one; else whoever has a telephone or a door of
   * it and the same name.
   */
  private static List<CustomerId> known(Sheet sheet, Map<String, List<Owner>> owners) {
    List<CustomerId> exact = new ArrayList<>();
    List<CustomerId> alike = new ArrayList<>();
    for (ContactValue value : sheet.contacts()) {
      for (Owner owner : owners.getOrDefault(CustomerBulk.keyOf(value), List.of())) {
        if (value.channel().namesOne()) {
          exact.add(owner.root());
        } else if (!sheet.name().isEmpty() && owner.name().equalsIgnoreCase(sheet.name())) {
          alike.add(owner.root());
        }
      }
    }
    return (exact.isEmpty() ? alike.stream().limit(1) : exact.stream()).distinct().toList();
  }

  /** What makes two lines the same; 64 bits of it, since there are many. */
  private static List<Long> keys(Sheet sheet) {
    List<Long> keys = new ArrayList<>();
    for (ContactValue value : sheet.contacts()) {
      String key = CustomerBulk.keyOf(value);
      keys.add(hash(value.channel().namesOne() ? key : key + "\n" + lower(sheet.name())));
    }
    if (keys.isEmpty()) {
      keys.add(hash("name\n" + lower(sheet.name()) + "\n" + lower(sheet.note())));
    }
    return keys;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** Source: FNV-1a, 64 bits. */
  private static long hash(String text) {
    long hash = 0xcbf29ce484222325L;
    for (int place = 0; place < text.length(); place++) {
      hash = (hash ^ text.charAt(place)) * 0x100000001b3L;
    }
    return hash;
  }

  private Step running(CustomerImport job) {
    SheetReader reader = new SheetReader(values, job.columns());
    return new Step("done", (tx, line) -> runLines(tx, job, reader, line));
  }

  private boolean runLines(Tx tx, CustomerImport job, SheetReader reader, int after) {
    List<Work> lines = store.toDo(tx, job.id(), after, BATCH);
    Map<Work, Sheet> sheets = new LinkedHashMap<>();
    for (Work line : lines) {
      try {
        sheets.put(line, reader.read(line.cells()));
      } catch (SheetReader.Faulty impossible) {
        throw new IllegalStateException(impossible);
      }
    }
    bulk.lock(tx, sheets.values().stream().flatMap(sheet -> sheet.contacts().stream()).toList());
    // Somebody may have come since it was tried, by mail or by another import.
    Map<String, List<Owner>> owners = owners(tx, sheets);
    List<Integer> done = new ArrayList<>();
    List<Written> written = new ArrayList<>();
    List<Verdict> verdicts = new ArrayList<>();
    Map<Work, Sheet> fresh = new LinkedHashMap<>();
    sheets.forEach(
        (line, sheet) -> {
          List<CustomerId> known = known(sheet, owners);
          if (known.size() > 1) {
            verdicts.add(faulty(line, "Its addresses belong to different customers."));
          } else if (known.isEmpty()) {
            fresh.put(line, sheet);
          } else if (job.existing().equals("skip")) {
            verdicts.add(
                new Verdict(
                    line.line(), "existing", "Left as it is.", null, known.getFirst().value()));
          } else {
            boolean overwrite = job.existing().equals("overwrite");
            bulk.complete(tx, known.getFirst(), sheet, overwrite)
                .ifPresent(
                    each -> {
                      done.add(line.line());
                      written.add(each);
                    });
          }
        });
    if (!fresh.isEmpty()) {
      written.addAll(bulk.make(tx, List.copyOf(fresh.values())));
      fresh.keySet().forEach(line -> done.add(line.line()));
    }
    store.settle(tx, job.id(), verdicts);
    store.did(tx, job.id(), done, written);
    if (!lines.isEmpty()) {
      store.progress(tx, job.id(), lines.getLast().line(), lines.size());
    }
    return lines.size() == BATCH;
  }

  private Step undoing(CustomerImport job) {
    return new Step("undone", (tx, line) -> undoLines(tx, job, line));
  }

  private boolean undoLines(Tx tx, CustomerImport job, int below) {
    List<Map.Entry<Integer, Written>> lines = store.done(tx, job.id(), below, BATCH);
    if (!lines.isEmpty()) {
      store.undone(
          tx,
          job.id(),
          lines.stream().map(Map.Entry::getKey).toList(),
          bulk.takeBack(tx, lines.stream().map(Map.Entry::getValue).toList()));
      store.progress(tx, job.id(), lines.getLast().getKey(), lines.size());
    }
    return lines.size() == BATCH;
  }
}

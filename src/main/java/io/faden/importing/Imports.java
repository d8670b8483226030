package io.faden.importing;

import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Imports of customers as administrators see them: upload, say what is what, try, do, take back.
 */
public final class Imports {
  private static final int LINES_AT_ONCE = 1_000;
  private static final int MOST_LINES = 500_000;
  private static final int SAMPLE = 100;

  private final Database database;
  private final EventLog events;
  private final ImportStore store = new ImportStore();

  public Imports(Database database, EventLog events) {
    this.database = database;
    this.events = events;
  }

  ImportStore store() {
    return store;
  }

  /** Which wishes are met when. */
  sealed interface Result {
    record Done(CustomerImport now) implements Result {}

    record NotFound() implements Result {}

    record NotReady() implements Result {}

    /** There is nothing in the file, or more than can be. */
    record Refused(String sentence) implements Result {}
  }

  /** Takes a file apart into lines; it is not kept. Changes no customer. */
  Result upload(Actor actor, String name, byte[] content) {
    CsvFile file = CsvFile.of(content);
    if (file.isBinary()) {
      return new Result.Refused("This is no text, and so no CSV file.");
    }
    CsvLines lines = file.lines();
    if (!lines.hasNext()) {
      return new Result.Refused("There is nothing in this file.");
    }
    ImportId id = store.insert(database, actor, name, file);
    List<String> first = List.of();
    List<List<String>> values = new ArrayList<>();
    List<CsvLines.Line> part = new ArrayList<>();
    int count = 0;
    while (lines.hasNext()) {
      CsvLines.Line line = lines.next();
      if (first.isEmpty() && line.broken().isEmpty()) {
        first = line.cells();
      } else if (values.size() < SAMPLE && line.broken().isEmpty()) {
        values.add(line.cells());
      }
      part.add(line);
      count++;
      if (part.size() == LINES_AT_ONCE || !lines.hasNext()) {
        store.addLines(database, id, part);
        part.clear();
      }
      if (count > MOST_LINES) {
        return new Result.Refused("There are more than " + MOST_LINES + " lines in this file.");
      }
    }
    List<Target> columns = meant(first, values);
    boolean header = columns.stream().anyMatch(each -> each != Target.IGNORE);
    int all = count;
    return database.transaction(
        tx -> {
          store.complete(tx, id, all, header, columns);
          return told(tx, Optional.of(actor), id);
        });
  }

  /**
   * What columns seem to mean, by their headings and, where those are used for two things, values.
   */
  private static List<Target> meant(List<String> headings, List<List<String>> lines) {
    List<Target> columns = new ArrayList<>();
    for (int place = 0; place < headings.size(); place++) {
      int column = place;
      columns.add(
          Target.byHeading(
              headings.get(column),
              lines.stream()
                  .filter(line -> line.size() > column)
                  .map(line -> line.get(column))
                  .toList()));
    }
    return List.copyOf(columns);
  }

  Result map(
      Actor actor, ImportId id, List<Target> columns, Optional<Boolean> header, String existing) {
    return change(
        actor,
        id,
        now ->
            (now.state().equals("uploaded") || now.state().equals("tried"))
                && columns.size() == now.columns().size(),
        tx -> {
          boolean first =
              header.orElseGet(() -> store.find(tx, id).map(CustomerImport::header).orElse(false));
          store.map(tx, id, columns, first, existing);
        });
  }

  Result run(Actor actor, ImportId id) {
    return change(
        actor, id, now -> now.state().equals("tried"), tx -> store.state(tx, id, "running"));
  }

  Result undo(Actor actor, ImportId id) {
    return change(
        actor, id, now -> now.state().equals("done"), tx -> store.state(tx, id, "undoing"));
  }

  private Result change(
      Actor actor, ImportId id, Predicate<CustomerImport> ready, Consumer<Tx> change) {
    return database.transaction(
        tx -> {
          Optional<CustomerImport> now = store.lock(tx, id);
          if (now.isEmpty()) {
            return new Result.NotFound();
          }
          if (!ready.test(now.get())) {
            return new Result.NotReady();
          }
          change.accept(tx);
          return told(tx, Optional.of(actor), id);
        });
  }

  private Result told(Tx tx, Optional<Actor> actor, ImportId id) {
    changed(tx, actor);
    return new Result.Done(store.find(tx, id).orElseThrow());
  }

  void changed(Tx tx, Optional<Actor> actor) {
    events.append(tx, Change.of(EventType.IMPORT_CHANGED, Audience.ADMINS).by(actor));
  }

  Optional<CustomerImport> find(ImportId id) {
    return store.find(database, id);
  }

  List<CustomerImport> list(Optional<Long> below, int limit) {
    return store.list(database, below, limit);
  }

  List<ImportRow> rows(ImportId id, Optional<String> outcome, int after, int limit) {
    return store.rows(database, id, outcome, after, limit);
  }
}

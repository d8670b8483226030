package io.faden.importing;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.List;
import java.util.Optional;

/** HTTP for customers as CSV, for administrators. */
public final class ImportRoutes {
  private final Imports imports;
  private final CustomerCsv csv;

  public ImportRoutes(Imports imports, CustomerCsv csv) {
    this.imports = imports;
    this.csv = csv;
  }

  public void register(Api api) {
    api.on("exportCustomers", Role.ADMIN, this::export);
    api.on("listImports", Role.ADMIN, this::list);
    api.on("uploadImport", Role.ADMIN, this::upload);
    api.on("getImport", Role.ADMIN, this::get);
    api.on("mapImport", Role.ADMIN, this::map);
    api.on("listImportRows", Role.ADMIN, this::rows);
    api.on("runImport", Role.ADMIN, call -> ok(imports.run(call.actor(), id(call))));
    api.on("undoImport", Role.ADMIN, call -> ok(imports.undo(call.actor(), id(call))));
  }

  private static ImportId id(Call call) {
    return new ImportId(call.id());
  }

  private Answer export(Call call) {
    return Answer.written("text/csv; charset=utf-8", csv::write)
        .header("Content-Disposition", "attachment; filename=\"faden-customers.csv\"");
  }

  private record Page<T>(List<T> items, Optional<String> nextCursor) {}

  private Answer list(Call call) {
    int limit = call.limit();
    List<CustomerImport> found =
        imports.list(call.text("cursor").map(ImportRoutes::cursor), limit + 1);
    boolean more = found.size() > limit;
    List<CustomerImport> page = more ? found.subList(0, limit) : found;
    return Answer.ok(
        new Page<>(page, more ? Optional.of("" + page.getLast().id().value()) : Optional.empty()));
  }

  private static long cursor(String written) {
    try {
      return Long.parseLong(written);
    } catch (NumberFormatException garbage) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "This cursor is not one of ours.");
    }
  }

  private Answer upload(Call call) {
    Imports.Result result =
        imports.upload(call.actor(), call.text("name").orElseThrow(), call.bytes());
    return Answer.created(done(result));
  }

  private Answer get(Call call) {
    return imports
        .find(id(call))
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private record MapBody(
      List<Target> columns, Optional<Boolean> header, Optional<String> existing) {}

  private Answer map(Call call) {
    MapBody body = call.body(MapBody.class);
    return ok(
        imports.map(
            call.actor(),
            id(call),
            body.columns(),
            body.header(),
            body.existing().orElse("complete")));
  }

  private Answer rows(Call call) {
    if (imports.find(id(call)).isEmpty()) {
      throw new Problem(ErrorCode.NOT_FOUND);
    }
    int limit = call.limit();
    long after = call.text("cursor").map(ImportRoutes::cursor).orElse(0L);
    List<ImportRow> found =
        imports.rows(
            id(call), call.text("outcome"), Math.clamp(after, 0, Integer.MAX_VALUE), limit + 1);
    boolean more = found.size() > limit;
    List<ImportRow> page = more ? found.subList(0, limit) : found;
    return Answer.ok(
        new Page<>(page, more ? Optional.of("" + page.getLast().line()) : Optional.empty()));
  }

  private static Answer ok(Imports.Result result) {
    return Answer.ok(done(result));
  }

  private static CustomerImport done(Imports.Result result) {
    return switch (result) {
      case Imports.Result.Done done -> done.now();
      case Imports.Result.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case Imports.Result.NotReady no -> throw new Problem(ErrorCode.IMPORT_NOT_READY);
      case Imports.Result.Refused refused ->
          throw new Problem(ErrorCode.INVALID_REQUEST, refused.sentence());
    };
  }
}

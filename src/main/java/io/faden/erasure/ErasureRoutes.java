package io.faden.erasure;

import io.faden.customer.CustomerId;
import io.faden.platform.Role;
import io.faden.platform.Wording;
import io.faden.platform.db.Database;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** HTTP for erasures: admins decide, supervisors look. */
public final class ErasureRoutes {
  private static final int WAIT_DAYS = 7;

  private final Database database;
  private final Erasures erasures;
  private final Supplier<ZoneId> zone;

  public ErasureRoutes(Database database, Erasures erasures, Supplier<ZoneId> zone) {
    this.database = database;
    this.erasures = erasures;
    this.zone = zone;
  }

  public void register(Api api) {
    api.on("previewErasure", Role.SUPERVISOR, this::preview);
    api.on("requestErasure", Role.ADMIN, this::request);
    api.on("listErasures", Role.SUPERVISOR, this::list);
    api.on("holdErasure", Role.ADMIN, this::hold);
    api.on("releaseErasure", Role.ADMIN, this::release);
    api.on("cancelErasure", Role.ADMIN, this::cancel);
    api.on("getErasureProof", Role.SUPERVISOR, this::proof);
  }

  private Answer preview(Call call) {
    return erasures
        .preview(new CustomerId(call.id()))
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private record RequestBody(String reason, Optional<Integer> waitDays) {}

  private Answer request(Call call) {
    RequestBody body = call.body(RequestBody.class);
    ErasureResult result =
        erasures.request(
            call.actor(),
            new CustomerId(call.id()),
            stated(body.reason()),
            body.waitDays().orElse(WAIT_DAYS));
    return Answer.created(done(result));
  }

  private record Page(List<Erasure> items, Optional<String> nextCursor) {}

  private Answer list(Call call) {
    int limit = call.limit();
    List<Erasure> found =
        erasures.list(
            call.text("state"), call.text("cursor").map(ErasureRoutes::cursor), limit + 1);
    if (found.size() <= limit) {
      return Answer.ok(new Page(found, Optional.empty()));
    }
    List<Erasure> page = found.subList(0, limit);
    return Answer.ok(new Page(page, Optional.of("" + page.getLast().id().value())));
  }

  private static long cursor(String written) {
    try {
      return Long.parseLong(written);
    } catch (NumberFormatException garbage) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "This cursor is not one of ours.");
    }
  }

  private record HoldBody(String reason, Optional<String> until) {}

  private Answer hold(Call call) {
    HoldBody body = call.body(HoldBody.class);
    return Answer.ok(
        done(
            erasures.hold(
                call.actor(),
                new ErasureId(call.id()),
                stated(body.reason()),
                body.until().map(this::day))));
  }

  private LocalDate day(String text) {
    try {
      LocalDate day = LocalDate.parse(text);
      if (!day.isBefore(LocalDate.now(zone.get())) && day.getYear() < 10_000) {
        return day;
      }
    } catch (DateTimeParseException garbage) {
      // Told below.
    }
    throw new Problem(ErrorCode.INVALID_REQUEST, "until is a day that is not over.");
  }

  private Answer release(Call call) {
    return Answer.ok(done(erasures.release(call.actor(), new ErasureId(call.id()))));
  }

  private record ReasonBody(String reason) {}

  private Answer cancel(Call call) {
    String reason = stated(call.body(ReasonBody.class).reason());
    return Answer.ok(done(erasures.cancel(call.actor(), new ErasureId(call.id()), reason)));
  }

  private static String stated(String reason) {
    if (reason.isBlank()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "A reason needs words.");
    }
    return reason.strip();
  }

  private static Erasure done(ErasureResult result) {
    return switch (result) {
      case ErasureResult.Done done -> done.erasure();
      case ErasureResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case ErasureResult.Erased erased -> throw new Problem(ErrorCode.CUSTOMER_ERASED);
      case ErasureResult.Over over -> throw new Problem(ErrorCode.ERASURE_OVER);
      case ErasureResult.Blocked blocked ->
          throw new Problem(ErrorCode.ERASURE_BLOCKED)
              .with(
                  "errors",
                  blocked.against().stream()
                      .map(
                          each ->
                              Map.of(
                                  "field",
                                  each.code(),
                                  "message",
                                  each.id().map(id -> "#" + id).orElse("")
                                      + each.detail().map(text -> " " + text).orElse("")))
                      .toList());
    };
  }

  private Answer proof(Call call) {
    Erasure erasure =
        erasures
            .find(new ErasureId(call.id()))
            .filter(each -> each.doneAt().isPresent())
            .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
    Locale locale =
        database
            .row("SELECT locale FROM person_locale WHERE id = $1", call.actor().id())
            .map(row -> Locale.of(row.getString("locale")))
            .orElse(Locale.GERMAN);
    return Answer.written(
            "application/pdf",
            out -> ErasureProof.print(erasure, new Wording("erasure", locale), zone.get(), out))
        .header(
            "Content-Disposition",
            "attachment; filename=\"faden-erasure-" + erasure.id().value() + ".pdf\"");
  }
}

package io.faden.intake;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.List;
import java.util.Optional;

/** HTTP for the ledger. */
public final class IntakeRoutes {
  private final Arrivals arrivals;

  public IntakeRoutes(Arrivals arrivals) {
    this.arrivals = arrivals;
  }

  public void register(Api api) {
    api.on("listArrivals", Role.SUPERVISOR, this::list);
    api.on("getArrival", Role.SUPERVISOR, this::get);
    api.on("getArrivalRaw", Role.SUPERVISOR, this::raw);
    api.on("retryArrival", Role.SUPERVISOR, this::retry);
    api.on("getBalance", Role.SUPERVISOR, call -> Answer.ok(arrivals.balance()));
  }

  private record Page(List<Arrival> items, Optional<String> nextCursor) {}

  private Answer list(Call call) {
    int limit = call.limit();
    List<Arrival> found =
        arrivals.list(call.text("state"), call.text("cursor").map(IntakeRoutes::cursor), limit + 1);
    if (found.size() <= limit) {
      return Answer.ok(new Page(found, Optional.empty()));
    }
    List<Arrival> page = found.subList(0, limit);
    return Answer.ok(new Page(page, Optional.of("" + page.get(limit - 1).id().value())));
  }

  private static long cursor(String written) {
    try {
      return Long.parseLong(written);
    } catch (NumberFormatException garbage) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "This cursor is not one of ours.");
    }
  }

  private Answer get(Call call) {
    return arrivals
        .find(new ArrivalId(call.id()))
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer raw(Call call) {
    if (arrivals.find(new ArrivalId(call.id())).flatMap(Arrival::erasedAt).isPresent()) {
      throw new Problem(ErrorCode.CUSTOMER_ERASED);
    }
    return arrivals
        .raw(new ArrivalId(call.id()))
        .map(
            bytes ->
                Answer.bytes("application/octet-stream", bytes)
                    .header(
                        "Content-Disposition",
                        "attachment; filename=\"arrival-" + call.id() + ".eml\"")
                    .header("Content-Security-Policy", "default-src 'none'; sandbox"))
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer retry(Call call) {
    return switch (arrivals.retry(new ArrivalId(call.id()))) {
      case Arrivals.RetryResult.Tried tried -> Answer.ok(tried.arrival());
      case Arrivals.RetryResult.NotQuarantined no ->
          throw new Problem(ErrorCode.ARRIVAL_NOT_QUARANTINED);
      case Arrivals.RetryResult.NotFound no -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}

package io.faden.routing;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** HTTP for business hours. */
public final class BusinessHoursRoutes {
  private final BusinessTimes times;

  public BusinessHoursRoutes(BusinessTimes times) {
    this.times = times;
  }

  public void register(Api api) {
    api.on("listBusinessHours", Role.ADMIN, call -> Answer.ok(Map.of("items", times.all())));
    api.on("createBusinessHours", Role.ADMIN, this::create);
    api.on("changeBusinessHours", Role.ADMIN, this::change);
    api.on("deleteBusinessHours", Role.ADMIN, this::delete);
    api.on("previewBusinessHours", Role.ADMIN, this::preview);
    api.on(
        "listHolidayRegions", Role.ADMIN, call -> Answer.ok(Map.of("items", Holidays.regions())));
  }

  private Answer create(Call call) {
    BusinessHours hours = call.body(BusinessHours.class);
    return Answer.created(RoutingRoutes.done(times.create(Optional.of(call.actor()), hours)));
  }

  private Answer change(Call call) {
    BusinessHours hours = call.body(BusinessHours.class);
    int version = RoutingRoutes.version(call);
    return Answer.ok(
        RoutingRoutes.done(
            times.change(call.actor(), new BusinessHoursId(call.id()), version, hours)));
  }

  private Answer delete(Call call) {
    BusinessTimes.Kept unused =
        RoutingRoutes.done(times.remove(call.actor(), new BusinessHoursId(call.id())));
    return Answer.none();
  }

  private Answer preview(Call call) {
    int days = call.number("days").map(Math::toIntExact).orElse(30);
    return times
        .preview(new BusinessHoursId(call.id()), Clock.systemUTC(), days)
        .map(coming -> Answer.ok(Map.of("items", coming)))
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }
}

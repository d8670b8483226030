package io.faden.supervision;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;

/** HTTP for the live room. */
public final class SupervisionRoutes {
  private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private final LiveRoom room;

  public SupervisionRoutes(LiveRoom room) {
    this.room = room;
  }

  public void register(Api api) {
    api.on("getLiveQueues", Role.SUPERVISOR, call -> Answer.ok(room.queues()));
    api.on("getLiveAgents", Role.SUPERVISOR, call -> Answer.ok(Map.of("items", room.agents())));
    api.on("listLiveWorkItems", Role.SUPERVISOR, this::items);
    api.on("getRoutingBalance", Role.SUPERVISOR, this::balance);
    api.on("listAlarms", Role.SUPERVISOR, call -> Answer.ok(Map.of("items", room.alarms())));
    api.on("markAlarmSeen", Role.SUPERVISOR, this::seen);
    api.on("getCluster", Role.SUPERVISOR, call -> Answer.ok(room.cluster()));
  }

  private Answer items(Call call) {
    ItemFilter filter =
        new ItemFilter(
            call.number("queue"),
            call.number("agent"),
            call.text("state").map(ItemFilter.Standing::of));
    return switch (room.items(filter, call.text("cursor"), call.limit())) {
      case LiveRoom.ItemsResult.Page page -> Answer.ok(page);
      case LiveRoom.ItemsResult.NoSuchQueue none -> throw new Problem(ErrorCode.QUEUE_NOT_FOUND);
      case LiveRoom.ItemsResult.NoSuchAgent none -> throw new Problem(ErrorCode.AGENT_NOT_FOUND);
      case LiveRoom.ItemsResult.BadCursor garbage ->
          throw new Problem(ErrorCode.INVALID_REQUEST, "This cursor is not one of ours.");
    };
  }

  private Answer balance(Call call) {
    return Answer.ok(room.balance(call.text("since").map(SupervisionRoutes::moment)));
  }

  private static Instant moment(String written) {
    try {
      Instant moment = OffsetDateTime.parse(written).toInstant();
      if (moment.isAfter(EARLIEST) && moment.isBefore(LATEST)) {
        return moment;
      }
    } catch (DateTimeException garbage) {
      // Told below.
    }
    throw new Problem(
        ErrorCode.INVALID_REQUEST, "since is a date and time with its zone, after the year 2000.");
  }

  private Answer seen(Call call) {
    if (!room.seen(call.actor(), call.id())) {
      throw new Problem(ErrorCode.NOT_FOUND);
    }
    return Answer.none();
  }
}

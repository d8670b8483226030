package io.faden.presence;

import com.hazelcast.nio.serialization.FieldKind;
import com.hazelcast.nio.serialization.compact.CompactReader;
import com.hazelcast.nio.serialization.compact.CompactSerializer;
import com.hazelcast.nio.serialization.compact.CompactWriter;
import io.faden.platform.AgentId;
import io.faden.staff.Location;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** A state between nodes. Fields may only be added: nodes of two versions run side by side. */
final class AgentStateSerializer implements CompactSerializer<AgentState> {

  @Override
  public AgentState read(CompactReader in) {
    AgentState.Shift shift =
        new AgentState.Shift(
            in.readInt64("shiftVersion"),
            PresenceState.of(in.readString("state")),
            Optional.ofNullable(in.readString("reason")).map(AwayReason::of),
            Location.of(in.readString("location")),
            List.of(in.readArrayOfString("paused")),
            instant(in.readTimestampWithTimezone("since")),
            // A node of an earlier version does not tell.
            in.getFieldKind("onCallSince") == FieldKind.TIMESTAMP_WITH_TIMEZONE
                ? instant(in.readTimestampWithTimezone("onCallSince"))
                : Optional.empty());
    AgentState.Load load =
        new AgentState.Load(
            in.readInt64("loadVersion"),
            in.readInt32("used"),
            in.readInt32("capacity"),
            in.readInt32("misses"),
            in.readInt32("offersToday"),
            Optional.ofNullable(in.readDate("offersOn")),
            instant(in.readTimestampWithTimezone("lastServedAt")));
    return new AgentState(new AgentId(in.readInt64("agent")), shift, load);
  }

  @Override
  public void write(CompactWriter out, AgentState state) {
    AgentState.Shift shift = state.shift();
    AgentState.Load load = state.load();
    LocalDate offersOn = load.offersOn().orElse(null);
    out.writeInt64("agent", state.agent().value());
    out.writeInt64("shiftVersion", shift.version());
    out.writeString("state", shift.state().label());
    out.writeString("reason", shift.reason().map(AwayReason::label).orElse(null));
    out.writeString("location", shift.location().label());
    out.writeArrayOfString("paused", shift.paused().toArray(String[]::new));
    out.writeTimestampWithTimezone("since", time(shift.since()));
    out.writeTimestampWithTimezone("onCallSince", time(shift.onCallSince()));
    out.writeInt64("loadVersion", load.version());
    out.writeInt32("used", load.used());
    out.writeInt32("capacity", load.capacity());
    out.writeInt32("misses", load.misses());
    out.writeInt32("offersToday", load.offersToday());
    out.writeDate("offersOn", offersOn);
    out.writeTimestampWithTimezone("lastServedAt", time(load.lastServedAt()));
  }

  private static Optional<Instant> instant(OffsetDateTime time) {
    return Optional.ofNullable(time).map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime time(Optional<Instant> instant) {
    return instant.map(at -> at.atOffset(ZoneOffset.UTC)).orElse(null);
  }

  @Override
  public String getTypeName() {
    return "faden.AgentState";
  }

  @Override
  public Class<AgentState> getCompactClass() {
    return AgentState.class;
  }
}

package io.faden.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.faden.platform.AgentId;
import io.faden.presence.AgentState.Load;
import io.faden.presence.AgentState.Shift;
import io.faden.staff.Location;
import java.time.Instant;
import java.time.LocalDate;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AgentStateTest {
  private static final AgentId ANNA = new AgentId(1);

  private static Shift shift(long version) {
    PresenceState state = version % 3 == 0 ? PresenceState.AWAY : PresenceState.AVAILABLE;
    Optional<AwayReason> reason =
        state == PresenceState.AWAY ? Optional.of(AwayReason.MEAL) : Optional.empty();
    return new Shift(
        version,
        state,
        reason,
        Location.HOME,
        List.of("chat", "phone"),
        Optional.of(Instant.ofEpochSecond(version)),
        version % 2 == 0 ? Optional.empty() : Optional.of(Instant.ofEpochSecond(version)));
  }

  private static Load load(long version) {
    return new Load(
        version,
        (int) version * 20,
        100,
        0,
        (int) version,
        Optional.of(LocalDate.of(2026, 11, 22)),
        Optional.of(Instant.ofEpochSecond(version)));
  }

  /** Each state that the person had, some of one part only. */
  private static List<AgentState> history() {
    List<AgentState> history = new ArrayList<>();
    IntStream.range(0, 12)
        .forEach(
            version -> {
              history.add(AgentState.of(ANNA, shift(version)));
              history.add(new AgentState(ANNA, shift(version), load(version / 2)));
              history.add(new AgentState(ANNA, Shift.UNKNOWN, load(version)));
            });
    return history;
  }

  private static Map.Entry<Long, AgentState> entry(List<AgentState> arriving) {
    Map.Entry<Long, AgentState> entry = new AbstractMap.SimpleEntry<>(ANNA.value(), null);
    for (AgentState state : arriving) {
      Boolean unused = new MergeState(state).process(entry);
    }
    return entry;
  }

  @Test
  void whateverTheOrderAndHoweverOftenTheNewestOfEachPartIsLeft() {
    AgentState newest = new AgentState(ANNA, shift(11), load(11));
    Random random = new Random(22);
    for (int time = 0; time < 200; time++) {
      List<AgentState> arriving = new ArrayList<>(history());
      arriving.addAll(history());
      Collections.shuffle(arriving, random);
      assertEquals(newest, entry(arriving).getValue());
    }
  }

  @Test
  void whatIsKnownAlreadyIsNotNews() {
    Map.Entry<Long, AgentState> entry = entry(history());
    for (AgentState old : history()) {
      assertFalse(new MergeState(old).process(entry));
    }
    assertTrue(new MergeState(AgentState.of(ANNA, shift(12))).process(entry));
    assertEquals(load(11), entry.getValue().load());
  }

  @Test
  void aNodeAloneTellsOfNewsOnly() {
    List<AgentState> told = new ArrayList<>();
    try (LocalStates states = new LocalStates()) {
      states.onChange(told::add);
      states.merge(List.of(AgentState.of(ANNA, shift(2)), AgentState.of(ANNA, shift(1))));
      states.merge(List.of(new AgentState(ANNA, shift(1), load(3))));
      states.merge(List.of(new AgentState(ANNA, shift(2), load(3))));
      assertEquals(
          List.of(AgentState.of(ANNA, shift(2)), new AgentState(ANNA, shift(2), load(3))), told);
      assertEquals(Optional.of(told.getLast()), states.get(ANNA));
      states.remove(List.of(ANNA));
      assertEquals(List.of(), states.all());
    }
  }
}

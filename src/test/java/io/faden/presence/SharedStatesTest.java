package io.faden.presence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.map.IMap;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.cluster.Cluster;
import io.faden.platform.cluster.Nodes;
import io.faden.testing.Colleague;
import io.faden.testing.FreePort;
import io.faden.testing.TestApp;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Two nodes of a cluster: the picture is the same on both, and is made anew from the database. */
class SharedStatesTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);
  private static TestApp app;
  private static Cluster one;
  private static Cluster two;

  @BeforeAll
  static void start() {
    app = TestApp.start();
    int portOne = FreePort.find();
    int portTwo = FreePort.find();
    List<String> members = List.of("127.0.0.1:" + portOne, "127.0.0.1:" + portTwo);
    one = join(portOne, members, 0);
    two = join(portTwo, members, 0);
  }

  private static Cluster join(int port, List<String> members, int minimum) {
    return Cluster.join(
        "test-" + members.getFirst(), "127.0.0.1", port, members, AgentStates.configure(minimum));
  }

  @AfterAll
  static void stop() {
    app.close();
    if (one.hazelcast().orElseThrow().getLifecycleService().isRunning()) {
      one.vertx().close().await();
    }
    two.vertx().close().await();
  }

  private static IMap<Long, AgentState> map(Cluster cluster) {
    return cluster
        .hazelcast()
        .map(instance -> instance.<Long, AgentState>getMap("agents"))
        .orElseThrow();
  }

  private static AgentStates states(Cluster cluster, Duration rebuild) {
    HazelcastInstance hazelcast = cluster.hazelcast().orElseThrow();
    return new AgentStates(app.sql(), new ClusterStates(hazelcast), rebuild);
  }

  private static void set(Colleague who, String state) {
    assertEquals(200, who.put("/me/presence", new JsonObject().put("state", state)).status());
  }

  private static void awaitState(AgentStates states, Colleague who, PresenceState state) {
    Awaitility.await(who.name() + " is " + state)
        .atMost(LONG_ENOUGH)
        .until(
            () ->
                states
                    .get(new AgentId(who.id()))
                    .map(known -> known.shift().state() == state)
                    .orElse(false));
  }

  @Test
  void eachNodeKnowsTheOthersByName() {
    Awaitility.await().atMost(LONG_ENOUGH).until(() -> one.nodes().all().size() == 2);
    assertEquals(one.nodes().all(), two.nodes().all());
    assertTrue(one.nodes().all().contains(one.nodes().self()));
    assertTrue(one.nodes().all().contains(two.nodes().self()));
    Nodes alone = Cluster.alone(app.node.vertx(), "127.0.0.1").nodes();
    assertEquals(List.of(alone.self()), alone.all());
  }

  @Test
  void whatIsSetOnOneNodeIsKnownAndToldOnTheOther() {
    TestApp.Node node = app.startNode(one, Map.of());
    Colleague anna = app.hire("Anna Hier", Role.AGENT).at(node.origin());
    List<AgentState> told = new CopyOnWriteArrayList<>();
    try (AgentStates there = states(two, Duration.ofMinutes(1))) {
      there.onChange(told::add);
      set(anna, "available");
      awaitState(there, anna, PresenceState.AVAILABLE);
      set(anna, "wrapping");
      awaitState(there, anna, PresenceState.WRAPPING);
      Awaitility.await()
          .atMost(LONG_ENOUGH)
          .until(
              () ->
                  told.stream()
                      .anyMatch(
                          state ->
                              state.agent().value() == anna.id()
                                  && state.shift().state() == PresenceState.WRAPPING));
    } finally {
      node.app().close();
    }
  }

  @Test
  void theLoadComesFromTheDatabaseWhenSomebodyAsksForIt() {
    Colleague anna = app.hire("Anna Beladen", Role.AGENT);
    try (AgentStates here = states(one, Duration.ofMinutes(1));
        AgentStates there = states(two, Duration.ofMinutes(1))) {
      here.refresh(List.of(new AgentId(anna.id())));
      app.sql()
          .execute(
              "INSERT INTO agent_slot (agent_id, used, misses, version) VALUES ($1, 60, 1, 7)",
              anna.id());
      here.refresh(List.of(new AgentId(anna.id())));
      Awaitility.await()
          .atMost(LONG_ENOUGH)
          .until(
              () ->
                  there
                      .get(new AgentId(anna.id()))
                      .map(state -> state.load().used() == 60 && state.load().misses() == 1)
                      .orElse(false));
      AgentState.Load load = there.get(new AgentId(anna.id())).orElseThrow().load();
      assertEquals(100, load.capacity());
      assertTrue(load.lastServedAt().isPresent() && load.offersOn().isPresent());
    }
  }

  @Test
  void whatIsForgottenIsMadeAnewAndWhatIsNotInTheDatabaseIsTakenOut() {
    Colleague anna = app.hire("Anna Vergessen", Role.AGENT);
    Colleague gone = app.hire("Gerd Gegangen", Role.AGENT);
    set(anna, "available");
    try (AgentStates states = states(two, Duration.ofMillis(200))) {
      states.start();
      awaitState(states, anna, PresenceState.AVAILABLE);
      map(one).clear();
      awaitState(states, anna, PresenceState.AVAILABLE);
      app.sql().execute("UPDATE agent SET active = false WHERE id = $1", gone.id());
      map(one).put(999_999L, AgentState.of(new AgentId(999_999), AgentState.Shift.UNKNOWN));
      long people = app.count("SELECT count(*) FROM agent WHERE active");
      Awaitility.await()
          .atMost(LONG_ENOUGH)
          .until(() -> states.all().size() == people && map(one).size() == people);
    }
  }

  @Test
  void thePictureSurvivesTheDeathOfANode() {
    int portOne = FreePort.find();
    int portTwo = FreePort.find();
    List<String> members = List.of("127.0.0.1:" + portOne, "127.0.0.1:" + portTwo);
    Cluster dying = join(portOne, members, 0);
    Cluster living = join(portTwo, members, 0);
    List<AgentId> people = new ArrayList<>();
    for (int number = 0; number < 100; number++) {
      people.add(new AgentId(app.hire("Viele " + number, Role.AGENT).id()));
    }
    try (AgentStates states = states(dying, Duration.ofMinutes(1));
        AgentStates left = states(living, Duration.ofMinutes(1))) {
      states.refresh(people);
      Awaitility.await()
          .atMost(LONG_ENOUGH)
          .until(
              () ->
                  new HashSet<>(left.all().stream().map(AgentState::agent).toList())
                      .containsAll(people));
      // Two who have only just met are still giving each other their copies.
      Awaitility.await()
          .atMost(LONG_ENOUGH)
          .until(() -> dying.hazelcast().orElseThrow().getPartitionService().isClusterSafe());
      dying.hazelcast().orElseThrow().getLifecycleService().terminate();
      Awaitility.await()
          .atMost(LONG_ENOUGH)
          .until(() -> living.nodes().all().equals(List.of(living.nodes().self())));
      assertEquals(
          new HashSet<>(people),
          new HashSet<>(left.all().stream().map(AgentState::agent).toList()));
    } finally {
      living.vertx().close().await();
    }
  }

  @Test
  void aPartThatIsTooSmallReadsButDoesNotWriteAndPeopleGoOn() {
    int port = FreePort.find();
    Cluster small = join(port, List.of("127.0.0.1:" + port), 2);
    TestApp.Node node = app.startNode(small, Map.of());
    try {
      Colleague anna = app.hire("Anna Abgeschnitten", Role.AGENT).at(node.origin());
      set(anna, "available");
      assertEquals("available", anna.read("/me/presence").getString("state"));
      assertEquals(0, map(small).size());
    } finally {
      node.app().close();
      small.vertx().close().await();
    }
  }
}

package io.faden.platform.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.LifecycleEvent;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Several nodes as one, found over TCP at addresses that the configuration names. It carries hints
 * and what may be forgotten; nothing about correctness rests on it.
 */
public final class Cluster {
  private final Vertx vertx;
  private final Optional<HazelcastInstance> hazelcast;
  private final Nodes nodes;

  private Cluster(Vertx vertx, Nodes.Node self, Optional<HazelcastInstance> hazelcast) {
    this.vertx = vertx;
    this.hazelcast = hazelcast;
    this.nodes = new Nodes(self, hazelcast);
  }

  /** A node that is alone: nothing is started, nobody is looked for. */
  public static Cluster alone(Vertx vertx, String host) {
    return new Cluster(vertx, new Nodes.Node(Nodes.freshName(), host), Optional.empty());
  }

  /**
   * Starts Vert.x as a member. Members are {@code host} or {@code host:port}; a port that is taken
   * is not replaced by another one, since the others would not find it. What features share is
   * configured by them, before the start.
   */
  public static Cluster join(
      String name, String host, int port, List<String> members, Consumer<Config> features) {
    // Hazelcast's own logging and its call home are switched off; warnings come through slf4j.
    System.setProperty("hazelcast.logging.type", "slf4j");
    Config config = ConfigUtil.loadConfig();
    config.setClusterName(name);
    config.setProperty("hazelcast.phone.home.enabled", "false");
    config.setProperty("hazelcast.shutdownhook.enabled", "false");
    config.setProperty("hazelcast.socket.bind.any", "false");
    // A node that is gone without a word is missed after 15 s instead of a minute.
    config.setProperty("hazelcast.heartbeat.interval.seconds", "2");
    config.setProperty("hazelcast.max.no.heartbeat.seconds", "15");
    config
        .getNetworkConfig()
        .setPort(port)
        .setPortAutoIncrement(false)
        .getInterfaces()
        .setEnabled(true)
        .addInterface(host);
    config.getNetworkConfig().getJoin().getAutoDetectionConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getMulticastConfig().setEnabled(false);
    config.getNetworkConfig().getJoin().getTcpIpConfig().setEnabled(true).setMembers(members);
    String node = Nodes.freshName();
    config.getMemberAttributeConfig().setAttribute(Nodes.NAME, node);
    features.accept(config);
    HazelcastClusterManager manager = new HazelcastClusterManager(config);
    Vertx vertx =
        Vertx.builder()
            .with(new VertxOptions().setEventBusOptions(new EventBusOptions().setHost(host)))
            .withClusterManager(manager)
            .buildClustered()
            .await();
    return new Cluster(
        vertx,
        new Nodes.Node(node, host + ":" + port),
        Optional.of(manager.getHazelcastInstance()));
  }

  public Vertx vertx() {
    return vertx;
  }

  public Nodes nodes() {
    return nodes;
  }

  /** What is shared; empty for a node that is alone. */
  public Optional<HazelcastInstance> hazelcast() {
    return hazelcast;
  }

  /** Runs when this node has been cut off and is one with the others again. Must not block. */
  public void onMerged(Runnable action) {
    hazelcast.ifPresent(
        instance ->
            instance
                .getLifecycleService()
                .addLifecycleListener(
                    event -> {
                      if (event.getState() == LifecycleEvent.LifecycleState.MERGED) {
                        action.run();
                      }
                    }));
  }
}

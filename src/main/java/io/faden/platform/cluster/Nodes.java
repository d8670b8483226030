package io.faden.platform.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The nodes of this installation that are there now, as this node sees them. */
public final class Nodes {
  /** Each member tells the others its name by this attribute. */
  static final String NAME = "faden.node";

  private final Node self;
  private final Optional<HazelcastInstance> hazelcast;

  Nodes(Node self, Optional<HazelcastInstance> hazelcast) {
    this.self = self;
    this.hazelcast = hazelcast;
  }

  /**
   * A running process.
   *
   * @param name under which it holds leases and reports; another one at each start
   * @param address by which the others reach it: a host, with its port if it is clustered
   */
  public record Node(String name, String address) {}

  static String freshName() {
    return UUID.randomUUID().toString().substring(0, 8);
  }

  /** The one that this runs on. */
  public Node self() {
    return self;
  }

  /** By address; this one alone if it is alone. */
  public List<Node> all() {
    return hazelcast
        .map(
            instance ->
                instance.getCluster().getMembers().stream()
                    .map(Nodes::node)
                    .sorted(Comparator.comparing(Node::address))
                    .toList())
        .orElseGet(() -> List.of(self));
  }

  private static Node node(Member member) {
    return new Node(
        member.getAttribute(NAME),
        member.getAddress().getHost() + ":" + member.getAddress().getPort());
  }
}

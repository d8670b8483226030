package io.faden.testing;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import java.util.Map;

/** A person of the house, signed in, in a browser on the product's own page. */
public final class Colleague extends Caller {
  private final long id;
  private final String name;
  private final Role role;
  private final String session;

  Colleague(String origin, long id, String name, Role role, String session) {
    super(origin, Map.of("Origin", origin, "Cookie", "faden_session=" + session));
    this.id = id;
    this.name = name;
    this.role = role;
    this.session = session;
  }

  public long id() {
    return id;
  }

  public String name() {
    return name;
  }

  public Role role() {
    return role;
  }

  /** The token of the cookie faden_session. */
  public String session() {
    return session;
  }

  public Actor actor() {
    return new Actor(new AgentId(id), name, role);
  }

  /** The same person and session on the page of another node. */
  public Colleague at(String otherOrigin) {
    return new Colleague(otherOrigin, id, name, role, session);
  }
}

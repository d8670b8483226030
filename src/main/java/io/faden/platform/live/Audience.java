package io.faden.platform.live;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;

/** Who may be told of an event: everybody from a role upwards, or one person. */
public record Audience(String label) {
  public static final Audience STAFF = new Audience("staff");
  public static final Audience SUPERVISORS = new Audience("supervisors");
  public static final Audience ADMINS = new Audience("admins");

  public static Audience only(AgentId agent) {
    return new Audience("agent:" + agent.value());
  }

  /** Whom it concerns, and those who lead. */
  public static Audience withSupervisors(AgentId agent) {
    return new Audience("supervisors+agent:" + agent.value());
  }

  public boolean includes(Actor actor) {
    return switch (label) {
      case "staff" -> true;
      case "supervisors" -> actor.role().includes(Role.SUPERVISOR);
      case "admins" -> actor.role().includes(Role.ADMIN);
      default ->
          label.equals("agent:" + actor.id().value())
              || (label.startsWith("supervisors+")
                  && (actor.role().includes(Role.SUPERVISOR)
                      || label.equals("supervisors+agent:" + actor.id().value())));
    };
  }
}

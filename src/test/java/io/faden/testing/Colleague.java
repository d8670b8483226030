package io.faden.testing;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.db.Database;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;

/** A person of the house, signed in, in a browser on the product's own page. */
public final class Colleague extends Caller {
  private final long id;
  private final String name;
  private final Role role;
  private final String session;

  private Colleague(String origin, long id, String name, Role role, String session) {
    super(origin, Map.of("Origin", origin, "Cookie", "faden_session=" + session));
    this.id = id;
    this.name = name;
    this.role = role;
    this.session = session;
  }

  /** Somebody new, signed in. */
  public static Colleague hire(Database database, String origin, String name, Role role) {
    long id =
        database
            .row(
                "INSERT INTO agent (name, email, role) VALUES ($1, $2, $3) RETURNING id",
                name,
                UUID.randomUUID() + "@haus.example",
                role)
            .orElseThrow()
            .getLong("id");
    String session = UUID.randomUUID().toString();
    database.execute(
        """
        INSERT INTO session (token_hash, agent_id, expires_at)
        VALUES ($1, $2, clock_timestamp() + interval '1 day')
        """,
        sha256(session),
        id);
    return new Colleague(origin, id, name, role, session);
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException fault) {
      throw new IllegalStateException(fault);
    }
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

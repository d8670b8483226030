package io.faden.staff;

import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.Secret;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Links that set a password once: for somebody new, for somebody who forgot, and for the very first
 * administrator. Who made a link learns its secret; we keep a hash.
 */
public final class OneTimeLinks {
  private static final int BAD_LINKS_A_MINUTE = 20;

  private final Database database;
  private final EventLog events;
  private final Passwords passwords;
  private final Guesses guesses;
  private final AgentStore agents;
  private final LinkStore store = new LinkStore();

  public OneTimeLinks(Database database, EventLog events, Passwords passwords, boolean demo) {
    this.database = database;
    this.events = events;
    this.passwords = passwords;
    this.guesses = new Guesses(database);
    this.agents = new AgentStore(demo);
  }

  /** What a link is for. */
  public enum Purpose {
    FIRST_ADMIN,
    PASSWORD;

    static Purpose of(String label) {
      return valueOf(label.toUpperCase(Locale.ROOT));
    }

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Name and address are empty for the first administrator. */
  public record OneTimeLink(Purpose purpose, Optional<String> name, Optional<String> email) {}

  /** What looking at a link led to. */
  public sealed interface LookResult {
    record Good(OneTimeLink link) implements LookResult {}

    record LinkInvalid() implements LookResult {}

    record TooMany(Duration retryAfter) implements LookResult {}
  }

  /** Name and address are for the first administrator only. */
  public record Redeem(String password, Optional<String> name, Optional<String> email) {
    @Override
    public String toString() {
      return "Redeem";
    }
  }

  static String path(Secret secret) {
    return "/link/" + secret.text();
  }

  public LookResult look(String token, String remoteHost) {
    return switch (guesses.begin(limits(remoteHost))) {
      case Guesses.Wait wait -> new LookResult.TooMany(wait.retryAfter());
      case Guesses.Go guess ->
          good(token)
              .<LookResult>map(
                  link -> {
                    guesses.succeeded(guess);
                    return new LookResult.Good(
                        new OneTimeLink(link.purpose(), link.name(), link.email()));
                  })
              .orElseGet(LookResult.LinkInvalid::new);
    };
  }

  /** Sets the password and ends all sessions of that person; the link is used up by it. */
  public RedeemResult redeem(String token, Redeem wanted, String remoteHost) {
    return switch (guesses.begin(limits(remoteHost))) {
      case Guesses.Wait wait -> new RedeemResult.TooMany(wait.retryAfter());
      case Guesses.Go guess -> {
        Optional<LinkStore.Open> link = good(token);
        if (link.isEmpty()) {
          yield new RedeemResult.LinkInvalid();
        }
        guesses.succeeded(guess);
        yield redeem(new Secret(token), link.get(), wanted);
      }
    };
  }

  private RedeemResult redeem(Secret secret, LinkStore.Open link, Redeem wanted) {
    String name = link.name().or(wanted::name).orElse("");
    String email = InputRules.address(link.email().or(wanted::email).orElse(""));
    Optional<String> fault =
        link.agent().isPresent()
            ? Optional.empty()
            : InputRules.faultInName(name).or(() -> InputRules.faultInAddress(email));
    fault = fault.or(() -> InputRules.faultInPassword(wanted.password(), name, email));
    if (fault.isPresent()) {
      return new RedeemResult.Invalid(fault.get());
    }
    String hash = passwords.hash(wanted.password());
    try {
      return database.transaction(
          tx ->
              link.agent()
                  .map(agent -> setPassword(tx, secret, agent, name, hash))
                  .orElseGet(() -> createFirstAdmin(tx, secret, name.strip(), email, hash)));
    } catch (PgException refusal) {
      if (AgentStore.isEmailTaken(refusal)) {
        return new RedeemResult.EmailTaken();
      }
      throw refusal;
    }
  }

  private RedeemResult setPassword(Tx tx, Secret secret, AgentId agent, String name, String hash) {
    if (!store.holdAgent(tx, agent) || !store.use(tx, secret)) {
      return new RedeemResult.LinkInvalid();
    }
    store.setPassword(tx, agent, hash);
    Role role = agents.find(tx, agent).orElseThrow().role();
    tell(tx, new Actor(agent, name, role));
    return new RedeemResult.Redeemed();
  }

  private RedeemResult createFirstAdmin(
      Tx tx, Secret secret, String name, String email, String hash) {
    agents.holdAll(tx);
    if (agents.hasAdmin(tx) || !store.use(tx, secret)) {
      return new RedeemResult.LinkInvalid();
    }
    AgentId id = agents.insert(tx, name, email, Role.ADMIN, Optional.of(hash));
    tell(tx, new Actor(id, name, Role.ADMIN));
    return new RedeemResult.Redeemed();
  }

  private Optional<LinkStore.Open> good(String token) {
    return store
        .find(database, new Secret(token))
        .filter(link -> link.purpose() == Purpose.PASSWORD || !agents.hasAdmin(database));
  }

  private void tell(Tx tx, Actor who) {
    events.append(
        tx,
        Change.of(EventType.AGENT_CHANGED, Audience.ADMINS)
            .by(who)
            .detail(new JsonObject().put("agentId", who.id().value()).put("password", true)));
  }

  private static List<Guesses.Limit> limits(String remoteHost) {
    return List.of(new Guesses.Limit("link", Network.of(remoteHost), BAD_LINKS_A_MINUTE));
  }
}

package io.faden.staff;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Secret;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What each person sees and decides of their own account: settings, password, API tokens. */
public final class OwnAccount {
  private static final String TOKEN_PREFIX = "faden_";
  private static final int WRONG_PASSWORDS_A_MINUTE = 5;

  private final Database database;
  private final EventLog events;
  private final Passwords passwords;
  private final Guesses guesses;
  private final StaffListener listener;
  private final OwnStore store = new OwnStore();

  public OwnAccount(
      Database database, EventLog events, Passwords passwords, StaffListener listener) {
    this.database = database;
    this.events = events;
    this.passwords = passwords;
    this.guesses = new Guesses(database);
    this.listener = listener;
  }

  /** What is empty stays. */
  public record ProfileChange(
      Optional<Language> locale,
      Optional<Location> location,
      Optional<PasswordChange> password,
      Optional<String> sign) {}

  /** The current password and the next. */
  public record PasswordChange(String current, String next) {
    @Override
    public String toString() {
      return "PasswordChange";
    }
  }

  public Profile profile(AgentId id) {
    return store.profile(database, id);
  }

  /** A new password ends every session but this one. */
  public ChangeProfileResult change(
      Actor actor, ProfileChange change, Optional<String> ownSession) {
    if (change.password().isPresent()) {
      return changeWithPassword(actor, change, change.password().get(), ownSession);
    }
    return database.transaction(
        tx -> {
          update(tx, actor, change);
          return new ChangeProfileResult.Changed(store.profile(tx, actor.id()));
        });
  }

  private void update(Tx tx, Actor actor, ProfileChange change) {
    store.update(tx, actor.id(), change);
    change.location().ifPresent(place -> listener.moved(tx, actor.id(), place));
  }

  private ChangeProfileResult changeWithPassword(
      Actor actor, ProfileChange change, PasswordChange password, Optional<String> ownSession) {
    Profile profile = profile(actor.id());
    Optional<String> fault =
        InputRules.faultInPassword(password.next(), profile.name(), profile.email());
    if (fault.isPresent()) {
      return new ChangeProfileResult.Invalid(fault.get());
    }
    return switch (guesses.begin(limits(actor))) {
      case Guesses.Wait wait -> new ChangeProfileResult.TooMany(wait.retryAfter());
      case Guesses.Go guess -> {
        Optional<String> before = store.passwordHash(database, actor.id());
        if (!passwords.matches(password.current(), before)) {
          yield new ChangeProfileResult.PasswordWrong();
        }
        guesses.succeeded(guess);
        yield replacePassword(actor, change, before, passwords.hash(password.next()), ownSession);
      }
    };
  }

  private ChangeProfileResult replacePassword(
      Actor actor,
      ProfileChange change,
      Optional<String> before,
      String hash,
      Optional<String> ownSession) {
    return database.transaction(
        tx -> {
          if (!store.replacePassword(tx, actor.id(), before, hash)) {
            return new ChangeProfileResult.PasswordWrong();
          }
          update(tx, actor, change);
          store.closeOtherSessions(tx, actor.id(), ownSession);
          events.append(
              tx,
              Change.of(EventType.AGENT_CHANGED, Audience.ADMINS)
                  .by(actor)
                  .detail(
                      new JsonObject().put("agentId", actor.id().value()).put("password", true)));
          return new ChangeProfileResult.Changed(store.profile(tx, actor.id()));
        });
  }

  /** Newest first. */
  public List<ApiToken> tokens(AgentId id) {
    return store.tokens(database, id);
  }

  /** A token that acts as this person, for so long or until it is revoked. */
  public CreateTokenResult createToken(AgentId id, String name, Optional<Duration> lasts) {
    Optional<String> fault = InputRules.faultInName(name);
    if (fault.isPresent()) {
      return new CreateTokenResult.Invalid(fault.get());
    }
    Secret secret = Secret.fresh(TOKEN_PREFIX);
    ApiToken token = store.insertToken(database, id, name.strip(), secret, lasts);
    return new CreateTokenResult.Created(token, secret.text());
  }

  /** False when there is no such token of this person. */
  public boolean revokeToken(AgentId id, long token) {
    return store.deleteToken(database, id, token);
  }

  private static List<Guesses.Limit> limits(Actor actor) {
    return List.of(
        new Guesses.Limit(
            "password change", Long.toString(actor.id().value()), WRONG_PASSWORDS_A_MINUTE));
  }
}

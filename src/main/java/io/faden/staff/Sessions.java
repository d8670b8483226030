package io.faden.staff;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Secret;
import io.faden.platform.db.Database;
import io.faden.platform.http.Authentication;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Signing in and out, and who calls. The demo company's people, whose passwords everybody can read,
 * come in only in demo mode and only from this machine, with each single request.
 */
public final class Sessions implements Authentication {
  private static final int FAILURES_OF_ADDRESS = 5;
  private static final int FAILURES_OF_NETWORK = 50;

  /** Against guessing from many networks; higher, for it can lock out the person as well. */
  private static final int FAILURES_OF_ADDRESS_ANYWHERE = 60;

  private final Database database;
  private final Passwords passwords;
  private final Guesses guesses;
  private final StaffListener listener;
  private final boolean demo;
  private final SessionStore store = new SessionStore();

  /**
   * Sign-ins queue here before they are counted: those that only wait for their turn are not yet
   * failures, so a whole company can arrive at nine o'clock behind one address.
   */
  private final Semaphore turn = new Semaphore(Passwords.AT_ONCE, true);

  public Sessions(Database database, Passwords passwords, StaffListener listener, boolean demo) {
    this.database = database;
    this.passwords = passwords;
    this.guesses = new Guesses(database);
    this.listener = listener;
    this.demo = demo;
  }

  /** The replaced token is that of the same browser's session before, if there was one. */
  public record SignIn(
      String email,
      String password,
      Optional<Location> location,
      String remoteHost,
      boolean fromLoopback,
      Optional<String> replaced) {
    @Override
    public String toString() {
      return "SignIn";
    }
  }

  /** Takes the same time whether or not the address is known. */
  public SignInResult signIn(SignIn wanted) {
    String email = InputRules.address(wanted.email());
    turn.acquireUninterruptibly();
    try {
      return switch (guesses.begin(limits(email, wanted.remoteHost()))) {
        case Guesses.Wait wait -> new SignInResult.TooMany(wait.retryAfter());
        case Guesses.Go guess -> check(wanted, email, guess);
      };
    } finally {
      turn.release();
    }
  }

  private SignInResult check(SignIn wanted, String email, Guesses.Go guess) {
    Optional<SessionStore.Credentials> known =
        InputRules.faultInAddress(email).isPresent()
            ? Optional.empty()
            : store.credentials(database, email);
    boolean right =
        passwords.matches(wanted.password(), known.flatMap(SessionStore.Credentials::passwordHash));
    if (!right
        || !known.orElseThrow().active()
        || (known.get().demo() && !demoToo(wanted.fromLoopback()))) {
      return new SignInResult.Failed(guess.left());
    }
    Secret secret = Secret.fresh();
    boolean opened =
        database.transaction(
            tx -> {
              wanted
                  .replaced()
                  .ifPresent(
                      token -> {
                        Optional<AgentId> unused = store.close(tx, new Secret(token));
                      });
              store.deleteExpired(tx);
              if (!store.open(tx, secret, known.get(), wanted.location())) {
                return false;
              }
              wanted.location().ifPresent(place -> listener.moved(tx, known.get().agent(), place));
              return true;
            });
    if (!opened) {
      return new SignInResult.Failed(guess.left());
    }
    guesses.succeeded(guess);
    return new SignInResult.SignedIn(known.get().agent(), secret.text(), SessionStore.AT_MOST);
  }

  /**
   * The session is over on every node, and whoever had it has left; harmless when it was already.
   */
  public void signOut(String token) {
    database.inTransaction(
        tx -> store.close(tx, new Secret(token)).ifPresent(agent -> listener.left(tx, agent)));
  }

  @Override
  public Optional<Actor> bySession(String token, boolean fromLoopback) {
    Secret secret = new Secret(token);
    Optional<SessionStore.Caller> caller = store.bySession(database, secret, demoToo(fromLoopback));
    caller.filter(SessionStore.Caller::quiet).ifPresent(known -> store.seen(database, secret));
    return caller.map(SessionStore.Caller::actor);
  }

  @Override
  public Optional<Actor> byApiToken(String token, boolean fromLoopback) {
    Secret secret = new Secret(token);
    Optional<SessionStore.Caller> caller =
        store.byApiToken(database, secret, demoToo(fromLoopback));
    caller.filter(SessionStore.Caller::quiet).ifPresent(known -> store.used(database, secret));
    return caller.map(SessionStore.Caller::actor);
  }

  private boolean demoToo(boolean fromLoopback) {
    return demo && fromLoopback;
  }

  private static List<Guesses.Limit> limits(String email, String remoteHost) {
    String network = Network.of(remoteHost);
    return List.of(
        new Guesses.Limit("address from network", email + "\n" + network, FAILURES_OF_ADDRESS),
        new Guesses.Limit("network", network, FAILURES_OF_NETWORK),
        new Guesses.Limit("address", email, FAILURES_OF_ADDRESS_ANYWHERE));
  }
}

package io.faden.staff;

import io.faden.platform.Actor;
import io.faden.platform.AgentId;
import io.faden.platform.Role;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import io.faden.testing.ApiServer;
import io.faden.testing.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Optional;

/** The whole feature on a database of its own, and some people in it. */
final class Staff implements AutoCloseable {
  static final String PASSWORD = "ein langer Satz";
  static final String HERE = "127.0.0.1";

  final TestDatabase db = TestDatabase.create();
  final Agents agents;
  final OneTimeLinks links;
  final Sessions sessions;
  final OwnAccount own;
  final ApiServer server;

  Staff(boolean demo) {
    Passwords passwords = new Passwords();
    EventLog events = new EventLog(() -> {});
    agents = new Agents(db.database(), events, passwords, new Nobody(), demo);
    links = new OneTimeLinks(db.database(), events, passwords, demo);
    sessions = new Sessions(db.database(), passwords, new Nobody(), demo);
    own = new OwnAccount(db.database(), events, passwords, new Nobody());
    StaffRoutes routes =
        new StaffRoutes(agents, links, sessions, own, demo, Duration.ofSeconds(15));
    server = ApiServer.start(db.vertx(), sessions, routes::register);
  }

  /** Who comes, goes and moves is of no interest here. */
  private static final class Nobody implements StaffListener {
    @Override
    public void left(Tx tx, AgentId agent) {}

    @Override
    public void moved(Tx tx, AgentId agent, Location place) {}
  }

  /** Somebody who works here and has a password. */
  Actor hire(String name, String email, Role role) {
    Agents.NewAgent wanted = new Agents.NewAgent(name, email, role);
    CreateAgentResult.Created created =
        (CreateAgentResult.Created)
            agents.create(new Actor(new AgentId(1), "", Role.ADMIN), wanted);
    OneTimeLinks.Redeem redeem =
        new OneTimeLinks.Redeem(PASSWORD, Optional.empty(), Optional.empty());
    RedeemResult redeemed = links.redeem(token(created.link()), redeem, HERE);
    if (!(redeemed instanceof RedeemResult.Redeemed)) {
      throw new AssertionError(redeemed);
    }
    return new Actor(created.agent().id(), name, role);
  }

  Agent find(Actor actor) {
    return agents.list().stream()
        .filter(agent -> agent.id().equals(actor.id()))
        .findFirst()
        .orElseThrow();
  }

  SignInResult signIn(String email, String password) {
    return signIn(email, password, HERE);
  }

  SignInResult signIn(String email, String password, String from) {
    return sessions.signIn(
        new Sessions.SignIn(email, password, Optional.empty(), from, false, Optional.empty()));
  }

  /** A browser that is signed in with the password of all who were hired. */
  ApiServer.Caller browser(String email) {
    ApiServer.Caller browser = server.browser();
    ApiServer.Reply reply = browser.post("/session", credentials(email, PASSWORD));
    if (reply.status() != 200) {
      throw new AssertionError(reply);
    }
    return browser;
  }

  static JsonObject credentials(String email, String password) {
    return new JsonObject().put("email", email).put("password", password);
  }

  static String token(String link) {
    return link.substring("/link/".length());
  }

  /** A minute and a second pass for the rate limit. */
  void aMinutePasses() {
    db.database().execute("UPDATE sign_in_failure SET at = at - interval '61 seconds'");
  }

  @Override
  public void close() {
    server.close();
    db.close();
  }
}

package io.faden.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.faden.platform.AgentId;
import io.faden.platform.Initials;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sessions, one-time links, one's own account and the administration of agents over HTTP. */
public final class StaffRoutes {
  private final Agents agents;
  private final OneTimeLinks links;
  private final Sessions sessions;
  private final OwnAccount own;
  private final boolean demo;
  private final Duration undo;

  /** Whether this is the demo, and how long a reply can be taken back, is told to each page. */
  public StaffRoutes(
      Agents agents,
      OneTimeLinks links,
      Sessions sessions,
      OwnAccount own,
      boolean demo,
      Duration undo) {
    this.agents = agents;
    this.links = links;
    this.sessions = sessions;
    this.own = own;
    this.demo = demo;
    this.undo = undo;
  }

  public void register(Api api) {
    api.open("signIn", this::signIn);
    api.on("signOut", Role.AGENT, this::signOut);
    api.open("getOneTimeLink", this::getOneTimeLink);
    api.open("redeemOneTimeLink", this::redeemOneTimeLink);
    api.on("getMe", Role.AGENT, call -> Answer.ok(me(own.profile(call.actor().id()))));
    api.on("changeMe", Role.AGENT, this::changeMe);
    api.on("listTokens", Role.AGENT, call -> Answer.ok(items(own.tokens(call.actor().id()))));
    api.on("createToken", Role.AGENT, this::createToken);
    api.on("revokeToken", Role.AGENT, this::revokeToken);
    api.on("listAgents", Role.ADMIN, call -> Answer.ok(items(agents.list())));
    api.on("createAgent", Role.ADMIN, this::createAgent);
    api.on("changeAgent", Role.ADMIN, this::changeAgent);
    api.on("createAgentLink", Role.ADMIN, this::createAgentLink);
  }

  /** Me in the contract. */
  private record Me(@JsonUnwrapped Profile profile, boolean demo, long undoSeconds) {
    @JsonProperty
    String initials() {
      return Initials.of(profile.name());
    }
  }

  private record SignInBody(String email, String password, Optional<Location> location) {}

  private record TokenBody(String name, Optional<Integer> expiresInDays) {}

  private Me me(Profile profile) {
    return new Me(profile, demo, undo.toSeconds());
  }

  private static Map<String, List<?>> items(List<?> items) {
    return Map.of("items", items);
  }

  private Answer signIn(Call call) {
    SignInBody body = call.body(SignInBody.class);
    Sessions.SignIn wanted =
        new Sessions.SignIn(
            body.email(),
            body.password(),
            body.location(),
            call.remoteHost(),
            call.fromLoopback(),
            call.session());
    return switch (sessions.signIn(wanted)) {
      case SignInResult.SignedIn in ->
          Answer.ok(me(own.profile(in.agent())))
              .header("Set-Cookie", cookie(call, in.token(), in.atMost()));
      case SignInResult.Failed failed ->
          throw new Problem(ErrorCode.SIGN_IN_FAILED).with("attemptsLeft", failed.attemptsLeft());
      case SignInResult.TooMany refused -> throw tooMany(refused.retryAfter());
    };
  }

  private Answer signOut(Call call) {
    call.session().ifPresent(sessions::signOut);
    return Answer.none().header("Set-Cookie", cookie(call, "", Duration.ZERO));
  }

  /** Idle sessions end on the server, so the cookie may live as long as any session can. */
  private static String cookie(Call call, String token, Duration lasts) {
    return "%s=%s; Max-Age=%d; Path=/; HttpOnly; SameSite=Strict%s"
        .formatted(Api.SESSION_COOKIE, token, lasts.toSeconds(), call.overTls() ? "; Secure" : "");
  }

  private Answer getOneTimeLink(Call call) {
    return switch (links.look(call.pathText("token"), call.remoteHost())) {
      case OneTimeLinks.LookResult.Good good -> Answer.ok(good.link());
      case OneTimeLinks.LookResult.LinkInvalid refused -> throw new Problem(ErrorCode.LINK_INVALID);
      case OneTimeLinks.LookResult.TooMany refused -> throw tooMany(refused.retryAfter());
    };
  }

  private Answer redeemOneTimeLink(Call call) {
    OneTimeLinks.Redeem wanted = call.body(OneTimeLinks.Redeem.class);
    return switch (links.redeem(call.pathText("token"), wanted, call.remoteHost())) {
      case RedeemResult.Redeemed done -> Answer.none();
      case RedeemResult.LinkInvalid refused -> throw new Problem(ErrorCode.LINK_INVALID);
      case RedeemResult.EmailTaken refused -> throw new Problem(ErrorCode.EMAIL_TAKEN);
      case RedeemResult.Invalid refused -> throw invalid(refused.reason());
      case RedeemResult.TooMany refused -> throw tooMany(refused.retryAfter());
    };
  }

  private Answer changeMe(Call call) {
    OwnAccount.ProfileChange change = call.body(OwnAccount.ProfileChange.class);
    return switch (own.change(call.actor(), change, call.session())) {
      case ChangeProfileResult.Changed changed -> Answer.ok(me(changed.profile()));
      case ChangeProfileResult.PasswordWrong refused -> throw new Problem(ErrorCode.PASSWORD_WRONG);
      case ChangeProfileResult.Invalid refused -> throw invalid(refused.reason());
      case ChangeProfileResult.TooMany refused -> throw tooMany(refused.retryAfter());
    };
  }

  private Answer createToken(Call call) {
    TokenBody body = call.body(TokenBody.class);
    Optional<Duration> lasts = body.expiresInDays().map(Duration::ofDays);
    return switch (own.createToken(call.actor().id(), body.name(), lasts)) {
      case CreateTokenResult.Created created -> Answer.created(created);
      case CreateTokenResult.Invalid refused -> throw invalid(refused.reason());
    };
  }

  private Answer revokeToken(Call call) {
    if (!own.revokeToken(call.actor().id(), call.id())) {
      throw new Problem(ErrorCode.NOT_FOUND);
    }
    return Answer.none();
  }

  private Answer createAgent(Call call) {
    return switch (agents.create(call.actor(), call.body(Agents.NewAgent.class))) {
      case CreateAgentResult.Created created -> Answer.created(created);
      case CreateAgentResult.EmailTaken refused -> throw new Problem(ErrorCode.EMAIL_TAKEN);
      case CreateAgentResult.Invalid refused -> throw invalid(refused.reason());
    };
  }

  private Answer changeAgent(Call call) {
    Agents.AgentChange change = call.body(Agents.AgentChange.class);
    return switch (agents.change(call.actor(), new AgentId(call.id()), change)) {
      case ChangeAgentResult.Changed changed -> Answer.ok(changed.agent());
      case ChangeAgentResult.NotFound refused -> throw new Problem(ErrorCode.NOT_FOUND);
      case ChangeAgentResult.Stale refused -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case ChangeAgentResult.LastAdmin refused -> throw new Problem(ErrorCode.LAST_ADMIN);
      case ChangeAgentResult.Invalid refused -> throw invalid(refused.reason());
    };
  }

  private Answer createAgentLink(Call call) {
    return agents
        .createLink(call.actor(), new AgentId(call.id()))
        .map(link -> Answer.created(Map.of("link", link)))
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private static Problem invalid(String reason) {
    return new Problem(ErrorCode.INVALID_REQUEST, reason);
  }

  private static Problem tooMany(Duration wait) {
    return new Problem(ErrorCode.TOO_MANY_ATTEMPTS)
        .with("retryAfterSeconds", Math.max(1, Math.ceilDiv(wait.toMillis(), 1000L)));
  }
}

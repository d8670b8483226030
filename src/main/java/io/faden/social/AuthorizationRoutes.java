package io.faden.social;

import io.faden.channel.ChannelAccountId;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.faden.social.Authorizations.BeginResult;
import io.faden.social.Authorizations.FinishResult;
import java.util.Map;
import java.util.Optional;

/** HTTP for signing in at the other side of an account. */
public final class AuthorizationRoutes {
  private static final String BACK = "/api/oauth/callback";
  private static final String PAGE = "/settings/channel-accounts";

  private final Authorizations authorizations;
  private final Optional<String> publicUrl;

  /** The public URL is where the world reaches us; without it, where the caller did. */
  public AuthorizationRoutes(Authorizations authorizations, Optional<String> publicUrl) {
    this.authorizations = authorizations;
    this.publicUrl = publicUrl;
  }

  public void register(Api api) {
    api.on("authorizeChannelAccount", Role.ADMIN, this::begin);
    api.open("finishAuthorization", this::finish);
  }

  private Answer begin(Call call) {
    String here =
        publicUrl.orElseGet(
            () ->
                (call.overTls() ? "https://" : "http://")
                    + call.header("Host").orElse("localhost"));
    return switch (authorizations.begin(
        call.actor(), new ChannelAccountId(call.id()), here.replaceFirst("/+$", "") + BACK)) {
      case BeginResult.Begun begun -> Answer.ok(begun);
      case BeginResult.OtherKind other ->
          throw new Problem(
              ErrorCode.NOT_THAT_KIND, "Nobody signs in at the other side for this account.");
      case BeginResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case BeginResult.Failed failed ->
          throw new Problem(ErrorCode.NETWORK_FAILED, failed.reason());
    };
  }

  private Answer finish(Call call) {
    // Whoever says no brings an error in place of the code.
    Optional<String> code = call.text("error").isPresent() ? Optional.empty() : call.text("code");
    String where =
        switch (authorizations.finish(call.text("state").orElse(""), code)) {
          case FinishResult.Connected connected ->
              PAGE + "/" + connected.account().value() + "?connected";
          case FinishResult.NotConnected not ->
              PAGE
                  + not.account().map(account -> "/" + account.value()).orElse("")
                  + "?failed="
                  + not.why().label();
        };
    // The code and the state stand in the address that was called: nobody else is to be told it.
    return new Answer(
        303, Map.of("Location", where, "Referrer-Policy", "no-referrer"), null, null, null);
  }
}

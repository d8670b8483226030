package io.faden.social;

import io.faden.channel.ChannelAccountId;
import io.faden.channel.social.Signature;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;

/** HTTP for what brings messages by itself; who it is, the signature says. */
public final class HookRoutes {
  private final Hooks hooks;

  public HookRoutes(Hooks hooks) {
    this.hooks = hooks;
  }

  public void register(Api api) {
    api.open("receiveHook", this::receive);
  }

  private Answer receive(Call call) {
    Hooks.Delivery delivery =
        new Hooks.Delivery(
            call.header(Signature.TIMESTAMP_HEADER), call.header(Signature.HEADER), call.bytes());
    return switch (hooks.take(new ChannelAccountId(call.id()), delivery)) {
      case Hooks.Result.Stored stored -> Answer.none();
      case Hooks.Result.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case Hooks.Result.Unsigned unsigned ->
          throw new Problem(ErrorCode.SIGNATURE_INVALID, unsigned.why());
      case Hooks.Result.SwitchedOff off ->
          throw new Problem(ErrorCode.NOT_CONNECTED, "This account is switched off.");
      case Hooks.Result.Nameless nameless ->
          throw new Problem(ErrorCode.INVALID_REQUEST, nameless.why());
      case Hooks.Result.Reused reused ->
          throw new Problem(
              ErrorCode.ID_REUSED, "Give each message an id of its own; nothing was stored.");
    };
  }
}

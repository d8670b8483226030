package io.faden.social;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.faden.conversation.ConversationId;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.time.Duration;
import java.util.Optional;

/** HTTP for private links: agents make them, whoever has one uses it without signing in. */
public final class PrivateLinkRoutes {
  private final PrivateLinks links;
  private final Optional<String> publicUrl;

  /** The public URL is where the world reaches us; without it, where the caller did. */
  public PrivateLinkRoutes(PrivateLinks links, Optional<String> publicUrl) {
    this.links = links;
    this.publicUrl = publicUrl;
  }

  public void register(Api api) {
    api.on("createPrivateLink", Role.AGENT, this::create);
    api.open("getPrivateLink", this::get);
    api.open("usePrivateLink", this::use);
  }

  private Answer create(Call call) {
    return switch (links.make(call.actor(), new ConversationId(call.id()), here(call))) {
      case PrivateLinks.MakeResult.Made made ->
          Answer.created(made).header("Cache-Control", "no-store");
      case PrivateLinks.MakeResult.NobodyThere nobody ->
          throw new Problem(
              ErrorCode.NO_ADDRESS, "Nobody in this conversation wrote on a network.");
      case PrivateLinks.MakeResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private String here(Call call) {
    return publicUrl.orElseGet(
        () -> (call.overTls() ? "https://" : "http://") + call.header("Host").orElse("localhost"));
  }

  private Answer get(Call call) {
    return switch (links.look(call.pathText("token"), call.remoteHost())) {
      case PrivateLinks.LookResult.Good good ->
          Answer.ok(good.link()).header("Cache-Control", "no-store");
      case PrivateLinks.LookResult.LinkInvalid refused -> throw new Problem(ErrorCode.LINK_INVALID);
      case PrivateLinks.LookResult.TooMany refused -> throw tooMany(refused.retryAfter());
    };
  }

  private Answer use(Call call) {
    byte[] raw = call.bytes();
    return switch (links.use(call.pathText("token"), read(raw), raw, call.remoteHost())) {
      case PrivateLinks.UseResult.Stored stored -> Answer.none();
      case PrivateLinks.UseResult.Faulty faulty ->
          throw new Problem(ErrorCode.INVALID_REQUEST, faulty.faults().getFirst().message())
              .with("errors", faulty.faults());
      case PrivateLinks.UseResult.LinkInvalid refused -> throw new Problem(ErrorCode.LINK_INVALID);
      case PrivateLinks.UseResult.TooMany refused -> throw tooMany(refused.retryAfter());
    };
  }

  private static LeftBehind read(byte[] raw) {
    try {
      return LeftBehind.read(raw);
    } catch (JsonProcessingException fault) {
      throw new Problem(ErrorCode.INVALID_REQUEST, fault.getOriginalMessage());
    }
  }

  private static Problem tooMany(Duration wait) {
    return new Problem(ErrorCode.TOO_MANY_ATTEMPTS)
        .with("retryAfterSeconds", Math.max(1, Math.ceilDiv(wait.toMillis(), 1000L)));
  }
}

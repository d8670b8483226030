package io.faden.customer;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.Map;
import java.util.Optional;

/** HTTP for who is one with whom. */
public final class IdentityRoutes {
  private final Identity identity;
  private final Suggestions suggestions;
  private final ContactPoints points;

  public IdentityRoutes(Identity identity, Suggestions suggestions, ContactPoints points) {
    this.identity = identity;
    this.suggestions = suggestions;
    this.points = points;
  }

  public void register(Api api) {
    api.on("readContactPoint", Role.AGENT, this::meaning);
    api.on("moveContactPoint", Role.AGENT, this::move);
    api.on("undoMove", Role.AGENT, this::undoMove);
    api.on("mergeCustomers", Role.AGENT, this::merge);
    api.on("undoMerge", Role.AGENT, this::undoMerge);
    api.on("listIdentityChanges", Role.AGENT, this::changes);
    api.on("suggestMerges", Role.AGENT, this::suggest);
    api.on("refuseSuggestion", Role.AGENT, this::refuse);
  }

  private Answer meaning(Call call) {
    ContactChannel channel = ContactChannel.of(call.text("channel").orElseThrow());
    return Answer.ok(points.meaning(channel, call.text("value").orElseThrow()));
  }

  private record MoveBody(long customer, Optional<Boolean> conversations, String reason) {}

  private Answer move(Call call) {
    MoveBody body = call.body(MoveBody.class);
    return Answer.ok(
        changed(
            identity.move(
                call.actor(),
                new ContactPointId(call.id()),
                new CustomerId(body.customer()),
                body.conversations().orElse(true),
                reason(body.reason()))));
  }

  private record MergeBody(long customer, String reason) {}

  private Answer merge(Call call) {
    MergeBody body = call.body(MergeBody.class);
    return Answer.created(
        changed(
            identity.merge(
                call.actor(),
                new CustomerId(call.id()),
                new CustomerId(body.customer()),
                reason(body.reason()))));
  }

  private record UndoBody(String reason) {}

  private Answer undoMerge(Call call) {
    String reason = reason(call.body(UndoBody.class).reason());
    return Answer.ok(changed(identity.undoMerge(call.actor(), call.id(), reason)));
  }

  private Answer undoMove(Call call) {
    String reason = reason(call.body(UndoBody.class).reason());
    return Answer.ok(changed(identity.undoMove(call.actor(), call.id(), reason)));
  }

  private static String reason(String given) {
    if (given.isBlank()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "A reason needs a character that can be seen.");
    }
    return given.strip();
  }

  private static IdentityChange changed(IdentityResult result) {
    return switch (result) {
      case IdentityResult.Done done -> done.change();
      case IdentityResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case IdentityResult.OtherNotFound none -> throw new Problem(ErrorCode.CUSTOMER_NOT_FOUND);
      case IdentityResult.AlreadyOne one -> throw new Problem(ErrorCode.ALREADY_MERGED);
      case IdentityResult.AlreadyUndone undone -> throw new Problem(ErrorCode.ALREADY_UNDONE);
      case IdentityResult.Erased erased -> throw new Problem(ErrorCode.CUSTOMER_ERASED);
      case IdentityResult.Taken taken ->
          throw new Problem(ErrorCode.CONTACT_POINT_TAKEN).with("customer", taken.owner());
      case IdentityResult.ConversationsJoined joined ->
          throw new Problem(ErrorCode.CONVERSATIONS_JOINED)
              .with("conversations", joined.conversations());
      case IdentityResult.MovedOn moved ->
          throw new Problem(
              ErrorCode.VERSION_CONFLICT, "The contact point has been moved on or removed since.");
    };
  }

  private Answer changes(Call call) {
    return identity
        .changes(new CustomerId(call.id()))
        .map(items -> Answer.ok(Map.of("items", items)))
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer suggest(Call call) {
    return suggestions
        .of(new CustomerId(call.id()))
        .map(items -> Answer.ok(Map.of("items", items)))
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private record RefuseBody(long customer, Optional<String> reason) {}

  private Answer refuse(Call call) {
    RefuseBody body = call.body(RefuseBody.class);
    return switch (suggestions.refuse(
        call.actor(),
        new CustomerId(call.id()),
        new CustomerId(body.customer()),
        body.reason().orElse("").strip())) {
      case NOTED -> Answer.none();
      case NOT_FOUND -> throw new Problem(ErrorCode.NOT_FOUND);
      case OTHER_NOT_FOUND -> throw new Problem(ErrorCode.CUSTOMER_NOT_FOUND);
      case ALREADY_ONE -> throw new Problem(ErrorCode.ALREADY_MERGED);
    };
  }
}

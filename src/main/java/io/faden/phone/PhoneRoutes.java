package io.faden.phone;

import io.faden.conversation.Conversation;
import io.faden.conversation.ConversationId;
import io.faden.conversation.Conversations;
import io.faden.conversation.Entry;
import io.faden.conversation.PhoneNotes;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** HTTP for the telephone: what the telephone system reports, calls, notes and callbacks. */
public final class PhoneRoutes {
  /** An event has a few lines; what is longer is none. */
  private static final int LONGEST_EVENT = 64 << 10;

  private final CallReception reception;
  private final Calls calls;
  private final CallNotes taking;
  private final Callbacks callbacks;
  private final Extensions extensions;
  private final PhoneNotes notes;
  private final Conversations conversations;

  public PhoneRoutes(
      CallReception reception,
      Calls calls,
      CallNotes taking,
      Callbacks callbacks,
      Extensions extensions,
      PhoneNotes notes,
      Conversations conversations) {
    this.reception = reception;
    this.calls = calls;
    this.taking = taking;
    this.callbacks = callbacks;
    this.extensions = extensions;
    this.notes = notes;
    this.conversations = conversations;
  }

  public void register(Api api) {
    api.open("announceCall", this::announce);
    api.on("listCalls", Role.AGENT, this::listCalls);
    api.on(
        "getCall",
        Role.AGENT,
        call ->
            calls.find(new CallId(call.id())).map(Answer::ok).orElseThrow(PhoneRoutes::nothing));
    api.on("changeCall", Role.AGENT, this::changeCall);
    api.on("addPhoneNote", Role.AGENT, this::addNote);
    api.on("listCallbacks", Role.AGENT, this::listCallbacks);
    api.on("promiseCallback", Role.AGENT, this::promise);
    api.on(
        "getCallback",
        Role.AGENT,
        call ->
            callbacks
                .find(new CallbackId(call.id()))
                .map(Answer::ok)
                .orElseThrow(PhoneRoutes::nothing));
    api.on("changeCallback", Role.AGENT, this::changeCallback);
    api.on("closeCallback", Role.AGENT, this::closeCallback);
    api.on("getMyPhone", Role.AGENT, call -> Answer.ok(mine(call)));
    api.on("setMyPhone", Role.AGENT, this::setMine);
  }

  private static Problem nothing() {
    return new Problem(ErrorCode.NOT_FOUND);
  }

  private Answer announce(Call call) {
    byte[] raw = call.bytes();
    if (raw.length > LONGEST_EVENT) {
      throw new Problem(ErrorCode.TOO_LARGE);
    }
    if (!reception.take(call.pathText("token"), raw)) {
      throw nothing();
    }
    return Answer.none();
  }

  private record PageOfCalls(List<io.faden.phone.Call> items, Optional<String> nextCursor) {}

  private Answer listCalls(Call call) {
    CallStore.View view =
        CallStore.View.valueOf(call.text("view").orElse("mine").toUpperCase(Locale.ROOT));
    int limit = call.limit();
    Optional<Long> below = call.text("cursor").map(cursor -> Place.of(cursor).id());
    List<io.faden.phone.Call> found = calls.list(view, call.actor(), below, limit + 1);
    if (found.size() <= limit) {
      return Answer.ok(new PageOfCalls(found, Optional.empty()));
    }
    List<io.faden.phone.Call> page = found.subList(0, limit);
    return Answer.ok(
        new PageOfCalls(
            page, Optional.of(new Place(Instant.EPOCH, page.getLast().id().value()).cursor())));
  }

  private Answer changeCall(Call call) {
    JsonObject body = call.json();
    Calls.Wish wish =
        new Calls.Wish(
            body.getBoolean("mine", false),
            body.containsKey("customer")
                ? Optional.of(Optional.ofNullable(body.getLong("customer")))
                : Optional.empty(),
            body.getBoolean("dismissed", false));
    return switch (calls.change(call.actor(), new CallId(call.id()), wish)) {
      case Calls.Result.Changed changed -> Answer.ok(changed.call());
      case Calls.Result.NotFound none -> throw nothing();
      case Calls.Result.CustomerNotFound none -> throw new Problem(ErrorCode.CUSTOMER_NOT_FOUND);
    };
  }

  private record Noted(Entry entry, Conversation conversation, Optional<Callback> callback) {}

  private Answer addNote(Call call) {
    JsonObject body = call.json();
    Optional<JsonObject> newcomer = Optional.ofNullable(body.getJsonObject("newCustomer"));
    CallNotes.Taken taken =
        taking.take(
            call.actor(),
            new CallNotes.Wish(
                body.getString("text"),
                body.getString("direction"),
                number(body, "callId"),
                number(body, "customer"),
                newcomer.map(
                    who ->
                        new CallNotes.Newcomer(who.getString("name"), text(who, "formOfAddress"))),
                text(body, "number"),
                time(body, "startedAt"),
                Optional.ofNullable(body.getInteger("seconds")),
                text(body, "outcome"),
                number(body, "conversation"),
                text(body, "subject"),
                number(body, "queue"),
                text(body, "then"),
                Optional.ofNullable(body.getJsonObject("callback")).map(PhoneRoutes::wish),
                number(body, "closes"),
                time(body, "again"),
                text(body, "requestId")));
    return Answer.created(
        new Noted(
            taking.entry(call.actor(), taken.entry()),
            conversations.find(call.actor(), taken.conversation()).orElseThrow(),
            taken.callback().flatMap(callbacks::find)));
  }

  private record PageOfCallbacks(
      List<Callback> items, Optional<String> nextCursor, Callbacks.Counts counts) {}

  private Answer listCallbacks(Call call) {
    CallbackStore.View view =
        CallbackStore.View.valueOf(call.text("view").orElse("due").toUpperCase(Locale.ROOT));
    int limit = call.limit();
    List<Callback> found =
        callbacks.list(
            view,
            call.actor(),
            call.number("conversation"),
            call.number("customer"),
            call.text("cursor").map(Place::of),
            limit + 1);
    boolean more = found.size() > limit;
    List<Callback> page = more ? found.subList(0, limit) : found;
    return Answer.ok(
        new PageOfCallbacks(
            page,
            more ? Optional.of(view.place(page.getLast()).cursor()) : Optional.empty(),
            callbacks.counts()));
  }

  private Answer promise(Call call) {
    JsonObject body = call.json();
    return Answer.created(
        kept(
            callbacks.promise(
                call.actor(),
                notes,
                new ConversationId(body.getLong("conversation")),
                wish(body))));
  }

  private Answer changeCallback(Call call) {
    JsonObject body = call.json();
    return Answer.ok(
        kept(
            callbacks.change(
                call.actor(),
                notes,
                new CallbackId(call.id()),
                new Callbacks.Correction(
                    body.getInteger("version"),
                    time(body, "dueAt"),
                    text(body, "number"),
                    text(body, "promise"),
                    body.containsKey("agent")
                        ? Optional.of(number(body, "agent"))
                        : Optional.empty(),
                    text(body, "reason")))));
  }

  private Answer closeCallback(Call call) {
    String reason = call.json().getString("reason").strip();
    if (reason.isEmpty()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "Say why no call is needed.");
    }
    return Answer.ok(kept(callbacks.close(call.actor(), notes, new CallbackId(call.id()), reason)));
  }

  static Callback kept(Callbacks.Result result) {
    return switch (result) {
      case Callbacks.Result.Kept kept -> kept.callback();
      case Callbacks.Result.NotFound none -> throw nothing();
      case Callbacks.Result.Stale stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case Callbacks.Result.Over over -> throw new Problem(ErrorCode.CALLBACK_OVER);
      case Callbacks.Result.Taken taken ->
          throw new Problem(ErrorCode.WORK_ITEM_TAKEN).with("takenBy", taken.by().orElse(null));
      case Callbacks.Result.NoNumber none ->
          throw new Problem(ErrorCode.NO_ADDRESS, "There is no number to call.");
      case Callbacks.Result.NumberInvalid invalid ->
          throw new Problem(ErrorCode.CONTACT_POINT_INVALID, invalid.detail());
      case Callbacks.Result.AgentNotFound none -> throw new Problem(ErrorCode.AGENT_NOT_FOUND);
      case Callbacks.Result.TimeInvalid invalid ->
          throw new Problem(
              ErrorCode.INVALID_REQUEST, "A call is promised for a time to come, within a year.");
      case Callbacks.Result.ConversationNotFound none ->
          throw new Problem(ErrorCode.CONVERSATION_NOT_FOUND);
    };
  }

  private record MyPhone(List<String> extensions, Optional<Instant> onCallSince) {}

  private MyPhone mine(Call call) {
    return new MyPhone(extensions.of(call.actor().id()), calls.onCallSince(call.actor().id()));
  }

  private Answer setMine(Call call) {
    JsonArray given = call.json().getJsonArray("extensions");
    if (!extensions.set(call.actor().id(), given.stream().map(Object::toString).toList())) {
      throw new Problem(ErrorCode.EXTENSION_TAKEN);
    }
    return Answer.ok(mine(call));
  }

  private static Callbacks.Wish wish(JsonObject body) {
    return new Callbacks.Wish(
        time(body, "dueAt").orElseThrow(),
        text(body, "number"),
        text(body, "promise"),
        number(body, "agent"));
  }

  private static Optional<String> text(JsonObject body, String name) {
    return Optional.ofNullable(body.getString(name));
  }

  private static Optional<Long> number(JsonObject body, String name) {
    return Optional.ofNullable(body.getLong(name));
  }

  private static Optional<Instant> time(JsonObject body, String name) {
    try {
      return text(body, name).map(written -> OffsetDateTime.parse(written).toInstant());
    } catch (DateTimeParseException garbage) {
      throw new Problem(ErrorCode.INVALID_REQUEST, name + " is a date and time with its zone.");
    }
  }
}

package io.faden.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.faden.platform.Actor;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.Optional;

/** One request, already validated against the contract, with who calls. */
public final class Call {
  private final RoutingContext context;
  private final ValidatedRequest request;
  private final Optional<Actor> actor;
  private final Optional<String> session;

  Call(
      RoutingContext context,
      ValidatedRequest request,
      Optional<Actor> actor,
      Optional<String> session) {
    this.context = context;
    this.request = request;
    this.actor = actor;
    this.session = session;
  }

  /** Who calls. Errors: not_signed_in on a public operation without a session. */
  public Actor actor() {
    return actor.orElseThrow(() -> new Problem(ErrorCode.NOT_SIGNED_IN));
  }

  /** The token of the browser's session, if the call came with one. */
  public Optional<String> session() {
    return session;
  }

  public long id() {
    return pathLong("id");
  }

  public long pathLong(String name) {
    return request.getPathParameters().get(name).getLong();
  }

  public String pathText(String name) {
    return request.getPathParameters().get(name).getString();
  }

  public Optional<String> text(String name) {
    return query(name).map(RequestParameter::getString).map(Call::storable);
  }

  public Optional<Long> number(String name) {
    return query(name).map(RequestParameter::getLong);
  }

  public boolean flag(String name) {
    return query(name).map(RequestParameter::getBoolean).orElse(false);
  }

  /** The contract's limit, 50 unless asked otherwise. */
  public int limit() {
    return number("limit").map(Math::toIntExact).orElse(50);
  }

  private Optional<RequestParameter> query(String name) {
    return Optional.ofNullable(request.getQuery().get(name))
        .filter(parameter -> !parameter.isNull() && !parameter.isEmpty());
  }

  /** The JSON body as a record. Errors: invalid_request where the contract could not tell. */
  public <T> T body(Class<T> type) {
    try {
      return Json.MAPPER.readValue(json().encode(), type);
    } catch (JsonProcessingException fault) {
      throw new Problem(ErrorCode.INVALID_REQUEST, fault.getOriginalMessage());
    }
  }

  /** The JSON body, or an empty object where there is none. */
  public JsonObject json() {
    RequestParameter body = request.getBody();
    return body == null || body.isNull() || !body.isJsonObject()
        ? new JsonObject()
        : (JsonObject) storable(body.getJsonObject());
  }

  /** PostgreSQL stores every character but NUL, which nobody means to write. */
  private static String storable(String text) {
    return text.replace("\0", "");
  }

  private static Object storable(Object value) {
    return switch (value) {
      case String text -> storable(text);
      case JsonObject object -> {
        JsonObject clean = new JsonObject();
        object.forEach(member -> clean.put(storable(member.getKey()), storable(member.getValue())));
        yield clean;
      }
      case JsonArray array -> new JsonArray(array.stream().map(Call::storable).toList());
      case null -> null;
      default -> value;
    };
  }

  public byte[] bytes() {
    return context.body().buffer() == null ? new byte[0] : context.body().buffer().getBytes();
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }

  /** Whether the caller sits on this very machine, with no proxy between. */
  public boolean fromLoopback() {
    return Loopback.calls(context.request());
  }

  public String remoteHost() {
    HttpServerRequest wire = context.request();
    return wire.remoteAddress() == null ? "" : wire.remoteAddress().hostAddress();
  }

  /** Whether the browser reached us over TLS, ours or a proxy's. */
  public boolean overTls() {
    return context.request().isSSL()
        || "https".equalsIgnoreCase(context.request().getHeader("X-Forwarded-Proto"));
  }
}

package io.faden.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers and problems; the one place where a fault is logged and becomes a 500. */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

  /** restrict_violation */
  private static final String RULE_BROKEN = "23001";

  private Answers() {}

  static void send(RoutingContext context, Answer answer) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    response.setStatusCode(answer.status()).putHeader("Cache-Control", "no-store");
    answer.headers().forEach(response::putHeader);
    if (answer.bytes() != null) {
      response.end(Buffer.buffer(answer.bytes()));
    } else if (answer.value() == null) {
      response.end();
    } else {
      response.putHeader("Content-Type", "application/json").end(json(answer.value()));
    }
  }

  static void fail(RoutingContext context) {
    HttpServerResponse response = context.response();
    if (isGone(context.failure()) && (response.closed() || response.headWritten())) {
      // Whoever asked has left: no fault of ours, and nobody to be told.
      return;
    }
    Problem problem = problem(context);
    if (response.ended() || response.closed() || response.headWritten()) {
      return;
    }
    response
        .setStatusCode(problem.code().status())
        .putHeader("Cache-Control", "no-store")
        .putHeader("Content-Type", "application/problem+json");
    Object wait = problem.members().get("retryAfterSeconds");
    if (wait != null) {
      response.putHeader("Retry-After", wait.toString());
    }
    response.end(json(problem.members()));
  }

  private static boolean isGone(Throwable failure) {
    return failure instanceof IOException || failure instanceof HttpClosedException;
  }

  private static Problem problem(RoutingContext context) {
    return switch (context.failure()) {
      case Problem problem -> problem;
      case HttpException http ->
          ContractFaults.of(http).orElseGet(() -> byStatus(http.getStatusCode(), context));
      case null -> byStatus(context.statusCode(), context);
      default ->
          ContractFaults.of(context.failure())
              .or(() -> refusedByTheDatabase(context.failure()))
              .orElseGet(() -> fault(context, context.failure()));
    };
  }

  /** A rule that the database keeps for every way in has the code of its refusal for a name. */
  private static Optional<Problem> refusedByTheDatabase(Throwable fault) {
    return fault instanceof PgException refused && RULE_BROKEN.equals(refused.getSqlState())
        ? ErrorCode.named(refused.getConstraint()).map(Problem::new)
        : Optional.empty();
  }

  private static Problem byStatus(int status, RoutingContext context) {
    return switch (status) {
      case 400, 415 -> new Problem(ErrorCode.INVALID_REQUEST);
      case 404 -> new Problem(ErrorCode.NOT_FOUND);
      case 405 -> new Problem(ErrorCode.METHOD_NOT_ALLOWED);
      case 413 -> new Problem(ErrorCode.TOO_LARGE);
      default -> fault(context, context.failure());
    };
  }

  private static Problem fault(RoutingContext context, Throwable fault) {
    String id = UUID.randomUUID().toString();
    LOG.atError()
        .setCause(fault)
        .addKeyValue("error", id)
        .addKeyValue("method", context.request().method())
        .addKeyValue(
            "route", context.currentRoute() == null ? "" : context.currentRoute().getName())
        .log("request failed");
    return new Problem(ErrorCode.INTERNAL).with("errorId", id);
  }

  private static Buffer json(Object value) {
    try {
      return Buffer.buffer(Json.MAPPER.writeValueAsBytes(value));
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }
}

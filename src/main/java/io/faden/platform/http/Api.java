package io.faden.platform.http;

import io.faden.platform.Actor;
import io.faden.platform.Role;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.contract.Path;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatedRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.stream.Collectors;

/**
 * The operations of the contract and who may call them. Requests are validated on the event loop;
 * each handler then runs plainly on a virtual thread of its own and returns its {@link Answer}.
 */
public final class Api {
  public static final String SESSION_COOKIE = "faden_session";
  private static final long SMALL_BODY = 1 << 20;
  private static final long FILE_BODY = 26L << 20;
  private static final long BULK_BODY = 100L << 20;

  /** Where files of any size come, and the operation that takes them. */
  private static final Map<String, String> BULK_PATHS =
      Map.of("/api/admin/customer-imports", "uploadImport", "/api/letters", "uploadLetter");

  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final String FORM = "application/x-www-form-urlencoded";
  private static final JsonObject ANY_RESPONSE =
      new JsonObject().put("default", new JsonObject().put("description", "see openapi.yaml"));

  private final Authentication authentication;
  private final ExecutorService threads;
  private final Origin origin;
  private final Map<String, Operation> operations = new LinkedHashMap<>();

  public Api(Authentication authentication, ExecutorService threads, Optional<String> publicUrl) {
    this.authentication = authentication;
    this.threads = threads;
    this.origin = new Origin(publicUrl);
  }

  /** Handles one call; may block. Refusals are thrown as {@link Problem}. */
  public interface Handler {
    Answer handle(Call call);
  }

  private record Operation(Optional<Role> role, Handler handler) {}

  /** An operation for people from this role upwards. */
  public void on(String operationId, Role role, Handler handler) {
    operations.put(operationId, new Operation(Optional.of(role), handler));
  }

  /** An operation for everybody, signed in or not. */
  public void open(String operationId, Handler handler) {
    operations.put(operationId, new Operation(Optional.empty(), handler));
  }

  /** The ids of what was registered. */
  public Set<String> operations() {
    return Set.copyOf(operations.keySet());
  }

  /**
   * Answers everything under /api, refusals and faults included. Operations named as elsewhere are
   * handled by others. Errors: IllegalStateException when contract and operations do not match.
   */
  public void mount(Vertx vertx, Router router, OpenAPIContract contract, Set<String> elsewhere) {
    router.route("/api/*").subRouter(router(vertx, contract, elsewhere));
    router.route("/api/*").failureHandler(Answers::fail);
    router.route("/api/*").handler(context -> nobodysRequest(context, contract));
  }

  private static void nobodysRequest(RoutingContext context, OpenAPIContract contract) {
    Path path = contract.findPath(context.normalizedPath());
    if (path == null) {
      context.fail(new Problem(ErrorCode.NOT_FOUND));
      return;
    }
    context
        .response()
        .putHeader(
            "Allow",
            path.getOperations().stream()
                .map(each -> each.getHttpMethod().name())
                .collect(Collectors.joining(", ")));
    context.fail(new Problem(ErrorCode.METHOD_NOT_ALLOWED));
  }

  private Router router(Vertx vertx, OpenAPIContract contract, Set<String> elsewhere) {
    RouterBuilder builder = RouterBuilder.create(vertx, new ReadyContract(contract), Api::extract);
    BodyHandler small = BodyHandler.create(false).setBodyLimit(SMALL_BODY);
    BodyHandler file = BodyHandler.create(false).setBodyLimit(FILE_BODY);
    BodyHandler bulk = BodyHandler.create(false).setBodyLimit(BULK_BODY);
    builder.rootHandler(
        context -> {
          if (takesAsItComes(context)) {
            // Reading it as a form would refuse what is none; and it is to be stored byte for byte.
            context.request().headers().set("Content-Type", "application/octet-stream");
          }
          Optional<Operation> bulky = bulky(context);
          if (bulky.isPresent()) {
            takeFromTheAuthorised(context, bulky.get(), bulk);
            return;
          }
          // Only where files are meant to come: everybody can send a body before we know who it is.
          String path = context.normalizedPath();
          boolean upload =
              path.endsWith("/draft/attachments") || path.contains("/letterhead/images/");
          (upload ? file : small).handle(context);
        });
    for (OpenAPIRoute route : builder.getRoutes()) {
      String id = route.getOperation().getOperationId();
      Operation operation = operations.get(id);
      if (operation != null) {
        route.addHandler(context -> dispatch(context, operation));
      }
    }
    Set<String> named =
        contract.operations().stream()
            .map(each -> each.getOperationId())
            .collect(Collectors.toSet());
    Set<String> missing =
        named.stream()
            .filter(id -> !operations.containsKey(id) && !elsewhere.contains(id))
            .collect(Collectors.toSet());
    Set<String> unknown =
        operations.keySet().stream().filter(id -> !named.contains(id)).collect(Collectors.toSet());
    if (!missing.isEmpty() || !unknown.isEmpty()) {
      throw new IllegalStateException(
          "contract and routes differ: without a route "
              + missing
              + ", without a contract "
              + unknown);
    }
    return builder.createRouter();
  }

  private Optional<Operation> bulky(RoutingContext context) {
    return context.request().method().equals(HttpMethod.POST)
        ? Optional.ofNullable(BULK_PATHS.get(context.normalizedPath().replaceAll("/+$", "")))
            .map(operations::get)
        : Optional.empty();
  }

  /** So much is only taken from whom it may come: nothing of it is read before that is known. */
  private void takeFromTheAuthorised(
      RoutingContext context, Operation operation, BodyHandler body) {
    context.request().pause();
    Context loop = context.vertx().getOrCreateContext();
    threads.execute(
        () -> {
          Throwable refused = null;
          try {
            Call unused = authorise(context, null, operation);
          } catch (Throwable fault) {
            refused = fault;
          }
          Throwable why = refused;
          loop.runOnContext(
              go -> {
                if (why == null) {
                  body.handle(context);
                } else {
                  context.fail(why);
                }
                context.request().resume();
              });
        });
  }

  /**
   * What is validated. The body is in memory by now: without this extractor the validation reads
   * the wire again, where nothing is left. And it takes the query, which is decoded already, for
   * encoded JSON: "a+b" would become "a b", "-5" a number where text is meant, and "%" a fault.
   */
  private static Future<ValidatableRequest> extract(
      RoutingContext context, io.vertx.openapi.contract.Operation operation) {
    MultiMap query = context.request().params();
    for (Parameter each : operation.getParameters()) {
      String given = each.getIn() == Location.QUERY ? query.get(each.getName()) : null;
      if (given != null) {
        boolean text = each.getSchemaType() == SchemaType.STRING;
        query.set(each.getName(), encoded(text ? Json.text(given) : given));
      }
    }
    return RequestExtractor.withBodyHandler().extractValidatableRequest(context, operation);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private void dispatch(RoutingContext context, Operation operation) {
    Context loop = context.vertx().getOrCreateContext();
    ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    threads.execute(
        () -> {
          Answer answer;
          try {
            answer = operation.handler().handle(authorise(context, request, operation));
          } catch (Throwable fault) {
            loop.runOnContext(done -> context.fail(fault));
            return;
          }
          if (answer.content() == null) {
            loop.runOnContext(done -> Answers.send(context, answer));
          } else {
            WrittenAnswer.send(context, loop, answer);
          }
        });
  }

  private Call authorise(RoutingContext context, ValidatedRequest request, Operation operation) {
    Optional<String> bearer = bearer(context);
    Optional<String> session =
        Optional.ofNullable(context.request().getCookie(SESSION_COOKIE)).map(Cookie::getValue);
    boolean changes = !READING.contains(context.request().method());
    if (changes && origin.isForeign(context.request())) {
      throw new Problem(ErrorCode.FOREIGN_ORIGIN);
    }
    if (operation.role().isEmpty()) {
      return new Call(context, request, Optional.empty(), session);
    }
    boolean near = Loopback.calls(context.request());
    Optional<Actor> actor =
        bearer.isPresent()
            ? authentication.byApiToken(bearer.get(), near)
            : session.flatMap(token -> authentication.bySession(token, near));
    if (actor.isEmpty()) {
      throw new Problem(ErrorCode.NOT_SIGNED_IN);
    }
    if (changes && bearer.isEmpty() && !origin.isOwn(context.request())) {
      throw new Problem(ErrorCode.FOREIGN_ORIGIN);
    }
    if (!actor.get().role().includes(operation.role().get())) {
      throw new Problem(ErrorCode.FORBIDDEN);
    }
    return new Call(context, request, actor, session);
  }

  /** Who opens the live feed; the same rules as for a state change. For a virtual thread. */
  Optional<Actor> forSocket(RoutingContext context) {
    Optional<String> bearer = bearer(context);
    boolean near = Loopback.calls(context.request());
    if (bearer.isPresent()) {
      return authentication.byApiToken(bearer.get(), near);
    }
    if (!origin.isOwn(context.request())) {
      throw new Problem(ErrorCode.FOREIGN_ORIGIN);
    }
    return Optional.ofNullable(context.request().getCookie(SESSION_COOKIE))
        .map(Cookie::getValue)
        .flatMap(token -> authentication.bySession(token, near));
  }

  private static Optional<String> bearer(RoutingContext context) {
    String header = context.request().getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, "Bearer ", 0, 7)
        ? Optional.of(header.substring(7).strip())
        : Optional.empty();
  }

  /**
   * The contract without what only readers need: answers are documented, not validated, and who may
   * call is decided here, not by the router's own handlers.
   */
  public static JsonObject forValidation(JsonObject contract) {
    JsonObject slim = contract.copy();
    slim.remove("security");
    slim.getJsonObject("components").remove("securitySchemes");
    slim.getJsonObject("components").remove("responses");
    JsonObject paths = slim.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      JsonObject methods = paths.getJsonObject(path);
      for (String method : methods.fieldNames()) {
        if (methods.getValue(method) instanceof JsonObject operation
            && operation.containsKey("responses")) {
          operation.put("responses", ANY_RESPONSE.copy()).remove("security");
          if (takesForms(operation)) {
            // The validator knows no such form; the handler reads what came.
            operation.remove("requestBody");
          }
        }
      }
    }
    return slim;
  }

  /** What telephone systems and webhooks bring is read later, whatever it is. */
  private static boolean takesAsItComes(RoutingContext context) {
    return context.request().method().equals(HttpMethod.POST)
        && (context.normalizedPath().contains("/phone/calls/")
            || context.normalizedPath().startsWith("/api/hooks/"));
  }

  private static boolean takesForms(JsonObject operation) {
    JsonObject body = operation.getJsonObject("requestBody", new JsonObject());
    return body.getJsonObject("content", new JsonObject()).containsKey(FORM);
  }
}

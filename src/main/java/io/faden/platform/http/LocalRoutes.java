package io.faden.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.ExecutorService;

/**
 * Addresses beside the contract that only this machine itself may call. For everybody else, and for
 * whoever comes through a proxy, there is nothing here.
 */
public final class LocalRoutes {
  private final Router router;
  private final ExecutorService threads;
  private final Origin origin;

  public LocalRoutes(Router router, ExecutorService threads, Optional<String> publicUrl) {
    this.router = router;
    this.threads = threads;
    this.origin = new Origin(publicUrl);
  }

  /** Handles one call on a virtual thread of its own; refusals are thrown as {@link Problem}. */
  public interface Handler {
    Answer handle(LocalCall call);
  }

  /** One request. */
  public static final class LocalCall {
    private final RoutingContext context;

    LocalCall(RoutingContext context) {
      this.context = context;
    }

    /** A part of the path, decoded. */
    public String path(String name) {
      return context.pathParam(name);
    }

    /** The JSON body as a record. Errors: invalid_request. */
    public <T> T body(Class<T> type) {
      Buffer body = context.body().buffer();
      try {
        T value = body == null ? null : Json.MAPPER.readValue(body.getBytes(), type);
        if (value == null) {
          throw new Problem(ErrorCode.INVALID_REQUEST);
        }
        return value;
      } catch (JsonProcessingException fault) {
        throw new Problem(ErrorCode.INVALID_REQUEST, fault.getOriginalMessage());
      } catch (IOException fault) {
        throw new Problem(ErrorCode.INVALID_REQUEST, fault.getMessage());
      }
    }
  }

  /** Whatever is under this path, files too, is for this machine alone. */
  public void reserve(String path) {
    router.route(path).handler(this::onlyNear).failureHandler(Answers::fail);
  }

  public void get(String path, Handler handler) {
    router.get(path).handler(this::onlyNear).handler(context -> run(context, handler));
    router.route(path).failureHandler(Answers::fail);
  }

  /** A change: refused when another page's origin asks for it. */
  public void post(String path, long bodyLimit, Handler handler) {
    BodyHandler body = BodyHandler.create(false).setBodyLimit(bodyLimit);
    router
        .post(path)
        .handler(
            context -> {
              if (!Loopback.calls(context.request())) {
                context.fail(new Problem(ErrorCode.NOT_FOUND));
              } else if (origin.isForeign(context.request())) {
                context.fail(new Problem(ErrorCode.FOREIGN_ORIGIN));
              } else {
                body.handle(context);
              }
            })
        .handler(context -> run(context, handler));
    router.route(path).failureHandler(Answers::fail);
  }

  /** A file of the web root under another address. */
  public void page(String path, String file) {
    router.get(path).handler(this::onlyNear).handler(context -> context.reroute(file));
  }

  /** What is under this path and was not named before does not exist. */
  public void nothingElse(String path) {
    router
        .route(path)
        .handler(context -> context.fail(new Problem(ErrorCode.NOT_FOUND)))
        .failureHandler(Answers::fail);
  }

  private void onlyNear(RoutingContext context) {
    if (Loopback.calls(context.request())) {
      context.next();
    } else {
      context.fail(new Problem(ErrorCode.NOT_FOUND));
    }
  }

  private void run(RoutingContext context, Handler handler) {
    Context loop = context.vertx().getOrCreateContext();
    threads.execute(
        () -> {
          try {
            Answer answer = handler.handle(new LocalCall(context));
            loop.runOnContext(done -> Answers.send(context, answer));
          } catch (Throwable fault) {
            loop.runOnContext(done -> context.fail(fault));
          }
        });
  }
}

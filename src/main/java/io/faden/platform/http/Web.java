package io.faden.platform.http;

import io.faden.platform.db.Database;
import io.faden.platform.live.Connections;
import io.faden.platform.live.LiveFeed;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.StaticHandler;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The HTTP side of one event loop: the page, the API, the live feed, health. */
public final class Web extends VerticleBase {
  private static final String LIBRARIES = "/_static/*";
  private static final String DOCS = "/webjars/*";
  private static final long YEAR = 365L * 24 * 3600;

  private final Settings settings;
  private final Api api;
  private final LiveFeed feed;
  private final Connections connections;
  private final Database database;
  private final ExecutorService threads;
  private final Consumer<Router> more;
  private HttpServer server;

  /** Port 0 takes a free one; the page's index.html carries one inline script, its import map. */
  public record Settings(
      String host, int port, Future<OpenAPIContract> contract, Buffer contractSource) {}

  public Web(
      Settings settings,
      Api api,
      LiveFeed feed,
      Connections connections,
      Database database,
      ExecutorService threads,
      Consumer<Router> more) {
    this.settings = settings;
    this.api = api;
    this.feed = feed;
    this.connections = connections;
    this.database = database;
    this.threads = threads;
    this.more = more;
  }

  @Override
  public Future<?> start() {
    return settings
        .contract()
        .compose(
            contract -> {
              Router router = router(vertx, contract);
              HttpServerOptions options =
                  new HttpServerOptions()
                      .setHost(settings.host())
                      .setPort(settings.port())
                      .setCompressionSupported(true)
                      .setMaxWebSocketFrameSize(1 << 16)
                      .setIdleTimeout(120)
                      .setIdleTimeoutUnit(TimeUnit.SECONDS);
              server = vertx.createHttpServer(options).requestHandler(router);
              return server.listen();
            });
  }

  public int port() {
    return server.actualPort();
  }

  private Router router(Vertx vertx, OpenAPIContract contract) {
    Page page = Page.load(vertx);
    LiveSocket.Frames frames = new LiveSocket.Frames();
    Router router = Router.router(vertx);
    router.route().handler(page::harden);
    router.get("/health/live").handler(context -> context.response().end("live\n"));
    router.get("/health/ready").handler(this::ready);
    router.get("/api/openapi.yaml").handler(this::contractSource);
    router.get("/api/docs").handler(page::docs);
    router
        .get("/api/live")
        .handler(context -> LiveSocket.open(context, api, feed, connections, frames, threads));
    router.get("/p/:token").handler(page::link);
    more.accept(router);
    api.mount(vertx, router, contract, Set.of("live"));
    router.get(LIBRARIES).handler(library("META-INF/resources/_static"));
    router.get(DOCS).handler(library("META-INF/resources/webjars"));
    router
        .get()
        .handler(
            StaticHandler.create("webroot")
                .setCachingEnabled(true)
                .setMaxAgeSeconds(0)
                .setIndexPage("none"));
    router.get().handler(page::index);
    router.errorHandler(500, Answers::fail);
    return router;
  }

  private static StaticHandler library(String folder) {
    return StaticHandler.create(folder).setCachingEnabled(true).setMaxAgeSeconds(YEAR);
  }

  private void ready(RoutingContext context) {
    Context loop = context.vertx().getOrCreateContext();
    threads.execute(
        () -> {
          boolean up;
          try {
            up = !database.rows("SELECT 1").isEmpty();
          } catch (RuntimeException down) {
            up = false;
          }
          int status = up ? 200 : 503;
          String word = up ? "ready\n" : "the database does not answer\n";
          loop.runOnContext(done -> context.response().setStatusCode(status).end(word));
        });
  }

  private void contractSource(RoutingContext context) {
    context
        .response()
        .putHeader("Content-Type", "application/yaml; charset=utf-8")
        .end(settings.contractSource());
  }
}

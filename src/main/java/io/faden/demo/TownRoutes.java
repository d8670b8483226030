package io.faden.demo;

import io.faden.demo.TownScript.Somebody;
import io.faden.platform.http.Answer;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.LocalRoutes;
import io.faden.platform.http.LocalRoutes.LocalCall;
import io.faden.platform.http.Problem;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The customers' side of the small network over HTTP: read along, and write as anybody. */
final class TownRoutes {
  private static final long LARGEST = 64L << 10;
  private static final int LONGEST = 500;

  private final Supplier<Town> town;

  TownRoutes(Supplier<Town> town) {
    this.town = town;
  }

  record Square(String company, List<Somebody> people, List<View> posts) {}

  record View(
      String id,
      String from,
      Instant at,
      Optional<Instant> edited,
      Optional<String> answers,
      Optional<String> to,
      String text,
      boolean picture) {}

  /**
   * A post as the page sends it.
   *
   * @param answers the id of the post above it
   * @param direct only the company reads it
   */
  record NewPost(String from, String text, Optional<String> answers, Optional<Boolean> direct) {}

  record Changed(String from, Optional<String> text) {}

  void register(LocalRoutes routes) {
    routes.page("/demo/network", "/demo/network.html");
    routes.get("/demo/api/town", call -> Answer.ok(square()));
    routes.post("/demo/api/town/posts", LARGEST, this::say);
    routes.post("/demo/api/town/posts/:id", LARGEST, this::change);
  }

  private Square square() {
    return new Square(
        Town.COMPANY,
        town.get().people(),
        town.get().posts().stream()
            .map(
                post ->
                    new View(
                        post.id(),
                        post.from(),
                        post.at(),
                        post.edited(),
                        post.answers(),
                        post.to(),
                        post.text(),
                        post.picture().isPresent()))
            .toList());
  }

  private Answer say(LocalCall call) {
    NewPost post = call.body(NewPost.class);
    String text = checked(post.text());
    boolean direct = post.direct().orElse(false);
    TownPost said =
        town.get()
            .say(
                handle(post.from()),
                text,
                post.answers().flatMap(town.get()::find).map(TownPost::id),
                direct ? Optional.of(Town.COMPANY) : Optional.empty(),
                Optional.of("de"),
                Optional.empty());
    return Answer.created(Map.of("id", said.id()));
  }

  /** Says something else, or nothing at all any more. */
  private Answer change(LocalCall call) {
    Changed change = call.body(Changed.class);
    String from = handle(change.from());
    boolean done =
        change.text().isPresent()
            ? town.get().edit(from, call.path("id"), checked(change.text().get()))
            : town.get().delete(from, call.path("id"));
    if (!done) {
      throw new Problem(ErrorCode.NOT_FOUND);
    }
    return Answer.ok(Map.of("id", call.path("id")));
  }

  private static String checked(String text) {
    if (text == null || text.isBlank() || text.codePointCount(0, text.length()) > LONGEST) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "A post has between 1 and 500 characters");
    }
    return text.strip();
  }

  /** Anybody but the company. */
  private static String handle(String handle) {
    if (handle == null || !handle.matches("[a-z0-9_]{2,40}") || handle.equals(Town.COMPANY)) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "This is no name on the small network");
    }
    return handle;
  }
}

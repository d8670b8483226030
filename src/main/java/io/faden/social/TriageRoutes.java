package io.faden.social;

import io.faden.channel.TriageRule.Verdict;
import io.faden.intake.ArrivalId;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.List;
import java.util.Optional;

/** HTTP for posts that are looked through. */
public final class TriageRoutes {
  private final Triage triage;

  public TriageRoutes(Triage triage) {
    this.triage = triage;
  }

  public void register(Api api) {
    api.on("listPosts", Role.AGENT, this::list);
    api.on("getPost", Role.AGENT, call -> answer(triage.find(new ArrivalId(call.id()))));
    api.on("decidePost", Role.AGENT, this::decide);
    api.on(
        "undoPostDecision",
        Role.AGENT,
        call -> answer(triage.undo(call.actor(), new ArrivalId(call.id()))));
  }

  private record Page(List<Post> items, Optional<String> nextCursor, PostList.Counts counts) {}

  private Answer list(Call call) {
    int limit = call.limit();
    List<Post> found =
        triage.list(
            new PostList(
                PostList.View.of(call.text("view").orElse("open")),
                call.text("channel"),
                call.number("account"),
                call.text("cursor").map(PostList.Place::of),
                limit + 1));
    boolean more = found.size() > limit;
    List<Post> page = more ? found.subList(0, limit) : found;
    return Answer.ok(
        new Page(
            page,
            more ? Optional.of(PostList.Place.behind(page.getLast()).cursor()) : Optional.empty(),
            triage.counts()));
  }

  private record DecideBody(
      String verdict, Optional<String> reason, Optional<String> note, int version) {}

  private Answer decide(Call call) {
    DecideBody body = call.body(DecideBody.class);
    return answer(
        triage.decide(
            call.actor(),
            new ArrivalId(call.id()),
            new Triage.Decision(
                Verdict.of(body.verdict()),
                body.reason(),
                body.note().map(String::strip).orElse(""),
                body.version())));
  }

  private static Answer answer(Triage.Result result) {
    return switch (result) {
      case Triage.Result.Found found -> Answer.ok(found.post());
      case Triage.Result.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case Triage.Result.Erased erased -> throw new Problem(ErrorCode.CUSTOMER_ERASED);
      case Triage.Result.Decided decided ->
          throw new Problem(ErrorCode.POST_DECIDED).with("post", decided.post());
      case Triage.Result.Taken taken ->
          throw taken
              .by()
              .map(person -> new Problem(ErrorCode.WORK_ITEM_TAKEN).with("takenBy", person))
              .orElseGet(() -> new Problem(ErrorCode.WORK_ITEM_TAKEN));
    };
  }
}

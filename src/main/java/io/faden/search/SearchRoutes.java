package io.faden.search;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** HTTP for the search. */
public final class SearchRoutes {
  private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");
  private static final long USUAL_LIMIT = 20;

  private final Search search;

  public SearchRoutes(Search search) {
    this.search = search;
  }

  public void register(Api api) {
    api.on("search", Role.AGENT, this::find);
  }

  private Answer find(Call call) {
    Optional<Search.Kind> kind = call.text("kind").map(Search.Kind::of);
    Optional<String> cursor = call.text("cursor");
    if (cursor.isPresent() && kind.isEmpty()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "A cursor goes with its kind.");
    }
    SearchFilter filter =
        new SearchFilter(
            call.number("queue"),
            call.text("status"),
            call.text("channel"),
            call.text("direction"),
            call.text("from").map(SearchRoutes::moment),
            call.text("to").map(SearchRoutes::moment));
    int limit = Math.toIntExact(call.number("limit").orElse(USUAL_LIMIT));
    try {
      return Answer.ok(search.find(call.text("q").orElse(""), kind, filter, cursor, limit));
    } catch (IllegalArgumentException garbage) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "This cursor is not one of ours.");
    }
  }

  private static Instant moment(String written) {
    try {
      Instant moment = OffsetDateTime.parse(written).toInstant();
      if (!moment.isBefore(EARLIEST) && moment.isBefore(LATEST)) {
        return moment;
      }
    } catch (DateTimeException garbage) {
      // Told below.
    }
    throw new Problem(
        ErrorCode.INVALID_REQUEST, "A date and time with its zone is needed, from 1970 on.");
  }
}

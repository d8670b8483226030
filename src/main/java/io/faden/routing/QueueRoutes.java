package io.faden.routing;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.Map;
import java.util.Optional;

/** HTTP for queues. */
public final class QueueRoutes {
  private final Queues queues;

  public QueueRoutes(Queues queues) {
    this.queues = queues;
  }

  public void register(Api api) {
    api.on("listQueues", Role.AGENT, call -> Answer.ok(Map.of("items", queues.all())));
    api.on("createQueue", Role.ADMIN, this::create);
    api.on("changeQueue", Role.ADMIN, this::change);
  }

  private Answer create(Call call) {
    String name = call.json().getString("name");
    return Answer.created(done(queues.create(Optional.of(call.actor()), visible(name))));
  }

  private Answer change(Call call) {
    Optional<String> name =
        Optional.ofNullable(call.json().getString("name")).map(QueueRoutes::visible);
    boolean makeDefault = call.json().getBoolean("isDefault", false);
    return Answer.ok(done(queues.change(call.actor(), new QueueId(call.id()), name, makeDefault)));
  }

  private static String visible(String name) {
    if (name.isBlank()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "A queue needs a name that can be seen.");
    }
    return name;
  }

  private static Queue done(Queues.Result result) {
    return switch (result) {
      case Queues.Result.Done done -> done.queue();
      case Queues.Result.NameTaken taken -> throw new Problem(ErrorCode.NAME_TAKEN);
      case Queues.Result.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}

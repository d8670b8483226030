package io.faden.textmodule;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.faden.routing.QueueId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** HTTP for text modules: everybody uses them, supervisors keep them. */
public final class TextModuleRoutes {
  private final TextModules modules;

  public TextModuleRoutes(TextModules modules) {
    this.modules = modules;
  }

  public void register(Api api) {
    api.on("listTextModules", Role.AGENT, this::list);
    api.on("createTextModule", Role.SUPERVISOR, this::create);
    api.on("changeTextModule", Role.SUPERVISOR, this::change);
    api.on("deleteTextModule", Role.SUPERVISOR, this::delete);
  }

  private record Body(
      String name,
      String shortcut,
      Optional<String> language,
      Optional<Purpose> purpose,
      Optional<Long> queue,
      Optional<String> du,
      Optional<String> sie,
      Optional<Integer> version) {
    TextModules.Wish wish() {
      return new TextModules.Wish(
          name,
          shortcut,
          language.orElse("de"),
          purpose.orElse(Purpose.ANSWER),
          queue.map(QueueId::new),
          du.orElse(""),
          sie.orElse(""));
    }
  }

  private Answer list(Call call) {
    return Answer.ok(
        Map.of(
            "items",
            modules.list(
                call.text("q"), call.text("language"), call.number("queue").map(QueueId::new))));
  }

  private Answer create(Call call) {
    return Answer.created(
        saved(modules.create(Optional.of(call.actor()), call.body(Body.class).wish())));
  }

  private Answer change(Call call) {
    Body body = call.body(Body.class);
    int version =
        body.version()
            .orElseThrow(() -> wrong("version", "A change needs the version that was read."));
    return Answer.ok(
        saved(modules.change(call.actor(), new TextModuleId(call.id()), version, body.wish())));
  }

  private Answer delete(Call call) {
    if (!modules.remove(call.actor(), new TextModuleId(call.id()))) {
      throw new Problem(ErrorCode.NOT_FOUND);
    }
    return Answer.none();
  }

  private static TextModule saved(TextModuleResult result) {
    return switch (result) {
      case TextModuleResult.Saved saved -> saved.module();
      case TextModuleResult.Taken taken ->
          throw new Problem(ErrorCode.NAME_TAKEN)
              .with("errors", errors(taken.field(), "Another one in this language has it."));
      case TextModuleResult.SaysNothing nothing ->
          throw wrong("du", "One of the two forms of address needs a text.");
      case TextModuleResult.Nameless nameless -> throw wrong("name", "There is no name.");
      case TextModuleResult.QueueNotFound none -> throw new Problem(ErrorCode.QUEUE_NOT_FOUND);
      case TextModuleResult.Stale stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case TextModuleResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private static Problem wrong(String field, String message) {
    return new Problem(ErrorCode.INVALID_REQUEST, message).with("errors", errors(field, message));
  }

  private static List<Map<String, String>> errors(String field, String message) {
    return List.of(Map.of("field", field, "message", message));
  }
}

package io.faden.conversation;

import io.faden.channel.Visibility;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.Optional;

/** HTTP for looking at a post before it is one. */
public final class PostPreviewRoutes {
  private final PostPreviews previews;

  public PostPreviewRoutes(PostPreviews previews) {
    this.previews = previews;
  }

  public void register(Api api) {
    api.on("previewPost", Role.AGENT, this::preview);
  }

  private record Body(
      String text,
      Optional<Long> contactPointId,
      Optional<Long> channelAccountId,
      Optional<Visibility> visibility,
      Optional<String> language) {}

  private Answer preview(Call call) {
    Body body = call.body(Body.class);
    Ways.Choice choice =
        new Ways.Choice(body.contactPointId(), body.channelAccountId(), body.visibility());
    return switch (previews.preview(
        call.actor(), new ConversationId(call.id()), body.text(), choice, body.language())) {
      case PostPreviews.Result.Shown shown -> Answer.ok(shown.preview());
      case PostPreviews.Result.NoAddress none -> throw new Problem(ErrorCode.NO_ADDRESS);
      case PostPreviews.Result.PostGone gone -> throw new Problem(ErrorCode.POST_GONE);
      case PostPreviews.Result.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}

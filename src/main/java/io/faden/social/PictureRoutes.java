package io.faden.social;

import io.faden.intake.ArrivalId;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;

/** HTTP for pictures of posts. */
public final class PictureRoutes {
  private final Pictures pictures;

  public PictureRoutes(Pictures pictures) {
    this.pictures = pictures;
  }

  public void register(Api api) {
    api.on("getPostPicture", Role.AGENT, this::picture);
  }

  private Answer picture(Call call) {
    return switch (pictures.find(
        new ArrivalId(call.id()), Math.toIntExact(call.pathLong("number")))) {
      case Pictures.Result.Shown shown ->
          Answer.bytes(shown.type(), shown.content())
              .header("X-Content-Type-Options", "nosniff")
              .header("Content-Security-Policy", "default-src 'none'; sandbox")
              // An hour: a post that is changed may show another picture under its number.
              .header("Cache-Control", "private, max-age=3600")
              .header("Vary", "Cookie, Authorization")
              // Nothing is gained by packing it again.
              .header("Content-Encoding", "identity");
      case Pictures.Result.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case Pictures.Result.Failed failed ->
          throw new Problem(ErrorCode.NETWORK_FAILED, failed.why());
    };
  }
}

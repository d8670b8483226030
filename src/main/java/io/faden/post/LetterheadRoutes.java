package io.faden.post;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.faden.post.Letterheads.Picture;
import io.faden.routing.QueueId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** HTTP for letterheads: everybody sees them, administrators change them. */
public final class LetterheadRoutes {
  private final Letterheads letterheads;
  private final Previews previews;

  public LetterheadRoutes(Letterheads letterheads, Previews previews) {
    this.letterheads = letterheads;
    this.previews = previews;
  }

  public void register(Api api) {
    api.on("getLetterhead", Role.AGENT, this::get);
    api.on("setLetterhead", Role.ADMIN, this::set);
    api.on("removeLetterhead", Role.ADMIN, this::remove);
    api.on("getLetterheadImage", Role.AGENT, this::image);
    api.on("setLetterheadImage", Role.ADMIN, this::setImage);
    api.on("removeLetterheadImage", Role.ADMIN, this::removeImage);
    api.on("getLetterheadSample", Role.AGENT, this::sample);
  }

  private static QueueId queue(Call call) {
    return new QueueId(call.id());
  }

  private static Picture picture(Call call) {
    return Picture.valueOf(call.pathText("image").toUpperCase(Locale.ROOT));
  }

  private Answer get(Call call) {
    return letterheads
        .find(queue(call))
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private record Body(
      int version,
      List<String> lines,
      List<List<String>> footer,
      Optional<String> senderLine,
      Optional<String> phone,
      Optional<String> email,
      Optional<String> country) {}

  private Answer set(Call call) {
    Body body = call.body(Body.class);
    Letterheads.Wish wish =
        Letterheads.Wish.of(
            body.version(),
            body.lines(),
            body.footer(),
            body.senderLine(),
            body.phone(),
            body.email(),
            body.country());
    return Answer.ok(done(letterheads.set(call.actor(), queue(call), wish)));
  }

  private Answer remove(Call call) {
    LetterheadView unused = done(letterheads.remove(call.actor(), queue(call)));
    return Answer.none();
  }

  private Answer image(Call call) {
    return shown(letterheads.picture(queue(call), picture(call)));
  }

  private Answer setImage(Call call) {
    LetterheadView unused =
        done(letterheads.setPicture(call.actor(), queue(call), picture(call), call.bytes()));
    return Answer.none();
  }

  private Answer removeImage(Call call) {
    LetterheadView unused =
        done(letterheads.removePicture(call.actor(), queue(call), picture(call)));
    return Answer.none();
  }

  private Answer sample(Call call) {
    return shown(previews.sample(call.actor(), queue(call)));
  }

  private static Answer shown(Optional<byte[]> png) {
    return png.map(
            picture ->
                Answer.bytes("image/png", picture).header("Cache-Control", "private, no-cache"))
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private static LetterheadView done(Letterheads.Result result) {
    return switch (result) {
      case Letterheads.Result.Done done -> done.letterhead();
      case Letterheads.Result.Stale stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case Letterheads.Result.NoCountry none ->
          throw new Problem(ErrorCode.INVALID_REQUEST, "There is no country of this code.");
      case Letterheads.Result.NoPicture none -> throw new Problem(ErrorCode.PICTURE_INVALID);
      case Letterheads.Result.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}

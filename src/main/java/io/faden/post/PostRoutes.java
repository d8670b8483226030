package io.faden.post;

import io.faden.conversation.ConversationId;
import io.faden.conversation.EntryId;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** HTTP for letters out: what they look like, the print list, printing and posting. */
public final class PostRoutes {
  private static final String PDF = "application/pdf";
  private static final String PNG = "image/png";
  private static final int DPI = 110;

  private final PrintLists lists;
  private final Previews previews;

  public PostRoutes(PrintLists lists, Previews previews) {
    this.lists = lists;
    this.previews = previews;
  }

  public void register(Api api) {
    api.on("previewLetter", Role.AGENT, this::preview);
    api.on("getSentLetter", Role.AGENT, this::sent);
    api.on("getSentLetterPage", Role.AGENT, this::sentPage);
    api.on("getPrintList", Role.AGENT, this::list);
    api.on("printAgain", Role.AGENT, this::printAgain);
    api.on("listPrintRuns", Role.AGENT, this::runs);
    api.on("printLetters", Role.AGENT, this::print);
    api.on("getPrintRunPdf", Role.AGENT, this::runPdf);
    api.on("postLetters", Role.AGENT, this::post);
  }

  private record PreviewBody(
      String text,
      Optional<Long> contactPointId,
      Optional<Long> channelAccountId,
      Optional<Integer> page,
      Optional<Integer> dpi) {}

  private Answer preview(Call call) {
    PreviewBody body = call.body(PreviewBody.class);
    Previews.Wish wish =
        new Previews.Wish(
            body.text(),
            body.contactPointId(),
            body.channelAccountId(),
            body.page().orElse(1),
            body.dpi().orElse(DPI));
    return switch (previews.preview(call.actor(), new ConversationId(call.id()), wish)) {
      case Previews.Result.Seen seen -> Answer.ok(seen.preview());
      case Previews.Result.NoAccount none -> throw new Problem(ErrorCode.NO_LETTER_ACCOUNT);
      case Previews.Result.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private Answer sent(Call call) {
    PrintStore.Sent letter =
        previews.sent(new EntryId(call.id())).orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
    return document(letter.pdf(), letter.reference());
  }

  private Answer sentPage(Call call) {
    return previews
        .sentPage(
            new EntryId(call.id()),
            Math.toIntExact(call.pathLong("page")),
            call.number("dpi").map(Math::toIntExact).orElse(DPI))
        .map(png -> Answer.bytes(PNG, png))
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  /** Shown in the browser, which prints it from there. */
  private static Answer document(byte[] pdf, String name) {
    return Answer.bytes(PDF, pdf)
        .header("Content-Disposition", "inline; filename=\"" + name + ".pdf\"")
        .header("Cache-Control", "private, no-store");
  }

  private Answer list(Call call) {
    return Answer.ok(
        checked(
            () ->
                lists.page(
                    call.text("state").map(LetterState::of), call.text("cursor"), call.limit())));
  }

  private Answer runs(Call call) {
    return Answer.ok(checked(() -> lists.runs(call.text("cursor"), call.limit())));
  }

  private static <T> T checked(Supplier<T> page) {
    try {
      return page.get();
    } catch (IllegalArgumentException garbage) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "This cursor is not one of ours.");
    }
  }

  private record PrintBody(Optional<List<Long>> entries, Optional<Boolean> bothSides) {}

  private Answer print(Call call) {
    PrintBody body = call.body(PrintBody.class);
    return switch (lists.print(call.actor(), body.entries(), body.bothSides().orElse(true))) {
      case PrintLists.PrintResult.Printed printed -> Answer.created(printed.run());
      case PrintLists.PrintResult.Nothing nothing ->
          throw nothing.leftOut().isEmpty()
              ? new Problem(ErrorCode.NOTHING_TO_PRINT)
              : new Problem(
                  ErrorCode.NOTHING_TO_PRINT,
                  "These letters are damaged: " + String.join(", ", nothing.leftOut()));
    };
  }

  private Answer runPdf(Call call) {
    return lists
        .document(call.id())
        .map(pdf -> document(pdf, "faden-print-" + call.id()))
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer printAgain(Call call) {
    return handled(lists.printAgain(call.actor(), new EntryId(call.id())));
  }

  private record PostBody(Optional<String> postedOn, Optional<List<Long>> entries) {}

  private Answer post(Call call) {
    PostBody body = call.body(PostBody.class);
    return handled(
        lists.post(call.actor(), call.id(), body.postedOn().map(PostRoutes::day), body.entries()));
  }

  private static LocalDate day(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException notInTheCalendar) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "There is no such day: " + text);
    }
  }

  private static Answer handled(PrintLists.HandResult result) {
    return switch (result) {
      case PrintLists.HandResult.ReadyAgain again -> Answer.ok(again.letter());
      case PrintLists.HandResult.Posted posted -> Answer.ok(posted.run());
      case PrintLists.HandResult.NotThere no -> throw new Problem(ErrorCode.LETTER_NOT_THERE_YET);
      case PrintLists.HandResult.WrongDay day ->
          throw new Problem(ErrorCode.INVALID_REQUEST, day.sentence());
      case PrintLists.HandResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}

package io.faden.scan;

import io.faden.conversation.ConversationId;
import io.faden.customer.ChangeResult;
import io.faden.customer.CustomerId;
import io.faden.customer.GivenName;
import io.faden.customer.NewContactPoint;
import io.faden.customer.NewCustomer;
import io.faden.intake.ArrivalId;
import io.faden.platform.Role;
import io.faden.platform.Secret;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** HTTP for scanned letters: lists, one of them, its dates, and whose it is. */
public final class ScanRoutes {
  private final Scans scans;

  public ScanRoutes(Scans scans) {
    this.scans = scans;
  }

  public void register(Api api) {
    api.on("listLetters", Role.AGENT, this::list);
    api.on("getLetter", Role.AGENT, this::get);
    api.on("changeLetter", Role.AGENT, this::change);
    api.on("fileLetter", Role.AGENT, this::file);
  }

  private record Page(List<LetterRow> items, long checking, Optional<String> nextCursor) {}

  private Answer list(Call call) {
    int limit = call.limit();
    ScanRows.Listed listed =
        ScanRows.Listed.valueOf(call.text("state").orElse("checking").toUpperCase(Locale.ROOT));
    List<LetterRow> found =
        scans.list(listed, call.text("cursor").map(ScanRoutes::cursor), limit + 1);
    boolean more = found.size() > limit;
    List<LetterRow> page = more ? found.subList(0, limit) : found;
    return Answer.ok(
        new Page(
            page,
            scans.checking(),
            more ? Optional.of("" + page.getLast().id().value()) : Optional.empty()));
  }

  private static long cursor(String written) {
    try {
      return Long.parseLong(written);
    } catch (NumberFormatException garbage) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "This cursor is not one of ours.");
    }
  }

  private Answer get(Call call) {
    return switch (scans.find(new ArrivalId(call.id()))) {
      case Scans.FindResult.Found found -> Answer.ok(found.letter());
      case Scans.FindResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case Scans.FindResult.Erased erased -> throw new Problem(ErrorCode.CUSTOMER_ERASED);
    };
  }

  private record ChangeBody(
      int version,
      Optional<String> writtenOn,
      Optional<String> receivedOn,
      Optional<String> originalPlace) {}

  private Answer change(Call call) {
    ChangeBody body = call.body(ChangeBody.class);
    Scans.Correction correction =
        new Scans.Correction(
            body.version(),
            call.json().containsKey("writtenOn"),
            body.writtenOn().map(ScanRoutes::day),
            body.receivedOn().map(ScanRoutes::day),
            body.originalPlace().map(String::strip));
    return switch (scans.correct(call.actor(), new ArrivalId(call.id()), correction)) {
      case Scans.CorrectResult.Corrected corrected -> Answer.ok(corrected.letter());
      case Scans.CorrectResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case Scans.CorrectResult.Stale stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case Scans.CorrectResult.Erased erased -> throw new Problem(ErrorCode.CUSTOMER_ERASED);
      case Scans.CorrectResult.InFuture future ->
          throw new Problem(ErrorCode.INVALID_REQUEST, "The day of receipt lies in the future.");
    };
  }

  private static LocalDate day(String written) {
    try {
      return LocalDate.parse(written);
    } catch (DateTimeParseException none) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "There is no such day.");
    }
  }

  private record NewCustomerBody(
      String name,
      Optional<String> kind,
      Optional<String> language,
      Optional<String> formOfAddress,
      Optional<List<NewContactPoint>> contactPoints) {

    NewCustomer wish() {
      if (GivenName.clean(name).isEmpty()) {
        throw new Problem(ErrorCode.INVALID_REQUEST, "A name needs a character that can be seen.");
      }
      return new NewCustomer(
          name,
          kind,
          language,
          formOfAddress,
          Optional.empty(),
          Optional.empty(),
          contactPoints.orElse(List.of()));
    }
  }

  private record FileBody(
      Optional<Long> customerId,
      Optional<NewCustomerBody> newCustomer,
      Optional<Long> conversationId,
      Optional<Long> returnOf,
      Optional<String> returnReason,
      Optional<String> subject,
      Optional<Boolean> takeAddress) {

    Decisions.Whose whose() {
      List<Decisions.Whose> said = new ArrayList<>();
      customerId.ifPresent(id -> said.add(new Decisions.Whose.Customer(new CustomerId(id))));
      newCustomer.ifPresent(body -> said.add(new Decisions.Whose.New(body.wish())));
      conversationId.ifPresent(
          id -> said.add(new Decisions.Whose.Conversation(new ConversationId(id))));
      returnOf.ifPresent(entry -> said.add(new Decisions.Whose.Return(entry, returnReason)));
      if (said.size() != 1) {
        throw new Problem(
            ErrorCode.INVALID_REQUEST,
            "Say one of customerId, newCustomer, conversationId and returnOf.");
      }
      return said.getFirst();
    }
  }

  private Answer file(Call call) {
    FileBody body = call.body(FileBody.class);
    Decisions.Decision decision =
        new Decisions.Decision(
            body.whose(),
            body.subject().map(String::strip).filter(subject -> !subject.isEmpty()),
            body.takeAddress().orElse(true),
            HexFormat.of().formatHex(Secret.sha256(call.json().encode())));
    return switch (scans.decisions().file(call.actor(), new ArrivalId(call.id()), decision)) {
      case Decisions.FileResult.Filed filed -> Answer.ok(filed.letter());
      case Decisions.FileResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
      case Decisions.FileResult.Taken taken ->
          throw taken
              .by()
              .map(person -> new Problem(ErrorCode.WORK_ITEM_TAKEN).with("takenBy", person))
              .orElseGet(() -> new Problem(ErrorCode.WORK_ITEM_TAKEN));
      case Decisions.FileResult.AlreadyFiled filed -> throw new Problem(ErrorCode.LETTER_FILED);
      case Decisions.FileResult.NotReadYet waiting ->
          throw new Problem(ErrorCode.NOT_THAT_KIND, "This letter is still being read.");
      case Decisions.FileResult.Erased erased -> throw new Problem(ErrorCode.CUSTOMER_ERASED);
      case Decisions.FileResult.NotOurs none -> throw new Problem(ErrorCode.LETTER_NOT_THERE_YET);
      case Decisions.FileResult.CustomerNotFound none ->
          throw new Problem(ErrorCode.CUSTOMER_NOT_FOUND);
      case Decisions.FileResult.ConversationNotFound none ->
          throw new Problem(ErrorCode.CONVERSATION_NOT_FOUND);
      case Decisions.FileResult.Refused refused -> throw refused(refused.why());
    };
  }

  private static Problem refused(ChangeResult why) {
    return switch (why) {
      case ChangeResult.Taken taken ->
          new Problem(ErrorCode.CONTACT_POINT_TAKEN).with("customer", taken.owner());
      case ChangeResult.Invalid invalid ->
          new Problem(ErrorCode.CONTACT_POINT_INVALID, invalid.detail());
      default -> new Problem(ErrorCode.INVALID_REQUEST, "This customer cannot be made.");
    };
  }
}

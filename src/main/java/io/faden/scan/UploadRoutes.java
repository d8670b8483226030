package io.faden.scan;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.intake.ArrivalId;
import io.faden.platform.Role;
import io.faden.platform.db.Database;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Supplier;

/** HTTP for scanned letters that somebody uploads. */
public final class UploadRoutes {
  private final Database database;
  private final ScanIntake intake;
  private final ChannelAccounts accounts;
  private final Supplier<ZoneId> zone;
  private final ScanRows rows = new ScanRows();

  /** The zone is that of the house, in which days begin. */
  public UploadRoutes(
      Database database, ScanIntake intake, ChannelAccounts accounts, Supplier<ZoneId> zone) {
    this.database = database;
    this.intake = intake;
    this.accounts = accounts;
    this.zone = zone;
  }

  public void register(Api api) {
    api.on("uploadLetter", Role.AGENT, this::upload);
  }

  private Answer upload(Call call) {
    ChannelAccount account =
        account(call.number("channelAccountId"))
            .orElseThrow(() -> new Problem(ErrorCode.NO_LETTER_ACCOUNT));
    byte[] bytes = call.bytes();
    if (bytes.length == 0) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "This file is empty.");
    }
    ScanIntake.Origin origin =
        new ScanIntake.Origin(
            Optional.of(call.actor()),
            receivedOn(call.text("receivedOn")),
            Instant.now(),
            call.text("originalPlace").map(String::strip).orElse(""),
            call.number("conversationId"));
    String name = call.text("name").orElseThrow();
    ScanIntake.Result result =
        database.transaction(
            tx -> {
              ScanIntake.Result recorded = intake.record(tx, account.id(), name, bytes, origin);
              if (recorded instanceof ScanIntake.Result.ConversationNotFound) {
                throw new Problem(ErrorCode.CONVERSATION_NOT_FOUND);
              }
              return recorded;
            });
    return switch (result) {
      case ScanIntake.Result.Recorded recorded -> Answer.created(row(recorded.arrival()));
      case ScanIntake.Result.Known known -> Answer.ok(row(known.arrival()));
      case ScanIntake.Result.ConversationNotFound none ->
          throw new Problem(ErrorCode.CONVERSATION_NOT_FOUND);
    };
  }

  private LetterRow row(ArrivalId arrival) {
    return rows.find(database, arrival).orElseThrow();
  }

  /** The one that is asked for; else the first one there was. */
  private Optional<ChannelAccount> account(Optional<Long> asked) {
    return accounts.active(ScanFolders.CHANNEL).stream()
        .filter(each -> asked.isEmpty() || each.id().equals(new ChannelAccountId(asked.get())))
        .min(Comparator.comparingLong(each -> each.id().value()));
  }

  private LocalDate receivedOn(Optional<String> given) {
    LocalDate today = LocalDate.now(zone.get());
    if (given.isEmpty()) {
      return today;
    }
    try {
      LocalDate day = LocalDate.parse(given.get());
      if (day.isAfter(today)) {
        throw new Problem(ErrorCode.INVALID_REQUEST, "The day of receipt lies in the future.");
      }
      return day;
    } catch (DateTimeParseException none) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "There is no such day.");
    }
  }
}

package io.faden.post;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.letter.Addressee;
import io.faden.channel.letter.Enclosures;
import io.faden.channel.letter.FormOfAddress;
import io.faden.channel.letter.LayoutResult;
import io.faden.channel.letter.Letter;
import io.faden.channel.letter.LetterLanguage;
import io.faden.channel.letter.LetterLayout;
import io.faden.channel.letter.LetterPages;
import io.faden.channel.letter.PageImage;
import io.faden.channel.letter.Recipient;
import io.faden.channel.letter.ScanFiles;
import io.faden.conversation.Conversation;
import io.faden.conversation.ConversationId;
import io.faden.conversation.Conversations;
import io.faden.conversation.EntryId;
import io.faden.conversation.Way;
import io.faden.platform.Actor;
import io.faden.platform.Wording;
import io.faden.platform.db.Database;
import io.faden.routing.QueueId;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/** Letters as images: those that are being written, samples of a letterhead, and sent ones. */
public final class Previews {
  private final Database database;
  private final Conversations conversations;
  private final ChannelAccounts accounts;
  private final Writing writing;
  private final Letterheads letterheads;
  private final ScanFiles files;
  private final Supplier<ZoneId> zone;
  private final DraftFiles draftFiles;
  private final PrintStore store = new PrintStore();

  public Previews(
      Database database,
      Conversations conversations,
      ChannelAccounts accounts,
      Writing writing,
      Letterheads letterheads,
      ScanFiles files,
      Supplier<ZoneId> zone) {
    this.database = database;
    this.conversations = conversations;
    this.accounts = accounts;
    this.writing = writing;
    this.letterheads = letterheads;
    this.files = files;
    this.draftFiles = new DraftFiles(new Enclosures(files));
    this.zone = zone;
  }

  /**
   * A letter as it is being written.
   *
   * @param contactPoint the best postal one if empty
   * @param page the last one if there are not so many
   */
  public record Wish(
      String text, Optional<Long> contactPoint, Optional<Long> account, int page, int dpi) {}

  /** What came of looking at a letter. */
  public sealed interface Result {
    record Seen(LetterPreview preview) implements Result {}

    record NoAccount() implements Result {}

    record NotFound() implements Result {}
  }

  /** Keeps nothing. */
  public Result preview(Actor actor, ConversationId id, Wish wish) {
    Optional<Conversation> conversation = conversations.find(actor, id);
    if (conversation.isEmpty()) {
      return new Result.NotFound();
    }
    Optional<ChannelAccount> account =
        wish.account()
            .flatMap(number -> accounts.findSealed(database, new ChannelAccountId(number)))
            .filter(found -> found.channel().equals(LetterChannel.NAME))
            .or(() -> firstAccount());
    if (account.isEmpty()) {
      return new Result.NoAccount();
    }
    Optional<Long> to = address(conversation.get().ways(), wish.contactPoint());
    if (to.isEmpty()) {
      return new Result.Seen(LetterPreview.problem("no_address"));
    }
    Channel.Written written =
        new Channel.Written(id.value(), actor.id().value(), to.get(), wish.text(), false);
    DraftFiles.Seen enclosed = draftFiles.look(database, written);
    LetterPreview preview =
        writing
            .sheet(
                database,
                new Writing.Answer(account.get(), written, Optional.empty()),
                enclosed.all())
            .map(sheet -> preview(sheet, enclosed.broken(), wish))
            .orElseGet(() -> LetterPreview.problem("no_address"));
    return new Result.Seen(preview.with(enclosed.byHand()));
  }

  private Optional<ChannelAccount> firstAccount() {
    return accounts.active(LetterChannel.NAME).stream().findFirst();
  }

  private static Optional<Long> address(List<Way> ways, Optional<Long> chosen) {
    return ways.stream()
        .filter(way -> way.channel().equals(LetterChannel.NAME))
        .map(way -> way.contactPoint().id().value())
        .filter(id -> chosen.isEmpty() || chosen.get().equals(id))
        .findFirst();
  }

  private static LetterPreview preview(Writing.Sheet sheet, Optional<String> broken, Wish wish) {
    return switch (LetterLayout.lay(sheet.letter(), sheet.head())) {
      case LayoutResult.Laid laid ->
          broken
              .map(LetterPreview::broken)
              .orElseGet(() -> seen(laid, Math.min(wish.page(), laid.pages()), wish.dpi()));
      case LayoutResult.NoName none -> LetterPreview.problem("no_name");
      case LayoutResult.NoTown none -> LetterPreview.problem("no_town");
      case LayoutResult.NoText none -> LetterPreview.problem("no_text");
      case LayoutResult.TooLong much -> LetterPreview.problem("too_long");
      case LayoutResult.Unprintable some -> LetterPreview.unprintable(some.signs());
    };
  }

  private static LetterPreview seen(LayoutResult.Laid laid, int page, int dpi) {
    byte[] png = LetterPages.draw(laid.pdf(), page, dpi).orElseThrow();
    return new LetterPreview(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(laid.pages()),
        Optional.of(page),
        Optional.of(Base64.getEncoder().encodeToString(png)),
        page == 1 ? Optional.of(LetterPages.WINDOW) : Optional.empty(),
        laid.remarks().stream().sorted().toList(),
        laid.leftOut(),
        List.of());
  }

  /** A letter of nobody's to nobody, to see a letterhead by. Empty if there is no such queue. */
  public Optional<byte[]> sample(Actor actor, QueueId queue) {
    if (letterheads.find(queue).isEmpty()) {
      return Optional.empty();
    }
    Letterheads.Used head = letterheads.used(database, queue, firstAccount());
    boolean english = store.locale(database, actor.id().value()).filter("en"::equals).isPresent();
    Wording words = new Wording("post", english ? Locale.ENGLISH : Locale.GERMAN);
    Letter letter =
        new Letter(
            new Recipient(
                List.of(words.say("sample.name")),
                Optional.of(words.say("sample.street")),
                Optional.of("12345"),
                words.say("sample.town"),
                head.letterhead().homeCountry()),
            head.senderLine(),
            "F-1000-ABCD",
            Optional.empty(),
            LocalDate.now(zone.get()),
            english ? LetterLanguage.EN : LetterLanguage.DE,
            FormOfAddress.UNKNOWN,
            Addressee.nobody(),
            words.say("sample.subject"),
            List.of(words.say("sample.text")),
            List.of(),
            new Letter.Writer(actor.name(), head.phone(), head.email()));
    return LetterLayout.lay(letter, head.letterhead()) instanceof LayoutResult.Laid laid
        ? LetterPages.draw(laid.pdf(), 1, 110)
        : Optional.empty();
  }

  /** A letter of ours as it is printed. Empty before it is laid out, or if it is none. */
  public Optional<PrintStore.Sent> sent(EntryId entry) {
    return store.sent(database, entry);
  }

  /** A page of it, PNG. What is enclosed came from outside, and is not opened in this process. */
  public Optional<byte[]> sentPage(EntryId entry, int page, int dpi) {
    return sent(entry)
        .flatMap(
            letter ->
                letter.parts().size() == 1
                    ? LetterPages.draw(letter.pdf(), page, dpi)
                    : files.draw(letter.pdf(), page, dpi) instanceof PageImage.Drawn drawn
                        ? Optional.of(drawn.png())
                        : Optional.empty());
  }
}

package io.faden.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.conversation.ConversationId;
import io.faden.conversation.TimelineEvents;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactValues;
import io.faden.customer.Reading;
import io.faden.intake.ArrivalId;
import io.faden.intake.Ledger;
import io.faden.platform.Actor;
import io.faden.platform.Secret;
import io.faden.platform.db.Database;
import io.faden.platform.db.Tx;
import io.faden.social.PrivateLinkStore.Author;
import io.faden.social.PrivateLinkStore.Open;
import io.faden.staff.Guesses;
import io.faden.staff.Network;
import io.faden.textmodule.Purpose;
import io.faden.textmodule.TextModules;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The way from public to private: a link, good for one use, to a small page where a customer leaves
 * an e-mail address or a number. We keep its hash. What is left goes into the ledger as it came,
 * together with the mark that the link is used; {@link LinkFiling} makes something of it.
 */
public final class PrivateLinks {
  private static final Duration LASTS = Duration.ofDays(7);
  private static final int BAD_LINKS_A_MINUTE = 20;
  private static final int LONGEST_EMAIL = 254;

  private final Database database;
  private final Ledger ledger;
  private final ChannelAccounts accounts;
  private final ContactValues values;
  private final TextModules modules;
  private final TimelineEvents timeline;
  private final Guesses guesses;
  private final PrivateLinkStore store = new PrivateLinkStore();

  public PrivateLinks(
      Database database,
      Ledger ledger,
      ChannelAccounts accounts,
      ContactValues values,
      TextModules modules,
      TimelineEvents timeline) {
    this.database = database;
    this.ledger = ledger;
    this.accounts = accounts;
    this.values = values;
    this.modules = modules;
    this.timeline = timeline;
    this.guesses = new Guesses(database);
  }

  /** What came of asking for a link. */
  public sealed interface MakeResult {
    /** Shown this once; the text holds the link. */
    record Made(String url, Instant expiresAt, String text) implements MakeResult {}

    /** Nobody of the conversation wrote on a network. */
    record NobodyThere() implements MakeResult {}

    record NotFound() implements MakeResult {}
  }

  /** A link for whoever wrote last on a network. Input: where the world reaches us. */
  public MakeResult make(Actor actor, ConversationId conversation, String here) {
    return database.transaction(
        tx -> {
          if (!store.exists(tx, conversation)) {
            return new MakeResult.NotFound();
          }
          Optional<Author> author = store.author(tx, conversation);
          if (author.isEmpty()) {
            return new MakeResult.NobodyThere();
          }
          Secret secret = Secret.fresh();
          Instant until = store.insert(tx, secret, conversation, author.get(), actor.id(), LASTS);
          timeline.add(
              tx,
              Optional.of(actor),
              conversation,
              new JsonObject()
                  .put("type", "private_link_made")
                  .put("to", author.get().handle())
                  .put("detail", until.toString()));
          String url = here + "/p/" + secret.text();
          return new MakeResult.Made(url, until, text(tx, actor, conversation, author.get(), url));
        });
  }

  private String text(Tx tx, Actor actor, ConversationId conversation, Author author, String url) {
    String language = author.language().orElse("de");
    return modules
        .first(tx, Purpose.PRIVATE, language, author.queue())
        .map(
            module ->
                LinkWords.of(module, author)
                    .replace("{agent}", actor.name())
                    .replace("{conversation}", Long.toString(conversation.value())))
        .map(text -> text.contains("{link}") ? text : text + " {link}")
        .orElseGet(() -> LinkWords.builtIn(language, author.form()))
        .replace("{link}", url);
  }

  /**
   * What a page about a link may know.
   *
   * @param company whose link it is
   * @param language de or en
   * @param handle whose name on the channel it is about, without a leading @
   */
  public record Shown(
      String company, String form, String language, String channel, String handle) {}

  /** What looking at a link led to. */
  public sealed interface LookResult {
    record Good(Shown link) implements LookResult {}

    record LinkInvalid() implements LookResult {}

    record TooMany(Duration retryAfter) implements LookResult {}
  }

  public LookResult look(String token, String remoteHost) {
    return switch (guesses.begin(limits(remoteHost))) {
      case Guesses.Wait wait -> new LookResult.TooMany(wait.retryAfter());
      case Guesses.Go guess -> {
        Optional<Open> link =
            store.find(database, new Secret(token)).filter(open -> open.sha256().isEmpty());
        link.ifPresent(good -> guesses.succeeded(guess));
        yield link.<LookResult>map(open -> new LookResult.Good(shown(open)))
            .orElseGet(LookResult.LinkInvalid::new);
      }
    };
  }

  private Shown shown(Open link) {
    String company =
        accounts.findSealed(database, link.account()).map(PrivateLinks::company).orElse("");
    return new Shown(
        company,
        link.form(),
        link.language().orElse("de").equals("de") ? "de" : "en",
        link.channel(),
        link.handle());
  }

  private static String company(ChannelAccount account) {
    return account.displayName().isBlank() ? account.name() : account.displayName();
  }

  /** What is wrong with a field; the message is a sentence for people. */
  public record Fault(String field, String message) {}

  /** What came of leaving something. */
  public sealed interface UseResult {
    record Stored() implements UseResult {}

    record Faulty(List<Fault> faults) implements UseResult {}

    record LinkInvalid() implements UseResult {}

    record TooMany(Duration retryAfter) implements UseResult {}
  }

  /**
   * Stores what a customer left, and uses up the link. The same bytes again are as good as stored:
   * somebody whose line broke before they had our answer is not told that their link is invalid.
   * Input: the body as it came, and what was read of it.
   */
  public UseResult use(String token, LeftBehind left, byte[] raw, String remoteHost) {
    return switch (guesses.begin(limits(remoteHost))) {
      case Guesses.Wait wait -> new UseResult.TooMany(wait.retryAfter());
      case Guesses.Go guess -> {
        Optional<Open> link = store.find(database, new Secret(token));
        if (link.isEmpty()) {
          yield new UseResult.LinkInvalid();
        }
        guesses.succeeded(guess);
        List<Fault> faults = faults(left);
        if (!faults.isEmpty()) {
          yield new UseResult.Faulty(faults);
        }
        yield stored(link.get(), raw) || known(token, raw)
            ? new UseResult.Stored()
            : new UseResult.LinkInvalid();
      }
    };
  }

  private boolean stored(Open link, byte[] raw) {
    return database.transaction(
        tx -> {
          if (!store.hold(tx, link.id())) {
            return false;
          }
          ArrivalId arrival =
              ledger.record(tx, link.account(), LinkFiling.sourceKey(link.id()), raw).orElseThrow();
          store.use(tx, link.id(), arrival);
          return true;
        });
  }

  private boolean known(String token, byte[] raw) {
    return store
        .find(database, new Secret(token))
        .flatMap(Open::sha256)
        .filter(before -> Arrays.equals(before, Secret.sha256(raw)))
        .isPresent();
  }

  private List<Fault> faults(LeftBehind left) {
    List<Fault> faults = new ArrayList<>();
    if (left.email().isEmpty() && left.phone().isEmpty()) {
      faults.add(new Fault("email", "Leave an e-mail address or a telephone number."));
    }
    left.email()
        .flatMap(email -> fault(ContactChannel.EMAIL, email))
        .ifPresent(message -> faults.add(new Fault("email", message)));
    left.phone()
        .flatMap(phone -> fault(ContactChannel.PHONE, phone))
        .ifPresent(message -> faults.add(new Fault("phone", message)));
    return faults;
  }

  private Optional<String> fault(ContactChannel channel, String text) {
    return switch (values.read(channel, text)) {
      case Reading.Invalid invalid -> Optional.of(invalid.detail());
      case Reading.Valid valid ->
          valid.value().value().length() > LONGEST_EMAIL
              ? Optional.of("That is too long.")
              : Optional.empty();
    };
  }

  private static List<Guesses.Limit> limits(String remoteHost) {
    return List.of(new Guesses.Limit("private link", Network.of(remoteHost), BAD_LINKS_A_MINUTE));
  }
}

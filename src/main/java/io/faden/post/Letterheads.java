package io.faden.post;

import io.faden.channel.ChannelAccount;
import io.faden.channel.letter.LetterImage;
import io.faden.channel.letter.Letterhead;
import io.faden.platform.Actor;
import io.faden.platform.db.Database;
import io.faden.platform.db.Sql;
import io.faden.platform.db.Tx;
import io.faden.platform.live.Audience;
import io.faden.platform.live.Change;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.routing.QueueId;
import io.faden.routing.Queues;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What stands on every letter of a queue: its own letterhead, else that of the default queue, else
 * what the account of the letter says of the house.
 */
public final class Letterheads {
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());

  private final Database database;
  private final EventLog events;
  private final Queues queues;
  private final LetterheadStore store = new LetterheadStore();

  public Letterheads(Database database, EventLog events, Queues queues) {
    this.database = database;
    this.events = events;
    this.queues = queues;
  }

  /** A letterhead as somebody wants it; version 0 where the queue has none of its own. */
  public record Wish(
      int version,
      List<String> lines,
      List<List<String>> footer,
      Optional<String> senderLine,
      Optional<String> phone,
      Optional<String> email,
      String country) {

    /** What has no text in it is not there. */
    static Wish of(
        int version,
        List<String> lines,
        List<List<String>> footer,
        Optional<String> senderLine,
        Optional<String> phone,
        Optional<String> email,
        Optional<String> country) {
      return new Wish(
          version,
          seen(lines),
          footer.stream().map(Wish::seen).filter(column -> !column.isEmpty()).toList(),
          senderLine.map(String::strip).filter(Predicate.not(String::isEmpty)),
          phone.map(String::strip).filter(Predicate.not(String::isEmpty)),
          email.map(String::strip).filter(Predicate.not(String::isEmpty)),
          country.map(code -> code.toUpperCase(Locale.ROOT)).orElse("DE"));
    }

    private static List<String> seen(List<String> lines) {
      return lines.stream().map(String::strip).filter(Predicate.not(String::isEmpty)).toList();
    }
  }

  /** A picture of a letterhead. */
  public enum Picture {
    LOGO,
    SIGNATURE;

    String column() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What came of changing one. */
  public sealed interface Result {
    record Done(LetterheadView letterhead) implements Result {}

    record Stale() implements Result {}

    record NoCountry() implements Result {}

    /** Neither PNG nor JPEG, or too large. */
    record NoPicture() implements Result {}

    record NotFound() implements Result {}
  }

  /** Empty if there is no such queue. */
  public Optional<LetterheadView> find(QueueId queue) {
    return queues.find(database, queue).map(known -> shown(database, queue));
  }

  private LetterheadView shown(Sql sql, QueueId queue) {
    return store.find(sql, queue).orElseGet(LetterheadView::empty);
  }

  public Result set(Actor actor, QueueId queue, Wish wish) {
    if (!COUNTRIES.contains(wish.country())) {
      return new Result.NoCountry();
    }
    return changing(
        actor,
        queue,
        tx -> store.set(tx, queue, wish) ? new Result.Done(shown(tx, queue)) : new Result.Stale());
  }

  /** That of the default queue counts again. */
  public Result remove(Actor actor, QueueId queue) {
    return changing(
        actor,
        queue,
        tx -> {
          store.remove(tx, queue);
          return new Result.Done(shown(tx, queue));
        });
  }

  /** A PNG, or empty where there is none. */
  public Optional<byte[]> picture(QueueId queue, Picture picture) {
    return store.picture(database, queue, picture);
  }

  public Result setPicture(Actor actor, QueueId queue, Picture picture, byte[] file) {
    return LetterImage.read(file) instanceof LetterImage.Reading.Read read
        ? changing(
            actor,
            queue,
            tx -> {
              store.setPicture(tx, queue, picture, read.image().png());
              return new Result.Done(shown(tx, queue));
            })
        : new Result.NoPicture();
  }

  public Result removePicture(Actor actor, QueueId queue, Picture picture) {
    return changing(
        actor,
        queue,
        tx ->
            store.removePicture(tx, queue, picture)
                ? new Result.Done(shown(tx, queue))
                : new Result.NotFound());
  }

  private interface Work {
    Result in(Tx tx);
  }

  private Result changing(Actor actor, QueueId queue, Work work) {
    return database.transaction(
        tx -> {
          if (queues.find(tx, queue).isEmpty()) {
            return new Result.NotFound();
          }
          Result result = work.in(tx);
          if (result instanceof Result.Done) {
            events.append(tx, Change.of(EventType.QUEUE_CHANGED, Audience.STAFF).by(actor));
          }
          return result;
        });
  }

  /** What a letter is laid out on, with the parts that stand elsewhere on it. */
  record Used(
      Letterhead letterhead, String senderLine, Optional<String> phone, Optional<String> email) {}

  Used used(Sql sql, QueueId queue, Optional<ChannelAccount> account) {
    Optional<LetterheadStore.Pictured> found = store.pictured(sql, queue);
    LetterheadView view =
        found.map(LetterheadStore.Pictured::view).orElseGet(LetterheadView::empty);
    Optional<LetterImage> logo = found.flatMap(LetterheadStore.Pictured::logo);
    Optional<String> house =
        account.map(ChannelAccount::displayName).filter(name -> !name.isEmpty());
    boolean nothing = view.lines().isEmpty() && logo.isEmpty();
    return new Used(
        new Letterhead(
            logo,
            nothing ? house.stream().toList() : view.lines(),
            view.footer(),
            found.flatMap(LetterheadStore.Pictured::sign),
            view.country()),
        view.senderLine().or(() -> account.map(ChannelAccount::address)).orElse(""),
        view.phone(),
        view.email());
  }

  /** Letters within it name no country. */
  String homeCountry(Sql sql) {
    return shown(sql, queues.defaultQueue(sql).id()).country();
  }
}

package io.faden.social;

import io.faden.channel.ChannelAccount;
import io.faden.channel.SocialSettings;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.social.PostId;
import io.faden.channel.social.SocialNetwork;
import io.faden.channel.social.Told;
import io.faden.conversation.Filing;
import io.faden.conversation.PostMatters;
import io.faden.intake.Reception;
import io.faden.platform.db.Tx;
import io.faden.platform.live.EventLog;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;

/**
 * Arrivals of a network: posts, and what happens to posts. A post that surely needs an answer, or
 * surely none, is settled at once; the others wait for people to look them through.
 */
public final class PostReception implements Reception {
  private final SocialNetwork network;
  private final PostMatters matters;
  private final PostFiling filing;
  private final PostStore store;

  public PostReception(SocialNetwork network, Filing filing, PostMatters matters, EventLog events) {
    this.network = network;
    this.matters = matters;
    this.filing = new PostFiling(filing, events);
    this.store = this.filing.store();
  }

  @Override
  public Readied read(Received arrival) throws UnreadableArrival {
    Optional<Told> own = Notice.of(arrival.sourceKey(), arrival.raw());
    Told told = own.isPresent() ? own.get() : network.read(arrival.account(), arrival.raw());
    return switch (told) {
      case Told.Post post -> {
        Optional<String> language = language(post);
        yield tx -> written(tx, arrival, post, language);
      }
      case Told.Edited edited -> tx -> edited(tx, arrival, edited.post());
      case Told.Deleted deleted -> tx -> deleted(tx, arrival, deleted);
      case Told.Nothing nothing -> tx -> new Settled.Quiet();
    };
  }

  /** What the author says goes before what can be recognised in a few words. */
  private Optional<String> language(Told.Post post) {
    return post.language()
        .filter(code -> code.matches("[a-z]{2}"))
        .or(() -> filing.filing().language(PostWords.subject(post), PostWords.text(post)));
  }

  private Optional<KeptPost> known(Tx tx, Received arrival, String id) {
    return store.lock(tx, arrival.account().id(), postId(arrival.account(), id));
  }

  private static String postId(ChannelAccount account, String id) {
    return PostId.of(account.channel(), account.id().value(), id);
  }

  private Settled written(Tx tx, Received arrival, Told.Post post, Optional<String> language) {
    ChannelAccount account = arrival.account();
    boolean fresh =
        store.insert(
            tx,
            new PostStore.Fresh(
                arrival.id(),
                account.id(),
                account.channel(),
                postId(account, post.id()),
                post,
                language,
                canBeLookedAt(account)));
    if (!fresh) {
      return again(tx, arrival, post);
    }
    KeptPost kept = store.lock(tx, arrival.id()).orElseThrow();
    Optional<TriageRules.Ruling> ruling = ruling(tx, account, kept);
    if (ruling.isEmpty()) {
      filing.tell(tx, Optional.empty(), kept, new JsonObject().put("verdict", "open"));
      return new Settled.Waiting();
    }
    return decided(tx, account, kept, ruling.get());
  }

  /** Feeds have nothing above an item, and whatever comes by itself is asked nothing. */
  private static boolean canBeLookedAt(ChannelAccount account) {
    return switch (account.social().network()) {
      case SocialSettings.Mastodon mastodon -> true;
      case SocialSettings.Bluesky bluesky -> true;
      case SocialSettings.Feed feed -> false;
      case SocialSettings.Webhook webhook -> false;
    };
  }

  private Optional<TriageRules.Ruling> ruling(Tx tx, ChannelAccount account, KeptPost post) {
    return TriageRules.of(
        new TriageRules.Facts(
            post.channel(),
            post.kind(),
            post.author(),
            post.text(),
            store.knownCustomer(tx, post.channel(), post.author().value()),
            filing.underWay(tx, post)),
        account.social().rules());
  }

  private Settled decided(Tx tx, ChannelAccount account, KeptPost post, TriageRules.Ruling ruling) {
    Settled settled = filing.file(tx, account, post, ruling.verdict());
    store.decide(
        tx,
        post.id(),
        new PostStore.Decided(
            ruling.verdict(), Optional.empty(), "", Optional.of(ruling.rule()), Optional.empty()));
    filing.tell(
        tx,
        Optional.empty(),
        post,
        new JsonObject().put("verdict", ruling.verdict().label()).put("rule", ruling.rule()));
    return settled;
  }

  /** The same post came by another way, or came again since it was changed. */
  private Settled again(Tx tx, Received arrival, Told.Post post) {
    KeptPost before = known(tx, arrival, post.id()).orElseThrow();
    store.told(tx, arrival.id(), Optional.of(before.id()), Optional.empty());
    boolean looked = Notice.isLook(arrival.sourceKey());
    if ((looked || post.edited().isPresent()) && newer(before, post)) {
      change(tx, before, post, post.edited().orElse(arrival.at()));
      return new Settled.Quiet();
    }
    return toUsAfterAll(tx, arrival, before, post)
        .<Settled>map(entry -> new Settled.Resolves(before.id().value(), entry))
        .orElseGet(() -> new Settled.Duplicate(before.id().value()));
  }

  /** It was found by a search, and now we are told that it answers us. */
  private Optional<Settled.Entry> toUsAfterAll(
      Tx tx, Received arrival, KeptPost before, Told.Post post) {
    boolean waits = !before.decided() && !before.erased() && before.entry().isEmpty();
    if (!waits || (post.kind() != Told.Kind.REPLY && post.kind() != Told.Kind.DIRECT)) {
      return Optional.empty();
    }
    store.told(tx, before.id(), post.kind());
    KeptPost now = store.lock(tx, before.id()).orElseThrow();
    return ruling(tx, arrival.account(), now)
        .map(ruling -> decided(tx, arrival.account(), now, ruling))
        .filter(Settled.Entry.class::isInstance)
        .map(Settled.Entry.class::cast);
  }

  private Settled edited(Tx tx, Received arrival, Told.Post post) {
    Optional<KeptPost> before = known(tx, arrival, post.id());
    store.told(
        tx,
        arrival.id(),
        before.map(KeptPost::id),
        before.isPresent()
            ? Optional.empty()
            : Optional.of(
                new PostStore.KeptAuthor(arrival.account().channel(), post.author().value())));
    before
        .filter(known -> newer(known, post))
        .ifPresent(known -> change(tx, known, post, post.edited().orElse(arrival.at())));
    return new Settled.Quiet();
  }

  /** What was told late must not undo what was told since. */
  private static boolean newer(KeptPost before, Told.Post now) {
    boolean late =
        now.edited().isPresent()
            && before.editedAt().isPresent()
            && !now.edited().get().isAfter(before.editedAt().get());
    return !late && !before.erased() && !before.text().equals(PostWords.text(now));
  }

  private void change(Tx tx, KeptPost before, Told.Post now, Instant at) {
    store.edit(tx, before, now, at);
    before
        .entry()
        .ifPresent(entry -> matters.edited(tx, entry, before.text(), PostWords.text(now)));
    filing.tell(tx, Optional.empty(), before, new JsonObject().put("change", "edited"));
  }

  private Settled deleted(Tx tx, Received arrival, Told.Deleted deleted) {
    Optional<KeptPost> before = known(tx, arrival, deleted.id());
    store.told(tx, arrival.id(), before.map(KeptPost::id), Optional.empty());
    before
        .filter(known -> known.deletedAt().isEmpty())
        .ifPresent(
            known -> {
              store.delete(tx, known.id(), deleted.at());
              known.entry().ifPresent(entry -> matters.deleted(tx, entry));
              filing.tell(tx, Optional.empty(), known, new JsonObject().put("change", "deleted"));
            });
    return new Settled.Quiet();
  }
}

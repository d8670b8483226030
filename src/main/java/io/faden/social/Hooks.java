package io.faden.social;

import com.fasterxml.jackson.databind.JsonNode;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountId;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.SocialSettings;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.social.Hook;
import io.faden.channel.social.Signature;
import io.faden.intake.Ledger;
import io.faden.platform.Keys;
import io.faden.platform.Secret;
import io.faden.platform.db.Database;
import io.faden.platform.http.Json;
import java.io.IOException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;

/** Where messages come by themselves: into the ledger before they are acknowledged. */
public final class Hooks {
  private final Database database;
  private final Ledger ledger;
  private final ChannelAccounts accounts;
  private final Clock clock;

  public Hooks(Database database, Ledger ledger, ChannelAccounts accounts, Clock clock) {
    this.database = database;
    this.ledger = ledger;
    this.accounts = accounts;
    this.clock = clock;
  }

  /** As it came. */
  record Delivery(Optional<String> timestamp, Optional<String> signature, byte[] body) {}

  /** What came of it. Nothing is stored but for Stored. */
  sealed interface Result {
    /** Now, or when it came before. */
    record Stored() implements Result {}

    record NotFound() implements Result {}

    record Unsigned(String why) implements Result {}

    record SwitchedOff() implements Result {}

    /** It has no name, so it could not be told from another one. */
    record Nameless(String why) implements Result {}

    /** Another message has this id. */
    record Reused() implements Result {}
  }

  /**
   * Stores what a webhook brings. The same again is harmless. Whatever is signed and has a name is
   * stored, whether anything else in it can be read or not.
   */
  Result take(ChannelAccountId id, Delivery delivery) {
    Optional<ChannelAccount> sealed = accounts.findSealed(database, id);
    if (sealed.isEmpty() || hook(sealed.get()).isEmpty()) {
      return new Result.NotFound();
    }
    Optional<String> refusal = refusal(id, delivery);
    if (refusal.isPresent()) {
      return new Result.Unsigned(refusal.get());
    }
    if (!sealed.get().active()) {
      return new Result.SwitchedOff();
    }
    Hook hook;
    try {
      hook = Hook.of(delivery.body());
    } catch (UnreadableArrival nameless) {
      return new Result.Nameless(nameless.getMessage());
    }
    return stored(id, hook, delivery.body());
  }

  private static Optional<SocialSettings.Webhook> hook(ChannelAccount account) {
    return account.settings() instanceof SocialSettings social
            && social.network() instanceof SocialSettings.Webhook hook
        ? Optional.of(hook)
        : Optional.empty();
  }

  private Optional<String> refusal(ChannelAccountId id, Delivery delivery) {
    Optional<String> secret;
    try {
      secret =
          accounts.find(database, id).flatMap(Hooks::hook).flatMap(SocialSettings.Webhook::secret);
    } catch (Keys.WrongKey otherKey) {
      secret = Optional.empty();
    }
    return secret.isEmpty()
        ? Optional.of("No secret has been made for this account.")
        : Signature.refusal(
            secret.get(),
            delivery.timestamp(),
            delivery.signature(),
            delivery.body(),
            clock.instant());
  }

  private Result stored(ChannelAccountId id, Hook hook, byte[] body) {
    String key = key(hook, body);
    boolean fresh = database.transaction(tx -> ledger.record(tx, id, key, body).isPresent());
    database.inTransaction(tx -> accounts.heard(tx, id));
    return fresh || hook.event() != Hook.Event.POST || isSame(id, key, body)
        ? new Result.Stored()
        : new Result.Reused();
  }

  /** A message is written once and deleted once, but may be changed often. */
  private static String key(Hook hook, byte[] body) {
    return switch (hook.event()) {
      case POST -> "hook/post/" + hook.id();
      case EDIT -> "hook/edit/" + hook.id() + "/" + HexFormat.of().formatHex(Secret.sha256(body));
      case DELETE -> "hook/delete/" + hook.id();
    };
  }

  /** Whoever repeats a message may write its members in another order. */
  private boolean isSame(ChannelAccountId id, String key, byte[] body) {
    return ledger
        .raw(database, id, key)
        .map(before -> tree(before).equals(tree(body)))
        .orElse(true);
  }

  private static JsonNode tree(byte[] body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (IOException fault) {
      throw new IllegalStateException("this had a name before", fault);
    }
  }
}

package io.faden.channel;

import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;

/** HTTP for channel accounts. */
public final class ChannelAccountRoutes {
  private final ChannelAccounts accounts;
  private final Map<String, Channel> channels;
  private final LetterFolders folders;
  private final Optional<String> publicUrl;

  /** The public URL is where the world reaches us; without it, where the caller did. */
  public ChannelAccountRoutes(
      ChannelAccounts accounts,
      Map<String, Channel> channels,
      LetterFolders folders,
      Optional<String> publicUrl) {
    this.accounts = accounts;
    this.channels = Map.copyOf(channels);
    this.folders = folders;
    this.publicUrl = publicUrl;
  }

  public void register(Api api) {
    api.on("listChannelAccounts", Role.ADMIN, this::list);
    api.on("getChannelAccount", Role.ADMIN, this::get);
    api.on("createChannelAccount", Role.ADMIN, this::create);
    api.on("changeChannelAccount", Role.ADMIN, this::change);
    api.on("testChannelAccount", Role.ADMIN, this::test);
    api.on("renewToken", Role.ADMIN, this::renewToken);
  }

  private Answer list(Call call) {
    return Answer.ok(Map.of("items", accounts.all().stream().map(folders::located).toList()));
  }

  private Answer get(Call call) {
    return accounts
        .view(new ChannelAccountId(call.id()))
        .map(folders::located)
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer create(Call call) {
    return Answer.created(saved(accounts.create(Optional.of(call.actor()), call.json())));
  }

  private Answer change(Call call) {
    return Answer.ok(
        saved(accounts.change(call.actor(), new ChannelAccountId(call.id()), call.json())));
  }

  private Answer test(Call call) {
    List<ChannelAccounts.Fault> faults = accounts.faults(call.json());
    if (!faults.isEmpty()) {
      throw faulty(faults);
    }
    ChannelAccount account =
        accounts.described(call.json(), call.number("id").map(ChannelAccountId::new));
    return Answer.ok(
        switch (account.settings()) {
          case AccountSettings.Mailbox mailbox ->
              tried(() -> channels.get(account.channel()).test(account));
          case AccountSettings.TelephoneLine line ->
              ConnectionVerdict.of(List.of(accounts.lastHeard(account)));
          case AccountSettings.Letterbox letterbox -> tried(() -> folders.test(account));
          case SocialSettings social -> tried(() -> social(account, social));
        });
  }

  /** What comes by itself counts by when it last did; where answers go can be tried. */
  private ConnectionVerdict social(ChannelAccount account, SocialSettings social) {
    Stream<ConnectionVerdict.Step> heard =
        social.network() instanceof SocialSettings.Webhook
            ? Stream.of(accounts.lastHeard(account))
            : Stream.empty();
    Stream<ConnectionVerdict.Step> tried =
        Stream.ofNullable(channels.get(account.channel()))
            .flatMap(channel -> channel.test(account).steps().stream());
    return ConnectionVerdict.of(Stream.concat(heard, tried).toList());
  }

  private record FreshToken(String token, String url) {}

  private Answer renewToken(Call call) {
    return switch (accounts.renewToken(call.actor(), new ChannelAccountId(call.id()))) {
      case ChannelAccounts.TokenResult.Fresh fresh ->
          Answer.ok(new FreshToken(fresh.token(), here(call) + fresh.path()));
      case ChannelAccounts.TokenResult.NoLine no ->
          throw new Problem(
              ErrorCode.NOT_THAT_KIND,
              "Only telephone lines have a token, and only webhooks a secret.");
      case ChannelAccounts.TokenResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private String here(Call call) {
    return publicUrl.orElseGet(
        () -> (call.overTls() ? "https://" : "http://") + call.header("Host").orElse("localhost"));
  }

  /** On a thread of the system's own: mail libraries block inside monitors, and disks block. */
  private static ConnectionVerdict tried(Callable<ConnectionVerdict> how) {
    FutureTask<ConnectionVerdict> trial = new FutureTask<>(how);
    Thread.ofPlatform().daemon().name("connection-trial").start(trial);
    try {
      return trial.get();
    } catch (ExecutionException fault) {
      throw new IllegalStateException(fault.getCause());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private ChannelAccountView saved(ChannelAccounts.Result result) {
    return switch (result) {
      case ChannelAccounts.Result.Saved saved -> folders.located(saved.account());
      case ChannelAccounts.Result.Faulty faulty -> throw faulty(faulty.faults());
      case ChannelAccounts.Result.QueueNotFound none ->
          throw new Problem(ErrorCode.QUEUE_NOT_FOUND);
      case ChannelAccounts.Result.NameTaken taken -> throw new Problem(ErrorCode.NAME_TAKEN);
      case ChannelAccounts.Result.AddressTaken taken -> throw new Problem(ErrorCode.ADDRESS_TAKEN);
      case ChannelAccounts.Result.OtherChannel other ->
          throw new Problem(ErrorCode.NOT_THAT_KIND, "An account stays on its channel.");
      case ChannelAccounts.Result.Stale stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case ChannelAccounts.Result.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private static Problem faulty(List<ChannelAccounts.Fault> faults) {
    return new Problem(ErrorCode.INVALID_REQUEST, faults.get(0).message()).with("errors", faults);
  }
}

package io.faden.channel.social;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ConnectionVerdict;
import io.faden.channel.Outcome;
import io.faden.channel.SocialSettings;
import io.faden.channel.UnreadableArrival;
import io.faden.channel.social.NetworkFault.Kind;
import io.faden.platform.http.Json;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Whatever speaks our webhook: a gateway for text messages, a bridge to an app store, a chat of the
 * house. It brings messages by itself and takes answers where its account says. Every answer has an
 * id that stays the same however often it is handed over, so repeating is harmless.
 */
public final class WebhookNetwork implements SocialNetwork, AutoCloseable {
  private static final int LONGEST_DETAIL = 300;
  private static final String NOBODY_TAKES = "Answers of this account are taken nowhere.";

  private final String name;
  private final Function<String, Optional<String>> numbers;
  private final WebhookLine line;

  /**
   * One for each channel.
   *
   * @param numbers makes one spelling of a telephone number out of all, where that is who people
   *     are; empty for what is none, and everywhere else
   */
  public WebhookNetwork(
      String name, Vertx vertx, Function<String, Optional<String>> numbers, Clock clock) {
    this.name = name;
    this.numbers = numbers;
    this.line = new WebhookLine(vertx, clock);
  }

  @Override
  public String name() {
    return name;
  }

  private static SocialSettings.Webhook hook(ChannelAccount account) {
    return (SocialSettings.Webhook) account.social().network();
  }

  @Override
  public Abilities abilities(ChannelAccount account) {
    boolean answers = hook(account).replyUrl().isPresent();
    return new Abilities(
        false, answers, answers, answers, false, Optional.empty(), Optional.empty());
  }

  /** Only whether somebody is where answers go: what comes in comes by itself. */
  @Override
  public ConnectionVerdict test(ChannelAccount account) {
    return ConnectionVerdict.of(hook(account).replyUrl().map(this::reached).stream().toList());
  }

  private ConnectionVerdict.Step reached(String url) {
    try {
      line.reach(url);
      return step("connected", Optional.empty());
    } catch (WebhookLine.Broken broken) {
      return step("failed", Optional.of(broken.getMessage()));
    }
  }

  private static ConnectionVerdict.Step step(String code, Optional<String> detail) {
    return new ConnectionVerdict.Step(
        "network_connect", code.equals("connected"), code, detail, Optional.empty());
  }

  @Override
  public Received receive(ChannelAccount account, Optional<String> cursor) {
    return new Received(List.of(), cursor.orElse("{}"), false);
  }

  @Override
  public Told read(ChannelAccount account, byte[] raw) throws UnreadableArrival {
    return WebhookReading.read(raw, hook(account).open(), id -> author(account, id));
  }

  /** A number is the same person wherever it comes from; other ids are those of their source. */
  private String author(ChannelAccount account, String id) {
    return numbers.apply(id).orElseGet(() -> source(account) + "/" + WebhookReading.encoded(id));
  }

  private static String source(ChannelAccount account) {
    return SourceName.of(account.address());
  }

  /** The id of an author as the source gave it. */
  private String ownId(String value) {
    return numbers.apply(value).isPresent()
        ? value
        : WebhookReading.decoded(value.substring(value.lastIndexOf('/') + 1));
  }

  @Override
  public Outcome post(ChannelAccount account, Sending sending, Runnable beforeTransmit) {
    SocialSettings.Webhook hook = hook(account);
    if (hook.replyUrl().isEmpty() || hook.secret().isEmpty()) {
      return new Outcome.Refused(NOBODY_TAKES);
    }
    String to = ownId(sending.to());
    ObjectNode body = Json.MAPPER.createObjectNode().put("id", sending.key()).put("event", "post");
    sending.answers().ifPresent(id -> body.put("inReplyTo", id));
    body.putObject("to").put("id", to).put("handle", to);
    body.put("text", sending.text());
    sending.language().ifPresent(language -> body.put("language", language));
    body.put("public", sending.open()).put("createdAt", sending.writtenAt().toString());
    try {
      return outcome(
          sending.key(),
          line.post(hook.replyUrl().get(), hook.secret().get(), bytes(body), beforeTransmit));
    } catch (WebhookLine.Broken broken) {
      return new Outcome.Deferred(broken.getMessage());
    }
  }

  private static Outcome outcome(String key, WebhookLine.Reply reply) {
    int status = reply.status();
    // Taken now, or before: the same id is the same answer.
    if (status / 100 == 2 || status == 409) {
      JsonNode said = said(reply);
      Posted posted =
          new Posted(
              text(said, "id").orElse(key),
              text(said, "url").filter(url -> url.matches("https?://\\S+")));
      return new Outcome.Accepted(
          bytes(Json.MAPPER.valueToTree(posted)), Optional.of(posted.id()), tx -> {});
    }
    return passes(status)
        ? new Outcome.Deferred("The other side answers with " + status + ".")
        : new Outcome.Refused(detail(reply));
  }

  private static boolean passes(int status) {
    return status == 429 || status == 408 || status >= 500;
  }

  private static String detail(WebhookLine.Reply reply) {
    String detail =
        text(said(reply), "detail")
            .orElse("The other side refuses it (" + reply.status() + ").")
            .replaceAll("\\s+", " ");
    return detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) : detail;
  }

  private static JsonNode said(WebhookLine.Reply reply) {
    try {
      return Json.MAPPER.readTree(reply.body());
    } catch (IOException nothing) {
      return Json.MAPPER.createObjectNode();
    }
  }

  private static Optional<String> text(JsonNode node, String name) {
    return Optional.ofNullable(node.path(name).asText(null))
        .map(text -> text.replace("\0", "").strip())
        .filter(text -> !text.isEmpty());
  }

  private static byte[] bytes(JsonNode json) {
    try {
      return Json.MAPPER.writeValueAsBytes(json);
    } catch (JsonProcessingException fault) {
      throw new IllegalStateException(fault);
    }
  }

  @Override
  public void delete(ChannelAccount account, String id) throws NetworkFault {
    SocialSettings.Webhook hook = hook(account);
    if (hook.replyUrl().isEmpty() || hook.secret().isEmpty()) {
      throw new NetworkFault(Kind.REFUSED, NOBODY_TAKES);
    }
    WebhookLine.Reply reply;
    try {
      JsonNode body = Json.MAPPER.valueToTree(Map.of("id", id, "event", "delete"));
      reply = line.post(hook.replyUrl().get(), hook.secret().get(), bytes(body), () -> {});
    } catch (WebhookLine.Broken broken) {
      throw new NetworkFault(Kind.AWAY, broken.getMessage());
    }
    boolean gone = reply.status() == 404 || reply.status() == 409 || reply.status() == 410;
    if (reply.status() / 100 != 2 && !gone) {
      throw passes(reply.status())
          ? new NetworkFault(Kind.AWAY, "The other side answers with " + reply.status() + ".")
          : new NetworkFault(Kind.REFUSED, detail(reply));
    }
  }

  /** Edits are brought like everything else. */
  @Override
  public Now look(ChannelAccount account, String id) throws NetworkFault {
    throw new NetworkFault(Kind.REFUSED, "A webhook is not asked.");
  }

  @Override
  public List<Above> above(ChannelAccount account, String id) {
    return List.of();
  }

  @Override
  public void close() {
    line.close();
  }
}

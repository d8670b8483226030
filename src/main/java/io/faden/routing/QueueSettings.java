package io.faden.routing;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.faden.platform.ChannelNames;
import io.faden.platform.http.Json;
import io.faden.routing.engine.Need;
import io.faden.routing.engine.QueueRules;
import io.faden.routing.engine.Step;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Everything that is set for a queue, as it stands in the database and in the contract
 * (QueueSettings). What is absent has its default.
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record QueueSettings(
    List<StepSettings> steps,
    Optional<Integer> boostSeconds,
    boolean strictPriority,
    boolean qualityFirst,
    Optional<Place> place,
    Optional<Integer> warningMinutes,
    Optional<Integer> firstAnswerMinutes,
    Optional<Integer> nextAnswerMinutes,
    Optional<WrapUp> wrapUp,
    Optional<Integer> wrapUpSeconds,
    List<String> dispositions,
    @JsonProperty("personalAgent") Optional<Boolean> personal,
    Optional<Integer> personalDays,
    @JsonProperty("approval") @JsonInclude(JsonInclude.Include.NON_ABSENT)
        Optional<List<Reviewed>> reviewed,
    Optional<Integer> approvalMinutes,
    Map<String, ChannelSettings> channels) {

  public QueueSettings {
    steps = steps == null ? List.of() : List.copyOf(steps);
    reviewed = reviewed == null ? Optional.empty() : reviewed.map(List::copyOf);
    dispositions = dispositions == null ? List.of() : List.copyOf(dispositions);
    channels = channels == null ? Map.of() : Map.copyOf(channels);
  }

  /** A step as written; the next never comes where seconds are absent. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record StepSettings(
      List<NeedSettings> needs, Optional<Integer> seconds, Optional<Boolean> skipIfNobody) {
    public StepSettings {
      needs = needs == null ? List.of() : List.copyOf(needs);
    }
  }

  public record NeedSettings(long skill, int level, boolean hard) {
    static List<NeedSettings> read(JsonArray document) {
      return document.stream()
          .map(JsonObject.class::cast)
          .map(
              need ->
                  new NeedSettings(
                      need.getLong("skill"),
                      need.getInteger("level"),
                      need.getBoolean("hard", false)))
          .toList();
    }

    JsonObject json() {
      return new JsonObject().put("skill", skill).put("level", level).put("hard", hard);
    }
  }

  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record ChannelSettings(
      Optional<Integer> offerSeconds,
      Optional<Boolean> autoAccept,
      Optional<Integer> personalWaitSeconds) {}

  /** After the answer: nothing, a moment that one may use, or a time without offers. */
  public enum WrapUp {
    OFF,
    OPTIONAL,
    TIMED;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Where those who serve the queue have to sit. */
  public enum Place {
    ANYWHERE,
    OFFICE,
    HOME;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What of ours may wait for a second pair of eyes. */
  public enum Reviewed {
    PUBLIC,
    DIRECT,
    EMAIL,
    LETTER;

    @JsonValue
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    static Reviewed of(String channel, boolean open) {
      return switch (channel) {
        case "email" -> EMAIL;
        case "letter" -> LETTER;
        default -> open ? PUBLIC : DIRECT;
      };
    }
  }

  private static final ChannelSettings NOTHING_SET =
      new ChannelSettings(Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether the customer is on the line. */
  public static boolean live(String channel) {
    return channel.equals("phone") || channel.equals("chat");
  }

  private ChannelSettings channel(String channel) {
    return channels.getOrDefault(channel, NOTHING_SET);
  }

  /** How long an offer stands: 20 s where the customer is on the line, else two minutes. */
  public Duration offerTime(String channel) {
    return Duration.ofSeconds(channel(channel).offerSeconds().orElse(live(channel) ? 20 : 120));
  }

  public boolean autoAccept(String channel) {
    return channel(channel).autoAccept().orElse(false);
  }

  /** How long only the personal agent is asked, in business time. */
  public Duration personalWait(String channel) {
    return Duration.ofSeconds(
        channel(channel).personalWaitSeconds().orElse(live(channel) ? 20 : 4 * 3600));
  }

  public boolean personalAgent() {
    return personal.orElse(true);
  }

  /** How far back whoever served the customer last counts as their agent. */
  public Duration personalMemory() {
    return Duration.ofDays(personalDays.orElse(30));
  }

  /**
   * Whether an answer waits for a second pair of eyes.
   *
   * @param visibility public or private, on channels where that differs
   */
  public boolean approves(String channel, Optional<String> visibility) {
    boolean open = visibility.filter("public"::equals).isPresent();
    return reviewed.orElse(List.of(Reviewed.PUBLIC)).contains(Reviewed.of(channel, open));
  }

  /** Until when somebody has looked at it, in business time. */
  public Duration approvalTarget() {
    return Duration.ofMinutes(approvalMinutes.orElse(30));
  }

  /** In business time; empty where there is none. */
  public Optional<Duration> target(boolean first) {
    return (first ? firstAnswerMinutes : nextAnswerMinutes.or(() -> firstAnswerMinutes))
        .map(Duration::ofMinutes);
  }

  /**
   * What a level of priority is worth in the order of the queue; where priority is strict, more
   * than anything can wait.
   */
  public Duration boostForRank() {
    return strictPriority ? Duration.ofDays(3_650) : Duration.ofSeconds(boostSeconds.orElse(600));
  }

  public Duration warning() {
    return Duration.ofMinutes(warningMinutes.orElse(60));
  }

  public WrapUp wrapUpMode() {
    return wrapUp.orElse(WrapUp.OFF);
  }

  public Duration wrapUpTime() {
    return Duration.ofSeconds(wrapUpSeconds.orElse(60));
  }

  /** As it stands in the database. */
  JsonObject json() {
    return Json.document(this);
  }

  /** What cannot be meant, as a sentence. */
  Optional<String> fault() {
    for (int place = 0; place < steps.size(); place++) {
      StepSettings step = steps.get(place);
      if (step.seconds().isEmpty() && place < steps.size() - 1) {
        return Optional.of(
            "Step %d never ends, so no other can come after it".formatted(place + 1));
      }
      if (step.seconds().filter(seconds -> seconds < 1).isPresent()) {
        return Optional.of("Step %d lasts at least a second".formatted(place + 1));
      }
      if (step.needs().stream().map(NeedSettings::skill).distinct().count() < step.needs().size()) {
        return Optional.of("Step %d asks for a skill twice".formatted(place + 1));
      }
    }
    if (dispositions.stream().anyMatch(String::isBlank)) {
      return Optional.of("A disposition has a text that can be seen");
    }
    if (dispositions.stream().map(text -> text.strip().toLowerCase(Locale.ROOT)).distinct().count()
        < dispositions.size()) {
      return Optional.of("Each disposition is named once");
    }
    if (reviewed.filter(kinds -> kinds.stream().distinct().count() < kinds.size()).isPresent()) {
      return Optional.of("What waits for approval is named once");
    }
    if (approvalMinutes.filter(minutes -> minutes < 1).isPresent()) {
      return Optional.of("An approval takes at least a minute");
    }
    return channels.keySet().stream()
        .filter(name -> !ChannelNames.ALL.contains(name))
        .findFirst()
        .map(name -> "There is no channel " + name);
  }

  /**
   * What is asked for in a step: 0 asks for nothing, the one after the last only for what is hard.
   *
   * @param own the item's own needs, a document
   */
  List<NeedSettings> needsAt(int step, JsonArray own) {
    List<NeedSettings> mine = NeedSettings.read(own);
    if (step == 0) {
      return List.of();
    }
    if (step <= steps.size()) {
      return Stream.concat(steps.get(step - 1).needs().stream(), mine.stream()).toList();
    }
    return Stream.concat(steps.stream().flatMap(written -> written.needs().stream()), mine.stream())
        .filter(NeedSettings::hard)
        .distinct()
        .toList();
  }

  /** As the engine reads them. */
  public QueueRules rules(QueueId queue) {
    return new QueueRules(
        queue.value(),
        steps.stream()
            .map(
                step ->
                    new Step(
                        step.needs().stream()
                            .map(need -> new Need(need.skill(), need.level(), need.hard()))
                            .toList(),
                        step.seconds().map(Duration::ofSeconds),
                        step.skipIfNobody().orElse(true)))
            .toList(),
        Duration.ofSeconds(boostSeconds.orElse(600)),
        strictPriority,
        qualityFirst,
        QueueRules.Place.valueOf(place.orElse(Place.ANYWHERE).name()),
        warning());
  }
}

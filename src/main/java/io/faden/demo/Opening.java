package io.faden.demo;

import io.faden.conversation.Conversation;
import io.faden.conversation.ConversationId;
import io.faden.conversation.ConversationRow;
import io.faden.conversation.Conversations;
import io.faden.conversation.Lists;
import io.faden.conversation.Replies;
import io.faden.conversation.Status;
import io.faden.demo.Mailboxes.Mail;
import io.faden.demo.Script.Act;
import io.faden.demo.Script.Scene;
import io.faden.platform.Actor;
import io.faden.routing.Desk;
import io.faden.routing.QueueId;
import io.faden.routing.Queues;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first days of the demo company, once: customers write, and the people of the house take up
 * some of it. Each step is kept, so that a start that was cut short goes on where it stopped; what
 * does not happen within its time is left out.
 */
final class Opening {
  private static final Logger LOG = LoggerFactory.getLogger(Opening.class);
  private static final String OPENED = "opened";
  private static final Duration LOOK = Duration.ofMillis(400);
  private static final int NEWEST = 100;

  private final Steps steps;
  private final Company company;
  private final Mailboxes mailboxes;
  private final House house;
  private final Stories stories;
  private final Duration patience;
  private final Instant now = Instant.now();
  private final ZoneId zone = ZoneId.systemDefault();

  /** The faces that people act through. */
  record House(
      Conversations conversations, Replies replies, Lists lists, Desk desk, Queues queues) {}

  /** The patience is for one thing that has to happen before the next. */
  Opening(
      Steps steps,
      Company company,
      Mailboxes mailboxes,
      House house,
      Stories stories,
      Duration patience) {
    this.steps = steps;
    this.company = company;
    this.mailboxes = mailboxes;
    this.house = house;
    this.stories = stories;
    this.patience = patience;
  }

  /** Blocks until it is done. Errors: InterruptedException when it has to stop. */
  void play() throws InterruptedException {
    if (steps.done(OPENED)) {
      return;
    }
    List<Scene> scenes = Script.read();
    List<Scene> inOrder = new ArrayList<>(scenes);
    inOrder.sort(Comparator.comparing(scene -> Script.before(now, zone, scene.sent())));
    for (Scene scene : inOrder) {
      if (scene.answersReply().isEmpty()) {
        post(scene, scenes, Optional.empty());
      }
    }
    for (Scene scene : inOrder) {
      act(scene);
    }
    for (Scene scene : inOrder) {
      if (scene.answersReply().isPresent()) {
        answerTheReply(scene, scenes);
      }
    }
    stories.tell(patience());
    steps.finish(OPENED);
    LOG.info("demo company: opened");
  }

  private void post(Scene scene, List<Scene> scenes, Optional<Mail> answered) {
    if (mailboxes.hasSent(scene.sender().address(), scene.messageId())) {
      return;
    }
    List<String> references = new ArrayList<>();
    scene.answers().map(id -> find(scenes, id).messageId()).ifPresent(references::add);
    answered.ifPresent(
        mail -> {
          references.addAll(mail.references().reversed());
          references.add(mail.messageId());
        });
    try {
      mailboxes.send(scene.letter(answered.isEmpty() ? now : Instant.now(), zone, references));
    } catch (MessagingException fault) {
      LOG.atWarn().setCause(fault).addKeyValue("letter", scene.id()).log("demo letter not sent");
    }
  }

  private static Scene find(List<Scene> scenes, String id) {
    return scenes.stream().filter(scene -> scene.id().equals(id)).findFirst().orElseThrow();
  }

  private void act(Scene scene) throws InterruptedException {
    for (int number = 0; number < scene.acts().size(); number++) {
      String step = scene.id() + "/" + number;
      if (steps.done(step)) {
        continue;
      }
      Optional<ConversationRow> filed =
          await(() -> filed(scene.subject(), scene.sender().address()));
      if (filed.isEmpty()) {
        LOG.atWarn().addKeyValue("letter", scene.id()).log("demo letter not filed in time");
        return;
      }
      act(step, scene.acts().get(number), filed.get());
      steps.finish(step);
    }
  }

  private Optional<ConversationRow> filed(String subject, String address) {
    return house
        .lists()
        .page(
            company.actor("supervisor"), Lists.View.ALL, Optional.empty(), Optional.empty(), NEWEST)
        .items()
        .stream()
        .filter(
            row ->
                row.subject().equals(subject)
                    && row.customer().address().equals(Optional.of(address)))
        .findFirst();
  }

  private void act(String step, Act act, ConversationRow row) {
    Actor actor = company.actor(act.by());
    ConversationId id = row.id();
    Conversation conversation = house.conversations().find(actor, id).orElseThrow();
    Object done =
        switch (act.act()) {
          case "take" ->
              row.workItem()
                  .map(item -> house.desk().take(actor, item.id(), house.conversations()));
          case "note" -> house.replies().note(actor, id, act.text().orElseThrow(), request(step));
          case "reply" ->
              house
                  .replies()
                  .reply(
                      actor,
                      id,
                      new Replies.Command(
                          act.text().orElseThrow(),
                          conversation.replySeq(),
                          act.then().map(Status::of).orElse(Status.WAITING),
                          request(step)));
          case "move" -> change(actor, conversation, Optional.empty(), queue(act));
          case "snooze" ->
              change(
                  actor, conversation, Optional.of(Status.SNOOZED), Optional.empty(), later(act));
          case "resolve" ->
              change(actor, conversation, Optional.of(Status.RESOLVED), Optional.empty());
          default -> throw new IllegalArgumentException(act.act());
        };
    LOG.atDebug().addKeyValue("step", step).addKeyValue("result", done).log("demo step");
  }

  private static Optional<String> request(String step) {
    return Optional.of("demo:" + step);
  }

  private Optional<QueueId> queue(Act act) {
    return house.queues().named(act.queue().orElseThrow()).map(queue -> queue.id());
  }

  private Optional<Instant> later(Act act) {
    return Optional.of(
        now.atZone(zone).plusDays(act.days().orElse(1)).with(LocalTime.of(8, 0)).toInstant());
  }

  private Object change(
      Actor actor, Conversation before, Optional<Status> status, Optional<QueueId> queue) {
    return change(actor, before, status, queue, Optional.empty());
  }

  private Object change(
      Actor actor,
      Conversation before,
      Optional<Status> status,
      Optional<QueueId> queue,
      Optional<Instant> until) {
    return house
        .conversations()
        .change(
            actor,
            before.id(),
            new Conversations.Wish(before.version(), status, until, Optional.empty(), queue));
  }

  private void answerTheReply(Scene scene, List<Scene> scenes) throws InterruptedException {
    Scene asked = find(scenes, scene.answersReply().orElseThrow());
    Optional<Mail> reply =
        await(
            () ->
                mailboxes.of(asked.sender().address()).stream()
                    .filter(mail -> !mail.sent())
                    .filter(mail -> mail.references().contains(asked.messageId()))
                    .findFirst());
    reply.ifPresent(mail -> post(scene, scenes, Optional.of(mail)));
  }

  private Stories.Patience patience() {
    return new Stories.Patience() {
      @Override
      public Optional<ConversationId> filed(String subject, String address)
          throws InterruptedException {
        return await(() -> Opening.this.filed(subject, address)).map(ConversationRow::id);
      }

      @Override
      public boolean until(BooleanSupplier condition) throws InterruptedException {
        return await(() -> Optional.of(true).filter(yes -> condition.getAsBoolean())).isPresent();
      }
    };
  }

  private <T> Optional<T> await(Supplier<Optional<T>> look) throws InterruptedException {
    long begun = System.nanoTime();
    Optional<T> found = look.get();
    while (found.isEmpty() && System.nanoTime() - begun < patience.toNanos()) {
      Thread.sleep(LOOK);
      found = look.get();
    }
    return found;
  }
}

package io.faden.demo;

import io.faden.conversation.Conversation;
import io.faden.conversation.ConversationId;
import io.faden.conversation.Conversations;
import io.faden.conversation.Links;
import io.faden.conversation.RecordedMessages;
import io.faden.conversation.RecordedMessages.Recorded;
import io.faden.conversation.Replies;
import io.faden.customer.AddResult;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactPointId;
import io.faden.customer.ContactPoints;
import io.faden.customer.CustomerId;
import io.faden.customer.Identity;
import io.faden.customer.NewContactPoint;
import io.faden.demo.Letter.Sender;
import io.faden.demo.StoryScript.Step;
import io.faden.phone.CallNotes;
import io.faden.phone.Callbacks;
import io.faden.platform.Actor;
import io.faden.routing.Queues;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Customers whose matter went over several channels: calls are written down as agents do it, mail
 * comes through the mailbox, and what came on channels that are not connected is copied by hand.
 */
public final class Stories {
  private static final Logger LOG = LoggerFactory.getLogger(Stories.class);
  private static final Pattern MAILBOX = Pattern.compile("(.+) <([^<>]+)>");

  private final Parts parts;
  private final Company company;
  private final Mailboxes mailboxes;
  private final Steps steps;
  private final PostRoom room;
  private final Correspondence paper;
  private final TownActs acts;
  private final Instant now = Instant.now();
  private final ZoneId zone = ZoneId.systemDefault();

  /** The faces that the stories are told through. */
  public record Parts(
      Queues queues,
      CallNotes calls,
      RecordedMessages messages,
      ContactPoints points,
      Identity identity,
      Links links,
      Conversations conversations,
      Replies replies,
      PostRoom.Parts post,
      TownActs.Parts town) {}

  Stories(Parts parts, Company company, Mailboxes mailboxes, Steps steps, Town town) {
    this.acts =
        new TownActs(parts.town(), parts.conversations(), parts.replies(), company, steps, town);
    this.parts = parts;
    this.room = new PostRoom(parts.post().scans(), steps);
    this.paper = new Correspondence(parts, company, room);
    this.company = company;
    this.mailboxes = mailboxes;
    this.steps = steps;
  }

  /** Waits for what has to happen before the next step. */
  interface Patience {
    Optional<ConversationId> filed(String subject, String address) throws InterruptedException;

    /** False if it did not come true in its time. */
    boolean until(BooleanSupplier condition) throws InterruptedException;
  }

  void tell(Patience patience) throws InterruptedException {
    for (StoryScript story : StoryScript.read()) {
      if (!steps.done("story/" + story.id())) {
        tell(story, patience);
        steps.finish("story/" + story.id());
      }
    }
    new Unexpected(parts, company, room).comes(patience);
    acts.happen(patience);
  }

  /** Each step can be repeated: it carries a key of its own, or finds that it has been done. */
  private void tell(StoryScript story, Patience patience) throws InterruptedException {
    Optional<ConversationId> matter = Optional.empty();
    Optional<ConversationId> mailed = Optional.empty();
    for (int place = 0; place < story.steps().size(); place++) {
      Step step = story.steps().get(place);
      String key = "story:" + story.id() + "/" + place;
      if (step.call().isPresent()) {
        matter = Optional.of(call(step, matter, key));
      } else if (step.mail().isPresent()) {
        mailed = mail(step, key, patience);
      } else if (step.letter().isPresent()) {
        paper.happens(step, matter.orElseThrow(), key, patience);
      } else if (step.same().isPresent()) {
        if (mailed.isEmpty()) {
          LOG.atWarn().addKeyValue("story", story.id()).log("demo letter not filed in time");
        } else {
          unite(step, matter.orElseThrow(), mailed.get());
        }
      } else {
        write(step, matter.orElseThrow(), key);
      }
    }
  }

  private ConversationId call(Step step, Optional<ConversationId> matter, String key) {
    return parts
        .calls()
        .take(
            by(step),
            new CallNotes.Wish(
                step.text().orElseThrow(),
                step.call().orElseThrow(),
                Optional.empty(),
                matter.map(id -> customer(step, id).value()),
                step.caller().map(name -> new CallNotes.Newcomer(name, Optional.empty())),
                step.number(),
                Optional.of(at(step)),
                step.seconds(),
                Optional.empty(),
                matter.map(ConversationId::value),
                step.subject(),
                step.queue().map(name -> parts.queues().named(name).orElseThrow().id().value()),
                step.then(),
                step.due().map(due -> promise(step, due)),
                Optional.empty(),
                Optional.empty(),
                Optional.of(key)))
        .conversation();
  }

  private Callbacks.Wish promise(Step step, String due) {
    Duration ahead = Duration.between(Script.before(now, zone, due), now);
    return new Callbacks.Wish(
        Instant.now().plus(ahead), Optional.empty(), step.promise(), Optional.empty());
  }

  private Optional<ConversationId> mail(Step step, String key, Patience patience)
      throws InterruptedException {
    Matcher from = MAILBOX.matcher(step.mail().orElseThrow());
    if (!from.matches()) {
      throw new IllegalArgumentException(step.mail().get());
    }
    Sender sender = new Sender(from.group(1), from.group(2));
    String messageId = key.replaceAll("[^a-z0-9]", ".") + "@post.example";
    if (!mailboxes.hasSent(sender.address(), messageId)) {
      send(step, sender, messageId);
    }
    return patience.filed(step.subject().orElseThrow(), sender.address());
  }

  private void send(Step step, Sender sender, String messageId) {
    try {
      mailboxes.send(
          new Letter(
              sender,
              step.to().orElseThrow(),
              step.subject().orElseThrow(),
              at(step),
              step.text().orElseThrow(),
              Optional.empty(),
              messageId,
              List.of(),
              Map.of(),
              List.of(),
              List.of()));
    } catch (MessagingException fault) {
      LOG.atWarn().setCause(fault).addKeyValue("letter", messageId).log("demo letter not sent");
    }
  }

  /** Two customers turn out to be one, and so do their matters. */
  private void unite(Step step, ConversationId matter, ConversationId mailed) {
    Actor actor = by(step);
    String reason = step.same().orElseThrow();
    CustomerId caller = customer(step, matter);
    Object one = parts.identity().merge(actor, caller, customer(step, mailed), reason);
    Conversation source = parts.conversations().find(actor, mailed).orElseThrow();
    Object thread = parts.links().merge(actor, mailed, matter, source.version(), reason);
    LOG.atDebug().addKeyValue("customers", one).addKeyValue("matters", thread).log("demo step");
  }

  private void write(Step step, ConversationId matter, String key) {
    if (step.note().isPresent()) {
      parts.replies().note(by(step), matter, step.note().get(), Optional.of(key));
      return;
    }
    String direction = step.message().orElseThrow();
    boolean comes = direction.equals("in");
    parts
        .messages()
        .add(
            by(step),
            matter,
            new Recorded(
                step.channel().orElseThrow(),
                direction,
                step.from(),
                comes ? handle(step, matter) : Optional.empty(),
                at(step),
                step.text().orElseThrow().strip(),
                key));
  }

  /** The name on a network leads to the customer from now on. A letter names a person. */
  private Optional<ContactPointId> handle(Step step, ConversationId matter) {
    if (step.channel().equals(Optional.of("letter"))) {
      return Optional.empty();
    }
    ContactChannel channel = ContactChannel.of(step.channel().orElseThrow());
    return step.from()
        .map(name -> NewContactPoint.of(channel, name))
        .map(point -> parts.points().add(by(step), customer(step, matter), point))
        .flatMap(
            result ->
                result instanceof AddResult.Added added
                    ? Optional.of(added.id())
                    : Optional.empty());
  }

  private CustomerId customer(Step step, ConversationId id) {
    return parts.conversations().find(by(step), id).orElseThrow().customer().id();
  }

  private Actor by(Step step) {
    return company.actor(step.by().orElse("supervisor"));
  }

  private Instant at(Step step) {
    return Script.before(now, zone, step.at().orElseThrow());
  }
}

package io.faden.demo;

import io.faden.conversation.Conversation;
import io.faden.conversation.ConversationId;
import io.faden.conversation.Entry;
import io.faden.conversation.EntryId;
import io.faden.conversation.Replies;
import io.faden.conversation.ReplyResult;
import io.faden.conversation.Status;
import io.faden.customer.AddResult;
import io.faden.customer.ContactChannel;
import io.faden.customer.ContactPointId;
import io.faden.customer.NewContactPoint;
import io.faden.customer.PostalAddress;
import io.faden.demo.Stories.Patience;
import io.faden.demo.StoryScript.Step;
import io.faden.platform.Actor;
import io.faden.platform.db.Columns;
import io.faden.post.PrintLists;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What happens on paper in the stories of the demo company, through the real channel. */
final class Correspondence {
  private static final Logger LOG = LoggerFactory.getLogger(Correspondence.class);
  private static final Pattern ADDRESS = Pattern.compile("(.+), (\\d{5}) (.+)");

  private final Stories.Parts parts;
  private final Company company;
  private final PostRoom room;
  private final Map<ConversationId, EntryId> sent = new HashMap<>();
  private final Instant now = Instant.now();
  private final ZoneId zone = ZoneId.systemDefault();

  Correspondence(Stories.Parts parts, Company company, PostRoom room) {
    this.parts = parts;
    this.company = company;
    this.room = room;
  }

  /** One thing; what does not happen in its time is left out. */
  void happens(Step step, ConversationId matter, String key, Patience patience)
      throws InterruptedException {
    boolean done =
        switch (step.letter().orElseThrow()) {
          case "in" -> comes(step, matter, key, patience);
          case "out" -> goes(step, matter, key, patience);
          case "posted" -> posted(step, matter);
          case "back" -> returns(matter, key, patience);
          default -> throw new IllegalArgumentException(step.letter().get());
        };
    if (!done) {
      LOG.atWarn().addKeyValue("step", key).log("demo letter did not get there in time");
    }
  }

  private boolean comes(Step step, ConversationId matter, String key, Patience patience)
      throws InterruptedException {
    int before = conversation(matter).replySeq();
    room.lay(
        file(key),
        Arrays.asList(step.from().orElseThrow().split(", ", -1)),
        List.of("Ihr Zeichen: " + parts.post().references().make(matter.value())),
        step.text().orElseThrow(),
        Script.before(now, zone, step.at().orElseThrow()));
    return patience.until(() -> conversation(matter).replySeq() > before);
  }

  private boolean goes(Step step, ConversationId matter, String key, Patience patience)
      throws InterruptedException {
    Conversation conversation = conversation(matter);
    ReplyResult result =
        parts
            .replies()
            .reply(
                by(step),
                matter,
                new Replies.Command(
                    step.text().orElseThrow(),
                    conversation.replySeq(),
                    Optional.of(address(step, conversation).value()),
                    Optional.empty(),
                    false,
                    false,
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    step.then().map(Status::of).orElse(Status.WAITING),
                    Optional.of(key)));
    if (!(result instanceof ReplyResult.Added added)) {
      LOG.atWarn().addKeyValue("step", key).addKeyValue("result", result).log("demo letter");
      return false;
    }
    Entry entry = added.entry();
    sent.put(matter, entry.id());
    return patience.until(() -> laidOut(entry.id()).isPresent());
  }

  private ContactPointId address(Step step, Conversation conversation) {
    Matcher at = ADDRESS.matcher(step.to().orElseThrow());
    if (!at.matches()) {
      throw new IllegalArgumentException(step.to().get());
    }
    PostalAddress postal =
        new PostalAddress(
            Optional.empty(),
            Optional.of(at.group(1)),
            Optional.of(at.group(2)),
            at.group(3),
            Optional.empty());
    AddResult result =
        parts
            .points()
            .add(
                by(step),
                conversation.customer().id(),
                new NewContactPoint(
                    ContactChannel.POSTAL,
                    Optional.empty(),
                    Optional.of(postal),
                    Optional.empty(),
                    Optional.empty(),
                    false));
    if (result instanceof AddResult.Added added) {
      return added.id();
    }
    throw new IllegalStateException(result.toString());
  }

  private boolean posted(Step step, ConversationId matter) {
    PrintLists prints = parts.post().prints();
    Optional<List<Long>> letter =
        Optional.ofNullable(sent.get(matter)).map(entry -> List.of(entry.value()));
    return letter.isPresent()
        && prints.print(by(step), letter, true) instanceof PrintLists.PrintResult.Printed printed
        && prints.post(by(step), printed.run().id(), Optional.empty(), Optional.empty())
            instanceof PrintLists.HandResult.Posted;
  }

  private boolean returns(ConversationId matter, String key, Patience patience)
      throws InterruptedException {
    Optional<byte[]> letter = Optional.ofNullable(sent.get(matter)).flatMap(this::laidOut);
    if (letter.isEmpty()) {
      return false;
    }
    room.lay(
        file(key),
        Paper.stamped(letter.get(), List.of("Zurück", "Empfänger unbekannt verzogen")),
        now);
    return patience.until(() -> conversation(matter).status() == Status.OPEN);
  }

  private Optional<byte[]> laidOut(EntryId entry) {
    return parts
        .post()
        .database()
        .row("SELECT raw FROM reply_delivery WHERE entry_id = $1 AND raw IS NOT NULL", entry)
        .map(row -> Columns.bytes(row, "raw"));
  }

  private static String file(String key) {
    return key.replaceAll("[^a-z0-9]+", "-") + ".pdf";
  }

  private Conversation conversation(ConversationId matter) {
    return parts.conversations().find(company.actor("supervisor"), matter).orElseThrow();
  }

  private Actor by(Step step) {
    return company.actor(step.by().orElse("supervisor"));
  }
}

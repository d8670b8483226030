package io.faden.conversation;

import io.faden.channel.Visibility;
import io.faden.platform.Role;
import io.faden.platform.http.Answer;
import io.faden.platform.http.Api;
import io.faden.platform.http.Call;
import io.faden.platform.http.ErrorCode;
import io.faden.platform.http.Problem;
import io.faden.routing.QueueId;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** HTTP for conversations, drafts, replies and notes. */
public final class ConversationRoutes {
  private final Conversations conversations;
  private final Replies replies;
  private final Drafts drafts;
  private final Lists lists;
  private final Links links;

  public ConversationRoutes(
      Conversations conversations, Replies replies, Drafts drafts, Lists lists, Links links) {
    this.links = links;
    this.conversations = conversations;
    this.replies = replies;
    this.drafts = drafts;
    this.lists = lists;
  }

  public void register(Api api) {
    api.on("listConversations", Role.AGENT, this::list);
    api.on("getConversation", Role.AGENT, this::get);
    api.on("changeConversation", Role.AGENT, this::change);
    api.on("markRead", Role.AGENT, this::markRead);
    api.on("saveDraft", Role.AGENT, this::saveDraft);
    api.on("discardDraft", Role.AGENT, this::discardDraft);
    api.on("attachToDraft", Role.AGENT, this::attach);
    api.on("detachFromDraft", Role.AGENT, this::detach);
    api.on("reply", Role.AGENT, this::reply);
    api.on("addNote", Role.AGENT, this::note);
    api.on("splitConversation", Role.AGENT, this::split);
    api.on("mergeConversation", Role.AGENT, this::merge);
    api.on("undoConversationChange", Role.AGENT, this::undoLink);
    api.on("undoReply", Role.AGENT, this::undo);
    api.on("retryReply", Role.AGENT, this::retry);
  }

  private static ConversationId id(Call call) {
    return new ConversationId(call.id());
  }

  private Answer list(Call call) {
    Lists.View view = Lists.View.of(call.text("view").orElse("mine"));
    return Answer.ok(
        Cursors.checked(
            () ->
                lists.page(
                    call.actor(), view, call.number("queue"), call.text("cursor"), call.limit())));
  }

  private Answer get(Call call) {
    return conversations
        .find(call.actor(), id(call))
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private record ChangeBody(
      int version,
      Optional<Status> status,
      Optional<Instant> snoozedUntil,
      Optional<String> subject,
      Optional<Long> queue) {}

  private Answer change(Call call) {
    ChangeBody body = call.body(ChangeBody.class);
    Conversations.Wish wish =
        new Conversations.Wish(
            body.version(),
            body.status(),
            body.snoozedUntil(),
            body.subject(),
            body.queue().map(QueueId::new));
    return switch (conversations.change(call.actor(), id(call), wish)) {
      case ChangeResult.Changed changed -> Answer.ok(changed.conversation());
      case ChangeResult.Stale stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case ChangeResult.InOtherHands other ->
          throw new Problem(ErrorCode.WORK_ITEM_TAKEN).with("takenBy", other.by());
      case ChangeResult.SnoozeNotAhead no ->
          throw new Problem(
              ErrorCode.INVALID_REQUEST, "Snoozing needs a time (snoozedUntil) that lies ahead.");
      case ChangeResult.MergedAway gone -> throw mergedAway(gone.into());
      case ChangeResult.CallbackOpen open -> throw new Problem(ErrorCode.CALLBACK_OPEN);
      case ChangeResult.QueueNotFound none -> throw new Problem(ErrorCode.QUEUE_NOT_FOUND);
      case ChangeResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private Answer markRead(Call call) {
    EntryId upTo = new EntryId(call.json().getLong("entryId"));
    if (!conversations.markRead(call.actor(), id(call), upTo)) {
      throw new Problem(ErrorCode.NOT_FOUND);
    }
    return Answer.none();
  }

  private Answer saveDraft(Call call) {
    JsonObject body = call.json();
    return drafts
        .save(
            call.actor(),
            id(call),
            body.getString("kind"),
            body.getString("text"),
            body.getString("kind").equals("reply") ? body.getString("note", "") : "")
        .map(Answer::ok)
        .orElseThrow(() -> new Problem(ErrorCode.NOT_FOUND));
  }

  private Answer discardDraft(Call call) {
    drafts.discard(call.actor(), id(call));
    return Answer.none();
  }

  private Answer attach(Call call) {
    String name = FileNames.bare(call.text("name").orElseThrow());
    String type = FileNames.mediaType(call.text("type").orElse(""));
    return switch (drafts.attach(call.actor(), id(call), name, type, call.bytes())) {
      case Drafts.AttachResult.Attached attached -> Answer.created(attached.attachment());
      case Drafts.AttachResult.TooLarge large ->
          throw new Problem(ErrorCode.TOO_LARGE, "The files of a reply may have 25 MB together.");
      case Drafts.AttachResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private Answer detach(Call call) {
    if (!drafts.detach(call.actor(), id(call), call.pathLong("attachmentId"))) {
      throw new Problem(ErrorCode.NOT_FOUND);
    }
    return Answer.none();
  }

  private record ReplyBody(
      String text,
      int replySeq,
      Optional<Long> contactPointId,
      Optional<Long> channelAccountId,
      boolean despiteDoNotContact,
      boolean despiteBadAddress,
      Optional<Visibility> visibility,
      Optional<String> language,
      boolean review,
      Optional<Status> then,
      Optional<String> requestId) {}

  private Answer reply(Call call) {
    ReplyBody body = call.body(ReplyBody.class);
    Replies.Command command =
        new Replies.Command(
            written(body.text()),
            body.replySeq(),
            body.contactPointId(),
            body.channelAccountId(),
            body.despiteDoNotContact(),
            body.despiteBadAddress(),
            body.visibility(),
            body.language(),
            body.review(),
            body.then().orElse(Status.WAITING),
            body.requestId());
    return Answer.created(entry(replies.reply(call.actor(), id(call), command)));
  }

  private Answer note(Call call) {
    JsonObject body = call.json();
    return Answer.created(
        entry(
            replies.note(
                call.actor(),
                id(call),
                written(body.getString("text")),
                Optional.ofNullable(body.getString("requestId")))));
  }

  private record SplitBody(
      List<Long> entries,
      int version,
      Optional<String> subject,
      Optional<Long> queue,
      Optional<String> reason) {}

  private Answer split(Call call) {
    SplitBody body = call.body(SplitBody.class);
    Links.Split split =
        new Links.Split(
            body.entries(),
            body.version(),
            body.subject().map(String::strip).filter(subject -> !subject.isEmpty()),
            body.queue().map(QueueId::new),
            body.reason().orElse("").strip());
    return Answer.created(linked(links.split(call.actor(), id(call), split)));
  }

  private record MergeBody(long into, int version, Optional<String> reason) {}

  private Answer merge(Call call) {
    MergeBody body = call.body(MergeBody.class);
    return Answer.ok(
        linked(
            links.merge(
                call.actor(),
                id(call),
                new ConversationId(body.into()),
                body.version(),
                body.reason().orElse("").strip())));
  }

  private Answer undoLink(Call call) {
    return Answer.ok(linked(links.undo(call.actor(), call.id())));
  }

  private static Conversation linked(LinkResult result) {
    return switch (result) {
      case LinkResult.Done done -> done.conversation();
      case LinkResult.Stale stale -> throw new Problem(ErrorCode.VERSION_CONFLICT);
      case LinkResult.InOtherHands other ->
          throw new Problem(ErrorCode.WORK_ITEM_TAKEN).with("takenBy", other.by());
      case LinkResult.MergedAway gone -> throw mergedAway(gone.into());
      case LinkResult.ForeignEntries foreign ->
          throw new Problem(
              ErrorCode.INVALID_REQUEST, "An entry is not of this conversation, or no longer.");
      case LinkResult.NothingLeft nothing -> throw new Problem(ErrorCode.NOTHING_LEFT);
      case LinkResult.OtherCustomer other -> throw new Problem(ErrorCode.OTHER_CUSTOMER);
      case LinkResult.CallbackOpen open -> throw new Problem(ErrorCode.CALLBACK_OPEN);
      case LinkResult.Itself itself ->
          throw new Problem(ErrorCode.INVALID_REQUEST, "A conversation does not go into itself.");
      case LinkResult.AlreadyUndone undone -> throw new Problem(ErrorCode.ALREADY_UNDONE);
      case LinkResult.QueueNotFound none -> throw new Problem(ErrorCode.QUEUE_NOT_FOUND);
      case LinkResult.OtherNotFound none -> throw new Problem(ErrorCode.CONVERSATION_NOT_FOUND);
      case LinkResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }

  private Answer undo(Call call) {
    return switch (replies.undo(call.actor(), new EntryId(call.id()))) {
      case ReplyResult.TakenBack back ->
          Answer.ok(conversations.find(call.actor(), back.conversation()).orElseThrow());
      case ReplyResult other -> Answer.ok(entry(other));
    };
  }

  private record RetryBody(Optional<Long> contactPointId, boolean despiteBadAddress) {}

  private Answer retry(Call call) {
    RetryBody body = call.body(RetryBody.class);
    return Answer.ok(
        entry(
            replies.retry(
                call.actor(),
                new EntryId(call.id()),
                new Replies.Again(body.contactPointId(), body.despiteBadAddress()))));
  }

  static Problem mergedAway(ConversationId into) {
    return new Problem(ErrorCode.ALREADY_MERGED).with("conversation", into);
  }

  private static String written(String text) {
    if (text.isBlank()) {
      throw new Problem(ErrorCode.INVALID_REQUEST, "There is no text.");
    }
    return text;
  }

  private static Entry entry(ReplyResult result) {
    return switch (result) {
      case ReplyResult.Added added -> added.entry();
      case ReplyResult.MovedOn moved ->
          throw new Problem(ErrorCode.CONVERSATION_MOVED_ON)
              .with("replySeq", moved.replySeq())
              .with("since", moved.since());
      case ReplyResult.InOtherHands other ->
          throw new Problem(ErrorCode.WORK_ITEM_TAKEN).with("takenBy", other.by());
      case ReplyResult.MergedAway gone -> throw mergedAway(gone.into());
      case ReplyResult.CallbackOpen open -> throw new Problem(ErrorCode.CALLBACK_OPEN);
      case ReplyResult.Unwanted unwanted -> throw new Problem(ErrorCode.DO_NOT_CONTACT);
      case ReplyResult.BadAddress bad -> throw new Problem(ErrorCode.ADDRESS_BAD);
      case ReplyResult.NoLetter mail -> throw new Problem(ErrorCode.NOT_THAT_KIND);
      case ReplyResult.NoAddress none -> throw new Problem(ErrorCode.NO_ADDRESS);
      case ReplyResult.Unsendable no ->
          throw new Problem(ErrorCode.LETTER_UNPRINTABLE, no.reason());
      case ReplyResult.TooLong much ->
          throw new Problem(
              ErrorCode.POST_TOO_LONG,
              much.limit()
                  .map(
                      limit -> "It counts %d, and %d is the limit.".formatted(much.length(), limit))
                  .orElse("It has too many bytes for the network."));
      case ReplyResult.TakesNoFiles files ->
          throw new Problem(
              ErrorCode.POST_TAKES_NO_FILES, "Take them off the draft, or answer another way.");
      case ReplyResult.PrivateInPublic found ->
          throw new Problem(ErrorCode.PRIVATE_IN_PUBLIC).with("errors", found.findings());
      case ReplyResult.PostGone gone -> throw new Problem(ErrorCode.POST_GONE);
      case ReplyResult.NotYours no ->
          throw new Problem(
              ErrorCode.FORBIDDEN, "Only its author or a supervisor may take a reply back.");
      case ReplyResult.AlreadyLeft late -> throw new Problem(ErrorCode.REPLY_ALREADY_LEFT);
      case ReplyResult.NotFailed no -> throw new Problem(ErrorCode.REPLY_NOT_FAILED);
      case ReplyResult.TakenBack back -> throw new IllegalStateException("not an entry");
      case ReplyResult.NotFound none -> throw new Problem(ErrorCode.NOT_FOUND);
    };
  }
}

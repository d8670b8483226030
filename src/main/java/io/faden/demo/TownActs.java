package io.faden.demo;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.TriageRule.Verdict;
import io.faden.channel.Visibility;
import io.faden.conversation.Conversation;
import io.faden.conversation.ConversationId;
import io.faden.conversation.Conversations;
import io.faden.conversation.Replies;
import io.faden.conversation.Status;
import io.faden.demo.Stories.Patience;
import io.faden.platform.Actor;
import io.faden.social.Post;
import io.faden.social.Triage;
import io.faden.textmodule.Purpose;
import io.faden.textmodule.TextModules;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the people of the house do about posts in the first days, and what they have at hand. */
public final class TownActs {
  private static final Logger LOG = LoggerFactory.getLogger(TownActs.class);
  private static final String SHELF = "text-modules";

  private final Parts parts;
  private final Conversations conversations;
  private final Replies replies;
  private final Company company;
  private final Steps steps;
  private final Town town;

  /** The faces that it acts through. */
  public record Parts(Triage triage, TextModules modules, ChannelAccounts accounts) {}

  TownActs(
      Parts parts,
      Conversations conversations,
      Replies replies,
      Company company,
      Steps steps,
      Town town) {
    this.parts = parts;
    this.conversations = conversations;
    this.replies = replies;
    this.company = company;
    this.steps = steps;
    this.town = town;
  }

  void happen(Patience patience) throws InterruptedException {
    fillTheShelf();
    for (TownScript.Act act : TownScript.read().acts()) {
      String step = "post/" + act.post() + "/" + act.act();
      if (!steps.done(step)) {
        Optional<Post> post = awaited(act.post(), patience);
        if (post.isEmpty()) {
          LOG.atWarn().addKeyValue("post", act.post()).log("demo post not there in time");
          return;
        }
        Object done = act.act().equals("reply") ? reply(act, post.get()) : decide(act, post.get());
        LOG.atDebug().addKeyValue("step", step).addKeyValue("result", done).log("demo step");
        steps.finish(step);
      }
    }
  }

  private Optional<Post> awaited(String script, Patience patience) throws InterruptedException {
    Optional<String> id = town.scripted(script).map(TownPost::id);
    Optional<ChannelAccount> account =
        parts.accounts().active("mastodon").stream()
            .filter(each -> each.address().contains(Town.COMPANY))
            .findFirst();
    if (id.isEmpty() || account.isEmpty()) {
      return Optional.empty();
    }
    return patience.until(() -> parts.triage().named(account.get(), id.get()).isPresent())
        ? parts.triage().named(account.get(), id.get())
        : Optional.empty();
  }

  private Object decide(TownScript.Act act, Post post) {
    return parts
        .triage()
        .decide(
            company.actor(act.by()),
            post.id(),
            new Triage.Decision(Verdict.of(act.act()), Optional.empty(), "", post.version()));
  }

  /** It waits for a second pair of eyes then. */
  private Object reply(TownScript.Act act, Post post) {
    Actor actor = company.actor(act.by());
    ConversationId id = new ConversationId(post.conversationId().orElseThrow());
    Conversation conversation = conversations.find(actor, id).orElseThrow();
    return replies.reply(
        actor,
        id,
        new Replies.Command(
            act.text().orElseThrow(),
            conversation.replySeq(),
            Optional.empty(),
            Optional.empty(),
            false,
            false,
            Optional.of(Visibility.PUBLIC),
            Optional.of("de"),
            false,
            false,
            Status.WAITING,
            Optional.of("demo:post/" + act.post())));
  }

  private void fillTheShelf() {
    if (steps.done(SHELF)) {
      return;
    }
    for (TextModules.Wish module : SHELF_OF_TEXTS) {
      Object done = parts.modules().create(Optional.of(company.actor("supervisor")), module);
      LOG.atDebug()
          .addKeyValue("module", module.shortcut())
          .addKeyValue("result", done)
          .log("demo");
    }
    steps.finish(SHELF);
  }

  private static TextModules.Wish text(
      String name, String shortcut, Purpose purpose, String du, String sie) {
    return new TextModules.Wish(name, shortcut, "de", purpose, Optional.empty(), du, sie);
  }

  private static final List<TextModules.Wish> SHELF_OF_TEXTS =
      List.of(
          text(
              "Dank für den Hinweis",
              "danke",
              Purpose.ANSWER,
              "Danke für den Hinweis, {customer}. Wir sehen uns das heute noch an und melden uns bei dir.",
              "Vielen Dank für den Hinweis, {customer}. Wir sehen uns das heute noch an und melden uns bei Ihnen."),
          text(
              "Abschlag anpassen",
              "abschlag",
              Purpose.ANSWER,
              "Deinen Abschlag kannst du jederzeit ändern. Sag uns nur den neuen Betrag, er gilt dann ab dem nächsten Ersten.",
              "Ihren Abschlag können Sie jederzeit ändern. Nennen Sie uns nur den neuen Betrag, er gilt dann ab dem nächsten Ersten."),
          text(
              "Privat weiter",
              "privat",
              Purpose.PRIVATE,
              "Dafür brauchen wir Angaben, die nicht hierher gehören. Über diesen Link lässt du uns eine Adresse da, unter der wir dich erreichen: {link}",
              "Dafür brauchen wir Angaben, die nicht hierher gehören. Über diesen Link nennen Sie uns eine Adresse, unter der wir Sie erreichen: {link}"),
          text(
              "Umgangston",
              "netiquette",
              Purpose.NETIQUETTE,
              "Wir helfen gern, aber nicht in diesem Ton. Sag uns, worum es geht, dann kümmern wir uns darum.",
              "Wir helfen gern, aber nicht in diesem Ton. Sagen Sie uns, worum es geht, dann kümmern wir uns darum."),
          text(
              "Schlusswort",
              "schluss",
              Purpose.CLOSING,
              "Für alle, die mitlesen: Das ist geklärt. Danke für deine Geduld.",
              "Für alle, die mitlesen: Das ist geklärt. Vielen Dank für Ihre Geduld."));
}

package io.faden.social;

import io.faden.channel.AccountSettings;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.SocialSettings;
import io.faden.channel.Visibility;
import io.faden.channel.Writing;
import io.faden.channel.social.Abilities;
import io.faden.channel.social.LengthRule;
import io.faden.channel.social.PostLength;
import io.faden.channel.social.PublicGuard;
import io.faden.channel.social.SocialNetwork;
import io.faden.platform.db.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** How answers are written on a network: named, signed, counted and looked through. */
public final class SocialWriting implements Writing {
  private final String network;
  private final KnownAbilities abilities;
  private final ChannelAccounts accounts;
  private final PublicGuard guard;
  private final Function<String, Optional<String>> languages;
  private final AnswerStore store = new AnswerStore();

  /** The languages say in which one a text is written, if that is sure. */
  public SocialWriting(
      SocialNetwork network,
      ChannelAccounts accounts,
      PublicGuard guard,
      Function<String, Optional<String>> languages) {
    this.network = network.name();
    this.abilities = new KnownAbilities(network);
    this.accounts = accounts;
    this.guard = guard;
    this.languages = languages;
  }

  @Override
  public Optional<Rules> rules(ChannelAccount account, Visibility visibility) {
    return abilities
        .of(account)
        .filter(can -> visibility == Visibility.PUBLIC ? can.answers() : can.direct())
        .map(can -> rules(can, visibility));
  }

  private static Rules rules(Abilities can, Visibility visibility) {
    Optional<LengthRule> length = length(can, visibility);
    return new Rules(
        length.map(LengthRule::limit),
        length.map(rule -> rule.unit().label()),
        length.flatMap(LengthRule::urlLength),
        length.map(LengthRule::shortMentions).orElse(false),
        length.flatMap(LengthRule::maxBytes),
        can.mentions(),
        visibility == Visibility.PUBLIC);
  }

  private static Optional<LengthRule> length(Abilities can, Visibility visibility) {
    return visibility == Visibility.PUBLIC ? can.length() : can.directLength();
  }

  /** Whoever has no address that every server knows is known to their source alone. */
  @Override
  public boolean reaches(ChannelAccount account, String address) {
    return !address.contains("/")
        || address.startsWith(account.address().toLowerCase(Locale.ROOT) + "/");
  }

  @Override
  public Optional<Long> home(String messageId) {
    String own = network + ":";
    int slash = messageId.indexOf('/');
    if (!messageId.startsWith(own) || slash < 0) {
      return Optional.empty();
    }
    String account = messageId.substring(own.length(), slash);
    return account.matches("\\d{1,18}") ? Optional.of(Long.valueOf(account)) : Optional.empty();
  }

  @Override
  public Finished finish(Sql sql, ChannelAccount account, Draft draft) {
    Optional<LengthRule> rule =
        abilities.of(account).flatMap(can -> length(can, draft.visibility()));
    String typed = draft.text().strip();
    String named = named(typed, draft.mention());
    String text = signed(named, draft.sign());
    return new Finished(
        text,
        named.length() - typed.length(),
        text.length() - named.length(),
        PostLength.of(text, rule),
        rule.map(LengthRule::limit),
        rule.map(each -> PostLength.fits(text, each)).orElse(true),
        draft.language().or(() -> languages.apply(draft.text())),
        draft.visibility() == Visibility.PUBLIC ? findings(sql, draft) : List.of());
  }

  private static String named(String text, Optional<String> mention) {
    return mention
        .filter(
            name ->
                !Pattern.compile(
                        "(?iu)(?<![\\p{L}\\p{N}_@.])"
                            + Pattern.quote(name)
                            + "(?![\\p{L}\\p{N}_@-]|\\.[\\p{L}\\p{N}])")
                    .matcher(text)
                    .find())
        .map(name -> name + " " + text)
        .orElse(text);
  }

  private static String signed(String text, Optional<String> sign) {
    return sign.filter(
            letters ->
                !Pattern.compile("(?iu)(?:^|\\s)" + Pattern.quote(letters) + "$")
                    .matcher(text)
                    .find())
        .map(letters -> text + " " + letters)
        .orElse(text);
  }

  private List<Finding> findings(Sql sql, Draft draft) {
    List<Pattern> forms = new ArrayList<>();
    List<String> ours = new ArrayList<>();
    for (ChannelAccount account : accounts.activeSealed(sql)) {
      switch (account.settings()) {
        case AccountSettings.Mailbox mailbox -> ours.add(account.address());
        case AccountSettings.TelephoneLine line -> ours.add(account.address());
        case AccountSettings.Letterbox box -> {
          ours.add(account.address());
          box.customerNumbers().forEach(form -> forms.add(Pattern.compile(form)));
        }
        case SocialSettings social -> ours.addAll(social.publicContacts());
      }
    }
    AnswerStore.Private known = store.known(sql, draft.conversation(), draft.contactPoint());
    return guard.look(
        draft.text(), new PublicGuard.Known(known.numbers(), forms, known.streets(), ours));
  }
}

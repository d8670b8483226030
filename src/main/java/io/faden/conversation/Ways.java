package io.faden.conversation;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.Visibility;
import io.faden.channel.Writing;
import io.faden.conversation.WrittenPosts.Post;
import io.faden.customer.ContactPoint;
import io.faden.customer.ContactPoints;
import io.faden.customer.CustomerId;
import io.faden.platform.AgentId;
import io.faden.platform.db.Sql;
import io.faden.routing.QueueId;
import io.faden.routing.QueueSettings;
import io.faden.routing.Queues;
import io.vertx.sqlclient.Row;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All ways to answer in a conversation: the contact points of every member of the customer's merge
 * tree and of whoever else took part, with the accounts that an answer may leave from.
 */
public final class Ways {
  /** A call leaves from a telephone. */
  private static final Set<String> WITHOUT_ACCOUNT = Set.of("phone");

  private final Map<String, Channel> channels;
  private final ChannelAccounts accounts;
  private final ContactPoints points;
  private final Queues queues;
  private final WrittenPosts posts = new WrittenPosts();

  /** The channels are those that can carry a message out. */
  public Ways(
      Map<String, Channel> channels,
      ChannelAccounts accounts,
      ContactPoints points,
      Queues queues) {
    this.channels = Map.copyOf(channels);
    this.accounts = accounts;
    this.points = points;
    this.queues = queues;
  }

  /**
   * The conversation in which somebody wants to answer.
   *
   * @param account that the customer wrote to last
   * @param author who would write
   */
  record Asked(
      ConversationId id,
      CustomerId customer,
      Optional<Long> account,
      QueueId queue,
      AgentId author) {
    static Asked in(ConversationStore.Locked conversation, AgentId author) {
      return new Asked(
          conversation.id(),
          conversation.customer(),
          conversation.account(),
          conversation.queue(),
          author);
    }
  }

  /**
   * A way, and what decides whether it is taken unasked.
   *
   * @param answers the post that is answered, on a network
   */
  record Known(Way way, boolean bad, boolean sendable, Optional<Post> answers) {}

  /**
   * Lets networks that were not heard yet say what they can do. To be called before a transaction
   * begins that needs to know: it must not stand open while a server elsewhere is waited for.
   */
  void hear(Sql sql) {
    for (ChannelAccount account : accounts.activeSealed(sql)) {
      writing(account.channel()).ifPresent(writing -> writing.rules(account, Visibility.PUBLIC));
    }
  }

  /**
   * Best first: what works before what came back, what is wanted before what is not, messages
   * before calls, what the customer wrote from last before the rest, and of the rest letters last.
   * A channel on which nothing of ours can leave comes after all that can be done. Of the two ways
   * to somebody on a network the one comes first on which they wrote last. Indexes:
   * entry_of_conversation, customer_of_root.
   */
  List<Known> of(Sql sql, Asked asked) {
    Map<String, List<ChannelAccount>> from = accounts(sql, asked.account());
    List<Row> rows =
        sql.rows(
            """
            WITH took_part AS (
              SELECT e.contact_point_id AS id, max(e.id) AS entry FROM entry e
               WHERE e.conversation_id = $1 AND e.direction = 'in' AND NOT e.automated AND NOT e.withdrawn
               GROUP BY e.contact_point_id),
            own AS (
              SELECT m.id FROM customer_card m WHERE m.root_id = (SELECT root_id FROM customer_card WHERE id = $2)),
            named AS (
              SELECT p.id, p.channel, p.state, p.root_id, t.entry,
                     CASE p.channel WHEN 'postal' THEN 'letter' ELSE p.channel END AS way
                FROM reachable p LEFT JOIN took_part t ON t.id = p.id
               WHERE p.customer_id IN (SELECT id FROM own) OR p.id IN (SELECT id FROM took_part))
            SELECT n.id, n.way, n.state = 'bad' AS bad,
                   EXISTS (SELECT FROM customer_card k WHERE k.root_id = n.root_id
                              AND k.do_not_contact && ARRAY['all', n.way]) AS unwanted
              FROM named n
             WHERE n.channel NOT IN ('customer_number', 'external')
             ORDER BY n.way <> 'phone', n.entry DESC NULLS LAST, n.way = 'letter', n.id
            """,
            asked.id(),
            asked.customer());
    Map<Long, ContactPoint> known = new HashMap<>();
    points
        .some(sql, rows.stream().map(row -> row.getLong("id")).toList())
        .forEach(point -> known.put(point.id().value(), point));
    QueueSettings settings = queues.settings(sql, asked.queue());
    boolean social = rows.stream().anyMatch(row -> writing(row.getString("way")).isPresent());
    Map<Long, WrittenPosts.Last> last = social ? posts.last(sql, asked.id()) : Map.of();
    Optional<String> sign = social ? posts.sign(sql, asked.author()) : Optional.empty();
    return rows.stream()
        .flatMap(
            row -> {
              Option option =
                  new Option(
                      row.getString("way"),
                      known.get(row.getLong("id")),
                      from.getOrDefault(row.getString("way"), List.of()),
                      row.getBoolean("unwanted"),
                      row.getBoolean("bad"),
                      settings);
              return writing(option.channel())
                  .map(
                      writing ->
                          inBothWays(
                              option,
                              writing,
                              Optional.ofNullable(last.get(row.getLong("id"))),
                              sign))
                  .orElseGet(() -> Stream.of(plain(option)));
            })
        .sorted(
            Comparator.comparing(Known::bad)
                .thenComparing(way -> way.way().unwanted())
                .thenComparing(way -> !way.sendable()))
        .toList();
  }

  private Optional<Writing> writing(String channel) {
    return Optional.ofNullable(channels.get(channel)).flatMap(Channel::writing);
  }

  /** An address, and what is known of it before it is a way. */
  private record Option(
      String channel,
      ContactPoint to,
      List<ChannelAccount> from,
      boolean unwanted,
      boolean bad,
      QueueSettings settings) {

    Known known(
        List<ChannelAccount> able,
        boolean sendable,
        Optional<Visibility> visibility,
        Optional<Way.Post> post,
        Optional<Post> answers) {
      return new Known(
          new Way(
              channel,
              to,
              able.stream()
                  .map(
                      each ->
                          new Conversation.Account(each.id().value(), each.name(), each.address()))
                  .toList(),
              unwanted,
              visibility,
              settings.approves(channel, visibility.map(Visibility::label)),
              post),
          bad,
          sendable,
          answers);
    }
  }

  private Known plain(Option option) {
    List<ChannelAccount> able =
        WITHOUT_ACCOUNT.contains(option.channel()) ? List.of() : option.from();
    return option.known(
        able,
        channels.containsKey(option.channel()) && !able.isEmpty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Somebody on a network for whom nothing can be done is shown all the same. */
  private static Stream<Known> inBothWays(
      Option option, Writing writing, Optional<WrittenPosts.Last> last, Optional<String> sign) {
    boolean openLast = last.filter(WrittenPosts.Last::open).isPresent();
    List<Known> ways =
        Stream.of(Visibility.values())
            .sorted(Comparator.comparing(each -> (each == Visibility.PUBLIC) != openLast))
            .flatMap(
                visibility ->
                    onNetwork(
                        option,
                        writing,
                        visibility,
                        last.flatMap(posts -> posts.of(visibility)),
                        last,
                        sign)
                        .stream())
            .toList();
    return ways.isEmpty()
        ? Stream.of(
            option.known(List.of(), false, Optional.empty(), Optional.empty(), Optional.empty()))
        : ways.stream();
  }

  private static Optional<Known> onNetwork(
      Option option,
      Writing writing,
      Visibility visibility,
      Optional<Post> answers,
      Optional<WrittenPosts.Last> last,
      Optional<String> sign) {
    Optional<Long> home = answers.flatMap(post -> writing.home(post.messageId()));
    Optional<Long> known = last.flatMap(posts -> writing.home(posts.newest().messageId()));
    List<ChannelAccount> able =
        option.from().stream()
            .filter(account -> writing.rules(account, visibility).isPresent())
            .filter(
                account -> {
                  Optional<Long> id = Optional.of(account.id().value());
                  return visibility == Visibility.PUBLIC
                      ? home.equals(id)
                      : known.equals(id) || writing.reaches(account, option.to().value());
                })
            .sorted(
                Comparator.comparing(
                    account -> !home.or(() -> known).equals(Optional.of(account.id().value()))))
            .toList();
    return able.stream()
        .findFirst()
        .flatMap(best -> writing.rules(best, visibility))
        .map(
            rules ->
                option.known(
                    able,
                    true,
                    Optional.of(visibility),
                    Optional.of(
                        Way.Post.of(
                            rules,
                            Optional.of(mention(option.to())),
                            sign.map(letters -> "^" + letters),
                            answers.map(post -> post.entry().value()))),
                    answers));
  }

  private static String mention(ContactPoint to) {
    return to.display().startsWith("@") ? to.display() : "@" + to.display();
  }

  /** By channel: the account that the customer wrote to, then the other active ones. */
  private Map<String, List<ChannelAccount>> accounts(Sql sql, Optional<Long> preferred) {
    return accounts.activeSealed(sql).stream()
        .sorted(
            Comparator.comparing(account -> !preferred.equals(Optional.of(account.id().value()))))
        .collect(Collectors.groupingBy(ChannelAccount::channel));
  }

  /** The way that an answer takes if nobody chooses another. */
  static Optional<Conversation.ReplyTo> usual(List<Known> ways) {
    return ways.stream()
        .filter(way -> way.sendable() && !way.bad())
        .findFirst()
        .map(
            way ->
                new Conversation.ReplyTo(
                    way.way().contactPoint(), way.way().channelAccounts().getFirst()));
  }

  /** A way that was chosen. */
  record Chosen(Known known, Conversation.Account from) {
    String channel() {
      return known.way().channel();
    }

    ContactPoint to() {
      return known.way().contactPoint();
    }

    boolean unwanted() {
      return known.way().unwanted();
    }

    boolean bad() {
      return known.bad();
    }

    Optional<Visibility> visibility() {
      return known.way().visibility();
    }

    boolean needsApproval() {
      return known.way().needsApproval();
    }

    /** Everybody will be able to read it. */
    boolean open() {
      return visibility().filter(Visibility.PUBLIC::equals).isPresent();
    }

    Optional<Post> answers() {
      return known.answers();
    }

    /** Nothing of what could be answered in public stands there any more. */
    boolean gone() {
      return open() && answers().filter(Post::gone).isPresent();
    }
  }

  /**
   * What somebody chose of a way; the rest is as usual.
   *
   * @param visibility of the two ways to somebody on a network
   */
  record Choice(
      Optional<Long> contactPoint, Optional<Long> account, Optional<Visibility> visibility) {}

  /** Empty if that is no way that a message can take. */
  static Optional<Chosen> choose(List<Known> ways, Choice choice) {
    return ways.stream()
        .filter(Known::sendable)
        .filter(
            way ->
                choice
                    .contactPoint()
                    .map(id -> way.way().contactPoint().id().value() == id)
                    .orElse(!way.bad()))
        .filter(
            way ->
                choice.visibility().isEmpty() || way.way().visibility().equals(choice.visibility()))
        .flatMap(
            way ->
                way.way().channelAccounts().stream()
                    .filter(from -> choice.account().map(id -> from.id() == id).orElse(true))
                    .limit(1)
                    .map(from -> new Chosen(way, from)))
        .findFirst();
  }
}

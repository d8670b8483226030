package io.faden.demo;

import io.faden.channel.ChannelAccount;
import io.faden.channel.ChannelAccountView;
import io.faden.channel.ChannelAccounts;
import io.faden.platform.Actor;
import io.faden.platform.Role;
import io.faden.platform.db.Sql;
import io.faden.post.Letterheads;
import io.faden.routing.Queues;
import io.faden.staff.Agents;
import io.faden.staff.Language;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Tidenwerk Energie: its people, its queues and the addresses that customers write to. */
final class Company {
  /** For every sign-in of the demo; they work on this machine alone. */
  static final String PASSWORD = "faden-demo";

  static final List<SignIn> PEOPLE =
      List.of(
          new SignIn("agent1@demo.test", "Lena Möller", Role.AGENT),
          new SignIn("agent2@demo.test", "Jens Albrecht", Role.AGENT),
          new SignIn("supervisor@demo.test", "Sabine Krüger", Role.SUPERVISOR),
          new SignIn("admin@demo.test", "Frauke Boysen", Role.ADMIN));

  static final List<Address> ADDRESSES =
      List.of(
          new Address(
              "service@tidenwerk.example",
              "Kundenservice",
              "Tidenwerk Energie, Kundenservice",
              Optional.empty()),
          new Address(
              "rechnung@tidenwerk.example",
              "Rechnung",
              "Tidenwerk Energie, Rechnung und Abschlag",
              Optional.of("Rechnung und Abschlag")));

  private static final List<String> QUEUES =
      List.of("Störung", "Vertrag und Tarif", "Rechnung und Abschlag", "Zähler und Netz");
  private static final String FOUNDED = "founded";
  private static final String POST_ROOM = "post-room";

  private final Steps steps;
  private final Agents agents;
  private final Queues queues;
  private final ChannelAccounts accounts;
  private final Staffing staffing;
  private final Map<String, Actor> actors = new ConcurrentHashMap<>();

  record SignIn(String email, String name, Role role) {}

  /**
   * An address of the company.
   *
   * @param name what the company calls it
   * @param displayName what customers read beside it
   * @param queue where its mail goes; the default queue if empty
   */
  record Address(String address, String name, String displayName, Optional<String> queue) {}

  Company(Steps steps, Agents agents, Queues queues, ChannelAccounts accounts, Staffing staffing) {
    this.staffing = staffing;
    this.steps = steps;
    this.agents = agents;
    this.queues = queues;
    this.accounts = accounts;
  }

  /**
   * People, queues and who does what, once; whoever changes them afterwards has changed them for
   * good.
   */
  void found() {
    if (steps.done(FOUNDED)) {
      return;
    }
    for (SignIn person : PEOPLE) {
      agents.ensureDemoAgent(person.name(), person.email(), person.role(), PASSWORD, Language.DE);
    }
    for (String name : QUEUES) {
      // A queue of this name may be there already.
      queues.create(Optional.empty(), name);
    }
    staffing.arrange(agents, queues);
    steps.finish(FOUNDED);
  }

  /** Whoever signs in with this mailbox name, for example {@code agent1}. */
  Actor actor(String name) {
    return actors.computeIfAbsent(
        name,
        wanted ->
            agents.list().stream()
                .filter(agent -> agent.email().equals(wanted + "@demo.test"))
                .map(agent -> new Actor(agent.id(), agent.name(), agent.role()))
                .findFirst()
                .orElseThrow());
  }

  /** The account of the first address; it is there once connected. */
  ChannelAccount account(Sql sql) {
    return accounts.all().stream()
        .filter(each -> each.address().equals(ADDRESSES.getFirst().address()))
        .findFirst()
        .flatMap(each -> accounts.find(sql, each.id()))
        .orElseThrow();
  }

  /** Lets the company's accounts lead to the provider, whose ports change with each start. */
  void connect(int smtpPort, int imapPort) {
    for (Address address : ADDRESSES) {
      Optional<ChannelAccountView> account =
          accounts.all().stream()
              .filter(each -> each.address().equals(address.address()))
              .findFirst();
      if (account.isEmpty()) {
        accounts.create(
            Optional.empty(),
            servers(address.address(), smtpPort, imapPort)
                .put("channel", "email")
                .put("name", address.name())
                .put("address", address.address())
                .put("displayName", address.displayName())
                .put("queue", address.queue().orElse(null)));
      } else if (leadsElsewhere(account.get(), smtpPort, imapPort)) {
        move(account.get(), smtpPort, imapPort);
      }
    }
  }

  /** Letters come in and go out as well, from the first start that knows of them. */
  void openPostRoom(Letterheads letterheads) {
    if (steps.done(POST_ROOM)) {
      return;
    }
    accounts.create(
        Optional.empty(),
        new JsonObject()
            .put("channel", "letter")
            .put("name", "Poststelle")
            .put("address", PostRoom.ADDRESS)
            .put("displayName", "Tidenwerk Energie")
            .put(
                "letter",
                new JsonObject()
                    .put("folder", PostRoom.FOLDER)
                    .put("answerWithinDays", 14)
                    .put("customerNumbers", JsonArray.of("Kundennummer:?\\s*(\\d{4} ?\\d{3})"))));
    queues
        .named("Kundenservice")
        .ifPresent(
            queue ->
                letterheads.set(
                    actor("admin"),
                    queue.id(),
                    new Letterheads.Wish(
                        0,
                        List.of("Tidenwerk", "Energie für Kiel und Umgebung"),
                        List.of(
                            List.of("Tidenwerk Energie", "Am Kai 3, 24149 Kiel"),
                            List.of("service@tidenwerk.example", "tidenwerk.example"),
                            List.of("Montag bis Freitag", "8 bis 18 Uhr"),
                            List.of("Beispielbank", "IBAN DE00 0000 0000")),
                        Optional.of(PostRoom.ADDRESS),
                        Optional.of("+49 431 5550 0"),
                        Optional.of("service@tidenwerk.example"),
                        "DE")));
    steps.finish(POST_ROOM);
  }

  /** Only what is still ours: an account that was given another server is left alone. */
  private static boolean leadsElsewhere(ChannelAccountView account, int smtpPort, int imapPort) {
    if (account.imap().isEmpty() || account.smtp().isEmpty()) {
      return false;
    }
    ChannelAccountView.Server imap = account.imap().get();
    ChannelAccountView.Server smtp = account.smtp().get();
    return imap.host().equals(Provider.HOST)
        && smtp.host().equals(Provider.HOST)
        && (imap.port() != imapPort || smtp.port() != smtpPort);
  }

  private void move(ChannelAccountView account, int smtpPort, int imapPort) {
    accounts.change(
        actor("admin"),
        account.id(),
        servers(account.address(), smtpPort, imapPort)
            .put("channel", account.channel())
            .put("name", account.name())
            .put("address", account.address())
            .put("displayName", account.displayName())
            .put("queue", account.queue().id().value())
            .put("active", account.active())
            .put("backfill", account.backfill())
            .put("version", account.version()));
  }

  private static JsonObject servers(String user, int smtpPort, int imapPort) {
    JsonObject server =
        new JsonObject()
            .put("host", Provider.HOST)
            .put("tls", "none")
            .put("user", user)
            .put("password", Provider.PASSWORD);
    return new JsonObject()
        .put("imap", server.copy().put("port", imapPort))
        .put("smtp", server.copy().put("port", smtpPort));
  }
}

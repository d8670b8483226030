package io.faden;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.faden.channel.Channel;
import io.faden.channel.ChannelAccountRoutes;
import io.faden.channel.ChannelAccounts;
import io.faden.channel.email.EmailChannel;
import io.faden.channel.email.MailboxPollers;
import io.faden.channel.letter.Enclosures;
import io.faden.channel.letter.LetterReference;
import io.faden.channel.letter.ScanFiles;
import io.faden.channel.letter.ScanLimits;
import io.faden.channel.letter.ScanText;
import io.faden.channel.letter.Tesseract;
import io.faden.channel.social.MastodonSignIn;
import io.faden.channel.social.NetworkHttp;
import io.faden.channel.social.PublicGuard;
import io.faden.channel.social.SafeFetch;
import io.faden.channel.social.SocialNetwork;
import io.faden.conversation.ApprovalRoutes;
import io.faden.conversation.Approvals;
import io.faden.conversation.ConversationErasure;
import io.faden.conversation.ConversationRoutes;
import io.faden.conversation.Conversations;
import io.faden.conversation.CustomerRoutes;
import io.faden.conversation.Deliveries;
import io.faden.conversation.Drafts;
import io.faden.conversation.EntryRoutes;
import io.faden.conversation.Filing;
import io.faden.conversation.Handovers;
import io.faden.conversation.LateTexts;
import io.faden.conversation.Links;
import io.faden.conversation.Lists;
import io.faden.conversation.MovedConversations;
import io.faden.conversation.NoAnswerRoutes;
import io.faden.conversation.NoAnswers;
import io.faden.conversation.PhoneNotes;
import io.faden.conversation.PostMatters;
import io.faden.conversation.PostPreviewRoutes;
import io.faden.conversation.PostPreviews;
import io.faden.conversation.Postings;
import io.faden.conversation.RecordedMessages;
import io.faden.conversation.Replies;
import io.faden.conversation.Rounds;
import io.faden.conversation.Timeline;
import io.faden.conversation.TimelineEvents;
import io.faden.conversation.Ways;
import io.faden.conversation.WorkRoutes;
import io.faden.customer.ContactPoints;
import io.faden.customer.ContactValues;
import io.faden.customer.CustomerErasure;
import io.faden.customer.Customers;
import io.faden.customer.Identity;
import io.faden.customer.IdentityRoutes;
import io.faden.customer.PhoneNumbers;
import io.faden.customer.Suggestions;
import io.faden.demo.Demo;
import io.faden.demo.PostRoom;
import io.faden.demo.Staffing;
import io.faden.demo.Stories;
import io.faden.demo.TownActs;
import io.faden.demo.TownServer;
import io.faden.dossier.DossierRoutes;
import io.faden.dossier.Dossiers;
import io.faden.erasure.ErasureRoutes;
import io.faden.erasure.ErasureWorker;
import io.faden.erasure.Erasures;
import io.faden.importing.CustomerCsv;
import io.faden.importing.ImportErasure;
import io.faden.importing.ImportRoutes;
import io.faden.importing.ImportSteps;
import io.faden.importing.ImportWorker;
import io.faden.importing.Imports;
import io.faden.intake.ArrivalErasure;
import io.faden.intake.Arrivals;
import io.faden.intake.Filer;
import io.faden.intake.IntakeRoutes;
import io.faden.intake.Lane;
import io.faden.intake.Ledger;
import io.faden.intake.MessageReception;
import io.faden.intake.Reception;
import io.faden.phone.CallErasure;
import io.faden.phone.CallNotes;
import io.faden.phone.CallReception;
import io.faden.phone.Callbacks;
import io.faden.phone.Calls;
import io.faden.phone.Extensions;
import io.faden.phone.PhoneRoutes;
import io.faden.phone.PhoneWatch;
import io.faden.platform.AgentId;
import io.faden.platform.Keys;
import io.faden.platform.cluster.Cluster;
import io.faden.platform.db.Database;
import io.faden.platform.http.Api;
import io.faden.platform.http.LocalRoutes;
import io.faden.platform.http.Web;
import io.faden.platform.lease.Leases;
import io.faden.platform.live.EventLog;
import io.faden.platform.live.EventType;
import io.faden.platform.live.LiveFeed;
import io.faden.post.LetterChannel;
import io.faden.post.LetterErasure;
import io.faden.post.LetterheadRoutes;
import io.faden.post.Letterheads;
import io.faden.post.PostRoutes;
import io.faden.post.Previews;
import io.faden.post.PrintLists;
import io.faden.post.Writing;
import io.faden.presence.AgentStates;
import io.faden.presence.Heartbeat;
import io.faden.presence.Presence;
import io.faden.presence.PresenceRoutes;
import io.faden.presence.PresenceSweep;
import io.faden.routing.AgentRoutings;
import io.faden.routing.BusinessHoursRoutes;
import io.faden.routing.BusinessTimes;
import io.faden.routing.CallbackWork;
import io.faden.routing.ChannelLoads;
import io.faden.routing.Desk;
import io.faden.routing.EntryRuleRoutes;
import io.faden.routing.EntryRules;
import io.faden.routing.Explanations;
import io.faden.routing.Languages;
import io.faden.routing.Offers;
import io.faden.routing.QueueRoutes;
import io.faden.routing.QueueSetup;
import io.faden.routing.Queues;
import io.faden.routing.Router;
import io.faden.routing.RoutingRoutes;
import io.faden.routing.StaffUses;
import io.faden.routing.WorkItems;
import io.faden.scan.LetterFiling;
import io.faden.scan.LetterReader;
import io.faden.scan.Rereading;
import io.faden.scan.ScanErasure;
import io.faden.scan.ScanFolders;
import io.faden.scan.ScanIntake;
import io.faden.scan.ScanPageRoutes;
import io.faden.scan.ScanPages;
import io.faden.scan.ScanReception;
import io.faden.scan.ScanRoutes;
import io.faden.scan.Scans;
import io.faden.scan.UploadRoutes;
import io.faden.search.Search;
import io.faden.search.SearchRoutes;
import io.faden.social.AuthorizationRoutes;
import io.faden.social.Authorizations;
import io.faden.social.HookRoutes;
import io.faden.social.Hooks;
import io.faden.social.LinkFiling;
import io.faden.social.LinkReception;
import io.faden.social.PictureRoutes;
import io.faden.social.Pictures;
import io.faden.social.PostErasure;
import io.faden.social.PostReception;
import io.faden.social.PrivateLinkRoutes;
import io.faden.social.PrivateLinks;
import io.faden.social.RetractionRoutes;
import io.faden.social.Retractions;
import io.faden.social.SocialChannel;
import io.faden.social.SocialWriting;
import io.faden.social.SourcePollers;
import io.faden.social.Triage;
import io.faden.social.TriageRoutes;
import io.faden.staff.Agents;
import io.faden.staff.OneTimeLinks;
import io.faden.staff.OwnAccount;
import io.faden.staff.Passwords;
import io.faden.staff.Sessions;
import io.faden.staff.SkillRoutes;
import io.faden.staff.Skills;
import io.faden.staff.StaffRoutes;
import io.faden.staff.TeamRoutes;
import io.faden.staff.Teams;
import io.faden.staff.Workplaces;
import io.faden.supervision.LiveRoom;
import io.faden.supervision.SupervisionRoutes;
import io.faden.textmodule.TextModuleRoutes;
import io.faden.textmodule.TextModules;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.pgclient.PgConnectOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * One running node: everything wired by constructor, started in order, stopped in reverse. The
 * database is there and migrated before.
 */
public final class App implements AutoCloseable {
  private static final String HINT = "faden.look";
  private static final Duration LIVE_POLL = Duration.ofSeconds(1);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final String node;
  private final Web web;
  private final Agents agents;

  private App(String node, Web web, Agents agents) {
    this.node = node;
    this.web = web;
    this.agents = agents;
  }

  /** Starts a node on a cluster that it has joined already, or alone. */
  public static App start(Config config, Cluster cluster, PgConnectOptions where, Keys keys) {
    return start(config, cluster, where, keys, contract(cluster.vertx()), Map.of());
  }

  /** The same with networks in place of those of the product, or beside them, by their names. */
  public static App start(
      Config config,
      Cluster cluster,
      PgConnectOptions where,
      Keys keys,
      Map<String, SocialNetwork> networks) {
    return start(config, cluster, where, keys, contract(cluster.vertx()), networks);
  }

  /** Reads the API's contract, which takes a while and needs no database. */
  static Future<OpenAPIContract> contract(Vertx vertx) {
    return vertx
        .executeBlocking(() -> Api.forValidation(parsed(contract())))
        .compose(json -> OpenAPIContract.from(vertx, json));
  }

  static App start(
      Config config,
      Cluster cluster,
      PgConnectOptions where,
      Keys keys,
      Future<OpenAPIContract> contract) {
    return start(config, cluster, where, keys, contract, Map.of());
  }

  private static App start(
      Config config,
      Cluster cluster,
      PgConnectOptions where,
      Keys keys,
      Future<OpenAPIContract> contract,
      Map<String, SocialNetwork> given) {
    Vertx vertx = cluster.vertx();
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    Database database = new Database(vertx, where, config.databasePoolSize());
    String node = cluster.nodes().self().name();
    Leases leases = new Leases(database, node);

    EventLog events = new EventLog(() -> vertx.eventBus().publish(HINT, ""));
    LiveFeed feed = new LiveFeed(database, events, LIVE_POLL);
    vertx.eventBus().consumer(HINT, hint -> feed.look());

    Optional<TownServer> town =
        config.demo()
            ? Optional.of(
                TownServer.start(config.dataDir().resolve("demo-mail"), config.demoPortBase()))
            : Optional.empty();
    SafeFetch fetch =
        new SafeFetch(
            vertx,
            Stream.concat(config.socialInternal().stream(), town.map(TownServer::place).stream())
                .toList());
    NetworkHttp networkHttp = new NetworkHttp(vertx);

    Passwords passwords = new Passwords();
    AgentStates states = new AgentStates(database, cluster);
    Presence presence = new Presence(database, events, states, new Workplaces(), node);
    Heartbeat heartbeat = new Heartbeat(database, presence, node, config.presenceLost());
    PresenceSweep sweep = new PresenceSweep(presence, leases, config.presenceLost());
    Agents agents = new Agents(database, events, passwords, presence, config.demo());
    Sessions sessions = new Sessions(database, passwords, presence, config.demo());

    StaffUses uses = new StaffUses(events);
    Skills skills = new Skills(database, events, uses);
    Teams teams = new Teams(database, events, uses);

    PhoneNumbers phones = new PhoneNumbers(config.phoneRegion());
    Identity identity = new Identity(database, events, phones, new MovedConversations());
    ContactPoints points = new ContactPoints(database, events, new ContactValues(phones), identity);
    Map<String, SocialNetwork> networks =
        Networks.all(vertx, networkHttp, fetch, points.values(), given);
    Customers customers = new Customers(database, events, points);
    Queues queues = new Queues(database, events);
    BusinessTimes times = new BusinessTimes(database, events);
    WorkItems workItems = new WorkItems(events, queues, presence, times::of);
    TextModules textModules = new TextModules(database, events, queues);
    Desk desk = new Desk(database, events, queues, presence);

    Letterheads letterheads = new Letterheads(database, events, queues);
    ScanFiles scanFiles = new ScanFiles(ScanLimits.STANDARD);
    Writing writing =
        new Writing(
            new LetterReference(keys), new Enclosures(scanFiles), letterheads, () -> zone(times));
    ChannelAccounts accounts = new ChannelAccounts(database, events, queues, keys, node);
    EntryRules rules = new EntryRules(database, events, queues, skills, new Languages());
    PublicGuard guard = new PublicGuard(config.phoneRegion());
    Map<String, Channel> channels = new HashMap<>();
    channels.put("email", new EmailChannel(keys));
    channels.put(LetterChannel.NAME, new LetterChannel(database, writing));
    networks.forEach(
        (name, network) ->
            channels.put(
                name,
                new SocialChannel(
                    database,
                    network,
                    new SocialWriting(
                        network, accounts, guard, text -> rules.language("", text)))));

    Callbacks callbacks =
        new Callbacks(database, events, new CallbackWork(events, queues, presence), times, phones);
    Ways ways = new Ways(channels, accounts, points, queues);
    Conversations conversations =
        new Conversations(database, events, workItems, queues, ways, callbacks);
    Links links = new Links(database, events, workItems, queues, ways, callbacks);
    Replies replies =
        new Replies(
            database, events, workItems, accounts, channels, ways, callbacks, config.replyUndo());
    NoAnswers noAnswers = new NoAnswers(database, events, workItems, ways, callbacks);
    Drafts drafts = new Drafts(database, events, workItems);
    Lists lists = new Lists(database);
    Timeline timeline = new Timeline(database);
    Deliveries deliveries = new Deliveries(database, events, workItems, accounts, channels);
    Rounds rounds = new Rounds(deliveries, conversations);

    Ledger ledger = new Ledger(events);
    Filing filing = new Filing(customers, workItems, rules, queues, events, config.followUpAfter());
    PhoneNotes phoneNotes = new PhoneNotes(events, workItems, rules, queues, callbacks);
    Extensions extensions = new Extensions(database, phones);
    Calls calls =
        new Calls(
            database,
            events,
            presence,
            accounts,
            customers,
            points,
            phoneNotes,
            callbacks,
            extensions,
            phones);
    CallReception reception = new CallReception(database, ledger, accounts, calls);
    PhoneWatch phoneWatch =
        new PhoneWatch(database, leases, calls, callbacks, phoneNotes, config.phoneLongest());
    Tesseract tesseract = new Tesseract(config.scanTesseract(), ScanLimits.STANDARD.page(), 2);
    LetterReader letterReader =
        new LetterReader(
            scanFiles,
            new ScanText(scanFiles, tesseract, LetterReader.RECOGNITION),
            new LetterReference(keys),
            phones);
    LetterFiling letterFiling =
        new LetterFiling(filing, workItems, customers, points, () -> zone(times));
    TimelineEvents timelineEvents = new TimelineEvents(events);
    LinkFiling linkFiling =
        new LinkFiling(filing, customers, points, timelineEvents, () -> zone(times));
    PrivateLinks privateLinks =
        new PrivateLinks(database, ledger, accounts, points.values(), textModules, timelineEvents);
    PostMatters postMatters = new PostMatters(workItems, events);
    Map<String, Reception> receptions = new HashMap<>();
    receptions.put("email", new MessageReception(channels.get("email"), filing));
    receptions.put("phone", reception);
    receptions.put("letter", new ScanReception(database, events, letterReader, letterFiling));
    networks.forEach(
        (name, network) ->
            receptions.put(
                name,
                new LinkReception(
                    linkFiling, new PostReception(network, filing, postMatters, events))));
    Arrivals arrivals = new Arrivals(database, events, accounts, receptions, workItems);
    Filer filer = new Filer(arrivals, Lane.MESSAGES, leases);
    Filer callFiler = new Filer(arrivals, Lane.CALLS, leases);
    Filer letterFiler = new Filer(arrivals, Lane.LETTERS, leases);
    Filer postFiler = new Filer(arrivals, Lane.POSTS, leases);
    Scans scans = new Scans(database, events, arrivals, accounts, customers, letterFiling);
    MailboxPollers mailboxes =
        new MailboxPollers(database, leases, ledger, accounts, filer::look, config.mailPoll());

    SourcePollers sources =
        new SourcePollers(
            new SourcePollers.Parts(
                database, events, leases, ledger, accounts, postMatters, postFiler::look),
            networks,
            config.socialPoll());
    Triage triage =
        new Triage(database, events, arrivals, accounts, filing, postMatters, () -> zone(times));

    ScanIntake scanIntake = new ScanIntake(events, ledger);
    ScanFolders scanFolders =
        new ScanFolders(
            config.scanDir(),
            new ScanFolders.Parts(
                database,
                leases,
                scanIntake,
                accounts,
                () -> zone(times),
                tesseract::languages,
                letterFiler::look));

    Rereading rereading =
        new Rereading(
            new Rereading.Parts(
                database,
                leases,
                events,
                tesseract,
                letterReader,
                arrivals,
                accounts,
                new LateTexts(events)));

    CustomerErasure customerErasure = new CustomerErasure(events);
    Erasures erasures =
        new Erasures(
            database,
            events,
            customerErasure,
            List.of(
                new ImportErasure(),
                new ArrivalErasure(workItems::arrivalFiled),
                new ScanErasure(events),
                new PostErasure(events),
                new CallErasure(),
                new LetterErasure(),
                new ConversationErasure(events)));
    ErasureWorker erasing = new ErasureWorker(erasures, leases);
    Imports imports = new Imports(database, events);
    ImportWorker importing =
        new ImportWorker(new ImportSteps(database, imports, points.values()), leases);

    Router router = new Router(database, leases, events, presence, states);
    feed.onEvent(router::noticed);
    states.onChange(router::agentIs);
    LiveRoom room = new LiveRoom(database, events, times, node);
    feed.onEvent(event -> room.changed());
    feed.onEvent(
        event -> {
          switch (EventType.of(event.type())) {
            case ARRIVAL_RECEIVED -> {
              callFiler.look();
              filer.look();
              letterFiler.look();
              postFiler.look();
            }
            case ERASURE_CHANGED -> erasing.look();
            case IMPORT_CHANGED -> importing.look();
            // A node that shares its picture with the others learns of it there.
            case PRESENCE_CHANGED -> {
              if (cluster.hazelcast().isEmpty()) {
                event.agentId().map(AgentId::new).ifPresent(states::look);
              }
            }
            case ENTRY_ADDED, ENTRY_CHANGED, CONVERSATION_CHANGED -> rounds.look();
            default -> {
              // Nothing in this node waits for it.
            }
          }
        });

    Api api = new Api(sessions, threads, config.httpPublicUrl());
    new StaffRoutes(
            agents,
            new OneTimeLinks(database, events, passwords, config.demo()),
            sessions,
            new OwnAccount(database, events, passwords, presence),
            config.demo(),
            config.replyUndo())
        .register(api);
    new PresenceRoutes(presence).register(api);
    new SkillRoutes(skills).register(api);
    new TeamRoutes(teams).register(api);
    new QueueRoutes(queues).register(api);
    QueueSetup queueSetup = new QueueSetup(database, events, skills);
    AgentRoutings agentRoutings = new AgentRoutings(database, events, skills, teams);
    new RoutingRoutes(queueSetup, agentRoutings, new ChannelLoads(database, events)).register(api);
    new BusinessHoursRoutes(times).register(api);
    new EntryRuleRoutes(rules).register(api);
    new HookRoutes(new Hooks(database, ledger, accounts, Clock.systemUTC())).register(api);
    new PictureRoutes(new Pictures(database, fetch)).register(api);
    new ChannelAccountRoutes(accounts, channels, scanFolders, config.httpPublicUrl()).register(api);
    new AuthorizationRoutes(
            new Authorizations(database, accounts, keys, new MastodonSignIn(networkHttp)),
            config.httpPublicUrl())
        .register(api);
    new ConversationRoutes(conversations, replies, drafts, lists, links).register(api);
    new NoAnswerRoutes(noAnswers).register(api);
    new PostPreviewRoutes(new PostPreviews(database, accounts, channels, ways)).register(api);
    new RetractionRoutes(
            new Retractions(database, events, accounts, networks, timelineEvents), timeline)
        .register(api);
    new EntryRoutes(database, timeline, drafts).register(api);
    new CustomerRoutes(database, customers, points, conversations, timeline).register(api);
    new IdentityRoutes(identity, new Suggestions(database), points).register(api);
    new WorkRoutes(
            desk,
            new Offers(database, events),
            new Explanations(database),
            queues,
            conversations,
            new Handovers(database, events, desk),
            lists)
        .register(api);
    new ApprovalRoutes(new Approvals(database, events, workItems, callbacks, config.replyUndo()))
        .register(api);
    new IntakeRoutes(arrivals).register(api);
    new ScanRoutes(scans).register(api);
    new TriageRoutes(triage).register(api);
    new SupervisionRoutes(room).register(api);
    new DossierRoutes(new Dossiers(database, () -> zone(times))).register(api);
    CallNotes callNotes = new CallNotes(database, phoneNotes, customers, phones, calls, callbacks);
    new PhoneRoutes(reception, calls, callNotes, callbacks, extensions, phoneNotes, conversations)
        .register(api);
    new ImportRoutes(imports, new CustomerCsv(database)).register(api);
    new ErasureRoutes(database, erasures, () -> zone(times)).register(api);
    new SearchRoutes(new Search(database)).register(api);
    new ScanPageRoutes(new ScanPages(database, scanFiles)).register(api);
    new UploadRoutes(database, scanIntake, accounts, () -> zone(times)).register(api);
    Previews previews =
        new Previews(
            database, conversations, accounts, writing, letterheads, scanFiles, () -> zone(times));
    PrintLists prints =
        new PrintLists(
            database, new Postings(database, events, workItems), letterheads, () -> zone(times));
    new PostRoutes(prints, previews).register(api);
    new LetterheadRoutes(letterheads, previews).register(api);

    new PrivateLinkRoutes(privateLinks, config.httpPublicUrl()).register(api);
    new TextModuleRoutes(textModules).register(api);

    Optional<Demo> demo =
        config.demo()
            ? Optional.of(
                Demo.start(
                    new Demo.Product(
                        database,
                        agents,
                        queues,
                        accounts,
                        channels.get("email"),
                        conversations,
                        replies,
                        lists,
                        desk,
                        new Staffing.Parts(skills, teams, agentRoutings, queueSetup, times, rules),
                        new Stories.Parts(
                            queues,
                            callNotes,
                            new RecordedMessages(database, events),
                            points,
                            identity,
                            links,
                            conversations,
                            replies,
                            new PostRoom.Parts(
                                config.scanDir(),
                                database,
                                customers,
                                prints,
                                letterheads,
                                new LetterReference(keys)),
                            new TownActs.Parts(triage, textModules, accounts))),
                    town.orElseThrow(),
                    config.dataDir().resolve("demo-mail"),
                    config.demoPortBase()))
            : Optional.empty();

    Web web =
        new Web(
            new Web.Settings(config.httpHost(), config.httpPort(), contract, contract()),
            api,
            feed,
            heartbeat,
            database,
            threads,
            paths -> {
              LocalRoutes local = new LocalRoutes(paths, threads, config.httpPublicUrl());
              demo.ifPresentOrElse(
                  company -> company.routes(local), () -> local.nothingElse("/demo/*"));
            });
    App app = new App(node, web, agents);
    app.keep(threads);
    app.keep(database);
    town.ifPresent(app::keep);
    demo.ifPresent(company -> app.keep(company::stopMail));
    Future<String> deployed = vertx.deployVerticle(web, new DeploymentOptions());
    demo.ifPresent(Demo::connect);
    states.start();
    app.keep(states);
    heartbeat.start();
    app.keep(heartbeat);
    sweep.start();
    app.keep(sweep);
    feed.start();
    app.keep(feed);
    filer.start();
    app.keep(filer);
    callFiler.start();
    app.keep(callFiler);
    letterFiler.start();
    app.keep(letterFiler);
    postFiler.start();
    app.keep(postFiler);
    phoneWatch.start();
    app.keep(phoneWatch);
    rounds.start();
    app.keep(rounds);
    router.start();
    app.keep(router);
    rereading.start();
    app.keep(rereading);
    mailboxes.start();
    app.keep(mailboxes);
    scanFolders.start();
    app.keep(scanFolders);
    sources.start();
    app.keep(sources);
    erasing.start();
    app.keep(erasing);
    importing.start();
    app.keep(importing);
    String deployment = deployed.await();
    app.keep(() -> vertx.undeploy(deployment).await());
    demo.ifPresent(company -> app.keep(company.play()));
    return app;
  }

  private void keep(AutoCloseable part) {
    started.push(part);
  }

  /** Where the house is: its business hours say so, else this machine. */
  private static ZoneId zone(BusinessTimes times) {
    return times.all().stream()
        .findFirst()
        .map(kept -> ZoneId.of(kept.hours().timeZone()))
        .orElse(ZoneId.systemDefault());
  }

  /** The name under which this node holds leases and reports; another one at each start. */
  public String node() {
    return node;
  }

  public int port() {
    return web.port();
  }

  /** A one-time link to create the first administrator, while there is none. */
  public Optional<String> firstAdminLink() {
    return agents.firstAdminLink();
  }

  private static Buffer contract() {
    try (InputStream yaml = App.class.getResourceAsStream("/openapi.yaml")) {
      return Buffer.buffer(yaml.readAllBytes());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  private static JsonObject parsed(Buffer contract) {
    try {
      return new JsonObject(new YAMLMapper().readTree(contract.getBytes()).toString());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** Stops what was started, last first; one that will not stop does not keep the others. */
  @Override
  public void close() {
    RuntimeException first = null;
    // Taken out one by one: closing twice is closing once.
    for (AutoCloseable part = started.poll(); part != null; part = started.poll()) {
      try {
        part.close();
      } catch (Exception fault) {
        if (first == null) {
          first = new IllegalStateException("stopping failed", fault);
        }
      }
    }
    if (first != null) {
      throw first;
    }
  }
}

package io.faden.demo;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccounts;
import io.faden.conversation.Conversations;
import io.faden.conversation.Lists;
import io.faden.conversation.Replies;
import io.faden.demo.Opening.House;
import io.faden.platform.db.Database;
import io.faden.platform.http.LocalRoutes;
import io.faden.routing.Desk;
import io.faden.routing.Queues;
import io.faden.staff.Agents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo company, from its mail server to its first days. */
public final class Demo {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Product product;
  private final Company company;
  private final Steps steps;
  private final CompletableFuture<Provider> provider;
  private final TownServer town;
  private final CompletableFuture<Mailboxes> mailboxes = new CompletableFuture<>();

  private Demo(
      Product product,
      Company company,
      Steps steps,
      CompletableFuture<Provider> provider,
      TownServer town) {
    this.town = town;
    this.product = product;
    this.company = company;
    this.steps = steps;
    this.provider = provider;
  }

  /** What the demo needs of the product. */
  public record Product(
      Database database,
      Agents agents,
      Queues queues,
      ChannelAccounts accounts,
      Channel email,
      Conversations conversations,
      Replies replies,
      Lists lists,
      Desk desk,
      Staffing.Parts staffing,
      Stories.Parts stories) {}

  /**
   * Founds the company if it is not there yet, and begins to start its mail server. Input: the
   * small network, the folder that keeps the mailboxes; 0 for free ports, or the one for SMTP, with
   * IMAP on the next. The mail server is to be stopped after everything that sends mail.
   */
  public static Demo start(Product product, TownServer town, Path folder, int portBase) {
    CompletableFuture<Provider> provider =
        CompletableFuture.supplyAsync(() -> Provider.start(folder, portBase));
    Steps steps = new Steps(product.database());
    Company company =
        new Company(
            steps,
            product.agents(),
            product.queues(),
            product.accounts(),
            new Staffing(product.staffing()));
    company.found();
    return new Demo(product, company, steps, provider, town);
  }

  /** Waits for the mail server and lets the company's accounts lead there. */
  public void connect() {
    Provider open = provider.join();
    Company.ADDRESSES.forEach(address -> open.ensure(address.address()));
    company.connect(open.smtpPort(), open.imapPort());
    new TownAccounts(product.accounts(), company.actor("admin")).connect(town.home());
    company.openPostRoom(product.stories().post().letterheads());
    mailboxes.complete(new Mailboxes(open, product.email(), company.account(product.database())));
  }

  /** Stops the mail server; its mailboxes are on disk. */
  public void stopMail() {
    provider.join().close();
  }

  /** Plays the first days in the background, unless they are over. Closing it stops that. */
  public AutoCloseable play() {
    House house =
        new House(
            product.conversations(),
            product.replies(),
            product.lists(),
            product.desk(),
            product.queues());
    Stories stories = new Stories(product.stories(), company, mailboxes.join(), steps, town.town());
    Opening opening = new Opening(steps, company, mailboxes.join(), house, stories, PATIENCE);
    Thread thread = Thread.ofVirtual().name("demo").start(() -> play(opening));
    return () -> {
      thread.interrupt();
      thread.join();
    };
  }

  private static void play(Opening opening) {
    try {
      opening.play();
    } catch (InterruptedException stopped) {
      // The next start goes on.
    } catch (RuntimeException fault) {
      if (!Thread.currentThread().isInterrupted()) {
        LOG.atWarn().setCause(fault).log("demo company: the opening was cut short");
      }
    }
  }

  /** Puts the customers' side beside the contract. */
  public void routes(LocalRoutes routes) {
    new DemoRoutes(mailboxes::join, town::town).register(routes);
  }

  /** Who can sign in, in lines for a terminal. */
  public static List<String> signIns() {
    return Company.PEOPLE.stream()
        .map(person -> "%-24s %s".formatted(person.email(), person.role().label()))
        .toList();
  }

  public static String password() {
    return Company.PASSWORD;
  }
}

package io.faden.demo;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccounts;
import io.faden.conversation.Conversations;
import io.faden.conversation.Lists;
import io.faden.conversation.Replies;
import io.faden.demo.Opening.House;
import io.faden.platform.db.Database;
import io.faden.platform.http.LocalRoutes;
import io.faden.routing.Queues;
import io.faden.routing.WorkItems;
import io.faden.staff.Agents;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demo company, from its mail server to its first days. */
public final class Demo {
  private static final Logger LOG = LoggerFactory.getLogger(Demo.class);
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final Company company;
  private final Steps steps;
  private final House house;
  private final Provider provider;
  private final Mailboxes mailboxes;

  private Demo(Company company, Steps steps, House house, Provider provider, Mailboxes mailboxes) {
    this.company = company;
    this.steps = steps;
    this.house = house;
    this.provider = provider;
    this.mailboxes = mailboxes;
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
      WorkItems workItems) {}

  /**
   * Founds the company if it is not there yet, starts its mail server and lets its accounts lead
   * there. Input: the folder that keeps the mailboxes; 0 for free ports, or the one for SMTP, with
   * IMAP on the next. The provider is to be closed after everything that sends mail.
   */
  public static Demo start(Product product, Path folder, int portBase) {
    Steps steps = new Steps(product.database());
    Company company = new Company(steps, product.agents(), product.queues(), product.accounts());
    company.found();
    Provider provider = Provider.start(folder, portBase);
    Company.ADDRESSES.forEach(address -> provider.ensure(address.address()));
    company.connect(provider.smtpPort(), provider.imapPort());
    House house =
        new House(
            product.conversations(),
            product.replies(),
            product.lists(),
            product.workItems(),
            product.queues());
    return new Demo(
        company,
        steps,
        house,
        provider,
        new Mailboxes(provider, product.email(), company.account(product.database())));
  }

  /** Stops the mail server; its mailboxes are on disk. */
  public void stopMail() {
    provider.close();
  }

  /** Plays the first days in the background, unless they are over. Closing it stops that. */
  public AutoCloseable play() {
    Opening opening = new Opening(steps, company, mailboxes, house, PATIENCE);
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
    new DemoRoutes(mailboxes).register(routes);
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

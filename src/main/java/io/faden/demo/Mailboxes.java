package io.faden.demo;

import io.faden.channel.Channel;
import io.faden.channel.ChannelAccount;
import io.faden.channel.FilePart;
import io.faden.channel.Incoming;
import io.faden.channel.UnreadableArrival;
import io.faden.demo.Letter.Sender;
import io.faden.demo.MailFolders.Kept;
import jakarta.mail.MessagingException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * The mailboxes as customers see them: what they got is in their own, what they wrote is in the
 * company's. The company's mailboxes are not shown.
 */
final class Mailboxes {
  private final Provider provider;
  private final Postman postman;
  private final Channel channel;
  private final ChannelAccount account;
  private final Map<Place, Mail> read = new ConcurrentHashMap<>();

  private record Place(String mailbox, long uid) {}

  /** The account is one that the channel can read for. */
  Mailboxes(Provider provider, Channel channel, ChannelAccount account) {
    this.provider = provider;
    this.postman = new Postman(provider.smtpPort());
    this.channel = channel;
    this.account = account;
  }

  /** A customer with a mailbox. */
  record Customer(String address, String name, int mails, Instant lastAt, String lastSubject) {}

  /**
   * One message.
   *
   * @param id names it in its customer's mailbox
   * @param thread the same for all messages of one exchange
   * @param sent by the customer, to the company
   */
  record Mail(
      String id,
      String thread,
      boolean sent,
      Sender from,
      String to,
      String subject,
      Instant at,
      String text,
      String quoted,
      String messageId,
      List<String> references,
      List<File> files,
      byte[] raw) {

    Mail in(String otherThread) {
      return new Mail(
          id,
          otherThread,
          sent,
          from,
          to,
          subject,
          at,
          text,
          quoted,
          messageId,
          references,
          files,
          raw);
    }
  }

  record File(String name, String type, long size) {}

  static boolean isCompany(String address) {
    return Company.ADDRESSES.stream()
        .anyMatch(each -> each.address().equals(address.toLowerCase(Locale.ROOT)));
  }

  /** Whoever wrote or was written to, by the newest message first. */
  List<Customer> customers() {
    Map<String, List<Mail>> byCustomer = new LinkedHashMap<>();
    everything()
        .forEach(
            mail -> byCustomer.computeIfAbsent(customer(mail), who -> new ArrayList<>()).add(mail));
    return byCustomer.entrySet().stream()
        .map(entry -> customer(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Customer::lastAt).reversed())
        .toList();
  }

  private static String customer(Mail mail) {
    return mail.sent() ? mail.from().address() : mail.to();
  }

  private static Customer customer(String address, List<Mail> mails) {
    Mail last = mails.stream().max(Comparator.comparing(Mail::at)).orElseThrow();
    String name =
        mails.stream()
            .filter(Mail::sent)
            .map(mail -> mail.from().name())
            .filter(each -> !each.isEmpty())
            .reduce((first, second) -> second)
            .orElse("");
    return new Customer(address, name, mails.size(), last.at(), last.subject());
  }

  /** What a customer sent and received, newest first. */
  List<Mail> of(String address) {
    String known = address.toLowerCase(Locale.ROOT);
    List<Mail> mine =
        everything()
            .filter(mail -> customer(mail).equals(known))
            // The clock of a mail counts seconds: within one, the question was before the answer.
            .sorted(Comparator.comparing(Mail::at).thenComparing(mail -> !mail.sent()))
            .toList();
    return threaded(mine).reversed();
  }

  /** Messages that answer one another share a thread, the id of its first message. */
  private static List<Mail> threaded(List<Mail> oldestFirst) {
    Map<String, String> threads = new HashMap<>();
    List<Mail> result = new ArrayList<>();
    for (Mail mail : oldestFirst) {
      String thread =
          mail.references().stream()
              .map(threads::get)
              .filter(known -> known != null)
              .findFirst()
              .orElse(mail.id());
      threads.put(mail.messageId(), thread);
      result.add(mail.in(thread));
    }
    return result;
  }

  boolean hasSent(String address, String messageId) {
    return of(address).stream().anyMatch(mail -> mail.sent() && mail.messageId().equals(messageId));
  }

  /** An enclosed file of a message in a customer's mailbox. */
  Optional<FilePart> file(String address, String id, int number) {
    return of(address).stream()
        .filter(mail -> mail.id().equals(id))
        .findFirst()
        .flatMap(mail -> incoming(mail.raw()))
        .flatMap(mail -> mail.files().stream().skip(number).findFirst());
  }

  void send(Letter letter) throws MessagingException {
    provider.ensure(letter.from().address());
    postman.send(letter);
  }

  private Stream<Mail> everything() {
    return provider.addresses().stream()
        .flatMap(address -> provider.received(address).stream())
        .map(this::mail)
        .filter(mail -> !customer(mail).isEmpty() && !isCompany(customer(mail)));
  }

  private Mail mail(Kept kept) {
    Place place = new Place(kept.mailbox(), kept.uid());
    Mail known = read.get(place);
    if (known == null) {
      known = mail(place, kept.raw());
      read.put(place, known);
    }
    return known;
  }

  private Mail mail(Place place, byte[] raw) {
    Optional<Incoming> mail = incoming(raw);
    String id = (isCompany(place.mailbox()) ? "sent-" + place.mailbox() + "-" : "") + place.uid();
    return new Mail(
        id,
        id,
        isCompany(place.mailbox()),
        mail.flatMap(Incoming::sender)
            .map(from -> new Sender(from.name(), from.value()))
            .orElse(new Sender("", "")),
        place.mailbox(),
        mail.map(Incoming::subject).orElse(""),
        mail.flatMap(Incoming::occurredAt).orElseGet(Instant::now),
        mail.map(Incoming::text).orElse(""),
        mail.map(Incoming::quoted).orElse(""),
        mail.flatMap(Incoming::messageId).orElse(id),
        mail.map(Incoming::references).orElse(List.of()),
        mail.map(Incoming::files).orElse(List.of()).stream()
            .map(file -> new File(file.name(), file.type(), file.content().length))
            .toList(),
        raw);
  }

  private Optional<Incoming> incoming(byte[] raw) {
    try {
      return Optional.of(channel.read(account, raw));
    } catch (UnreadableArrival nothingInIt) {
      return Optional.empty();
    }
  }
}

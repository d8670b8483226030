package io.faden.demo;

import io.faden.conversation.ConversationId;
import io.faden.customer.ContactChannel;
import io.faden.customer.CustomerId;
import io.faden.customer.NewContactPoint;
import io.faden.customer.NewCustomer;
import io.faden.customer.PostalAddress;
import io.faden.demo.Stories.Patience;
import io.faden.platform.Actor;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Letters whose sender nobody can be sure of: two people of one name live behind one door, and
 * somebody writes for the first time.
 */
final class Unexpected {
  private static final Logger LOG = LoggerFactory.getLogger(Unexpected.class);
  private static final String SUBJECT = "Widerspruch gegen den neuen Abschlag";
  private static final String SENDER = "kaethe.brodersen@post.example";
  private static final PostalAddress HOME =
      new PostalAddress(
          Optional.empty(),
          Optional.of("Dänische Straße 44"),
          Optional.of("24103"),
          "Kiel",
          Optional.empty());

  private final Stories.Parts parts;
  private final Company company;
  private final PostRoom room;

  Unexpected(Stories.Parts parts, Company company, PostRoom room) {
    this.parts = parts;
    this.company = company;
    this.room = room;
  }

  void comes(Patience patience) throws InterruptedException {
    Actor actor = company.actor("supervisor");
    Optional<ConversationId> written = patience.filed(SUBJECT, SENDER);
    if (written.isPresent()) {
      CustomerId one =
          parts.conversations().find(actor, written.get()).orElseThrow().customer().id();
      for (NewContactPoint point : known("4461 937")) {
        LOG.atDebug().addKeyValue("point", parts.points().add(actor, one, point)).log("demo step");
      }
      // His number is taken when this is done once more, and he is not made twice.
      Object other =
          parts
              .post()
              .customers()
              .create(
                  actor,
                  new NewCustomer(
                      "Karsten Brodersen",
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      Optional.empty(),
                      known("4461 987")));
      LOG.atDebug().addKeyValue("customer", other).log("demo step");
    }
    room.receive();
  }

  private static List<NewContactPoint> known(String number) {
    return List.of(
        NewContactPoint.of(ContactChannel.CUSTOMER_NUMBER, number),
        new NewContactPoint(
            ContactChannel.POSTAL,
            Optional.empty(),
            Optional.of(HOME),
            Optional.empty(),
            Optional.empty(),
            false));
  }
}

package io.faden.testing;

import io.faden.conversation.MovedConversations;
import io.faden.customer.ContactPoints;
import io.faden.customer.ContactValues;
import io.faden.customer.Customers;
import io.faden.customer.Identity;
import io.faden.customer.PhoneNumbers;
import io.faden.customer.Suggestions;
import io.faden.platform.db.Database;
import io.faden.platform.live.EventLog;

/** What is known about customers on a database, without a server. */
public record CustomerFaces(
    Customers customers, ContactPoints points, Identity identity, Suggestions suggestions) {

  public static CustomerFaces on(Database database) {
    EventLog events = new EventLog(() -> {});
    PhoneNumbers phones = new PhoneNumbers("DE");
    Identity identity = new Identity(database, events, phones, new MovedConversations());
    ContactPoints points = new ContactPoints(database, events, new ContactValues(phones), identity);
    return new CustomerFaces(
        new Customers(database, events, points), points, identity, new Suggestions(database));
  }
}

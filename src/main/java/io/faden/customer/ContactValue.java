package io.faden.customer;

import io.vertx.core.json.JsonObject;

/**
 * An address after reading.
 *
 * @param value for comparing: two spellings of one address have the same
 * @param display for reading
 * @param details what it is made of: the lines of a postal address, the system of an identifier
 */
public record ContactValue(
    ContactChannel channel, String value, String display, JsonObject details) {

  static ContactValue of(ContactChannel channel, String value, String display) {
    return new ContactValue(channel, value, display, new JsonObject());
  }
}

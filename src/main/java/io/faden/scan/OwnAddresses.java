package io.faden.scan;

import io.faden.customer.ContactChannel;
import io.faden.customer.ContactValue;
import io.faden.customer.ContactValues;
import io.faden.platform.db.Sql;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Addresses and numbers of the house: they stand on most letters and say nothing of a sender. */
final class OwnAddresses {
  private final Set<String> values = new HashSet<>();

  private OwnAddresses() {}

  static OwnAddresses read(Sql sql, ContactValues values) {
    OwnAddresses own = new OwnAddresses();
    sql.rows("SELECT channel, address FROM channel_account")
        .forEach(
            row ->
                channel(row.getString("channel"))
                    .flatMap(channel -> value(values, channel, row.getString("address")))
                    .ifPresent(value -> own.values.add(key(value.channel(), value.value()))));
    return own;
  }

  private static Optional<ContactChannel> channel(String account) {
    return switch (account) {
      case "email" -> Optional.of(ContactChannel.EMAIL);
      case "phone" -> Optional.of(ContactChannel.PHONE);
      case "letter" -> Optional.of(ContactChannel.POSTAL);
      default -> Optional.empty();
    };
  }

  /** Our postal address is in one line as it is printed: dots in the middle instead of commas. */
  private static Optional<ContactValue> value(
      ContactValues values, ContactChannel channel, String address) {
    String written =
        channel == ContactChannel.POSTAL ? address.replaceAll("\\s*[·•|;]\\s*", ", ") : address;
    return values.read(channel, written).valid();
  }

  boolean has(ContactChannel channel, String value) {
    return values.contains(key(channel, value));
  }

  private static String key(ContactChannel channel, String value) {
    return channel.label() + ":" + value;
  }
}

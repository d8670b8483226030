package io.faden.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.faden.platform.Initials;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/**
 * A customer in a list: a name (or an address where we have none) and an address.
 *
 * @param kind person or organisation, where the list says it
 */
public record CustomerCard(
    CustomerId id, String name, Optional<String> address, Optional<String> kind) {

  /** Reads customer_id, customer_name and customer_address, and customer_kind where it is there. */
  public static CustomerCard of(Row row) {
    return of(row, "customer_");
  }

  static CustomerCard of(Row row, String prefix) {
    Optional<String> address = Optional.ofNullable(row.getString(prefix + "address"));
    String name = row.getString(prefix + "name");
    return new CustomerCard(
        new CustomerId(row.getLong(prefix + "id")),
        name.isEmpty() ? address.orElse("") : name,
        address,
        row.getColumnIndex(prefix + "kind") < 0
            ? Optional.empty()
            : Optional.ofNullable(row.getString(prefix + "kind")));
  }

  @JsonProperty
  public String initials() {
    return Initials.of(name);
  }
}

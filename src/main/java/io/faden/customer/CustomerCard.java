package io.faden.customer;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.faden.platform.Initials;
import io.vertx.sqlclient.Row;
import java.util.Optional;

/** A customer in a list: a name (or an address where we have none) and an address. */
public record CustomerCard(CustomerId id, String name, Optional<String> address) {

  /** Reads customer_id, customer_name and customer_address. */
  public static CustomerCard of(Row row) {
    Optional<String> address = Optional.ofNullable(row.getString("customer_address"));
    String name = row.getString("customer_name");
    return new CustomerCard(
        new CustomerId(row.getLong("customer_id")),
        name.isEmpty() ? address.orElse("") : name,
        address);
  }

  @JsonProperty
  public String initials() {
    return Initials.of(name);
  }
}

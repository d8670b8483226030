package io.faden.customer;

import java.util.List;
import java.util.Optional;

/** A customer made by hand or by an import. */
public record NewCustomer(
    String name,
    Optional<String> kind,
    Optional<String> language,
    Optional<String> formOfAddress,
    Optional<String> note,
    Optional<CustomerId> organisation,
    List<NewContactPoint> contactPoints) {

  public NewCustomer {
    name = GivenName.clean(name);
    contactPoints = contactPoints == null ? List.of() : List.copyOf(contactPoints);
  }

  public static NewCustomer named(String name) {
    return new NewCustomer(
        name,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        List.of());
  }
}

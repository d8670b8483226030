package io.faden.customer;

import io.faden.platform.AgentId;
import java.util.List;
import java.util.Optional;

/**
 * What an agent changes; what is absent stays.
 *
 * @param personal whether the personal agent changes, too; empty for nobody
 * @param belongs whether the organisation changes, too; empty for none
 */
public record CustomerChange(
    int version,
    Optional<String> name,
    Optional<String> language,
    Optional<String> formOfAddress,
    Optional<String> note,
    boolean personal,
    Optional<AgentId> personalAgent,
    Optional<String> kind,
    boolean belongs,
    Optional<CustomerId> organisation,
    Optional<DoNotContact> doNotContact) {

  public CustomerChange {
    name = name.map(GivenName::clean);
  }

  /** Replaces what was; no channels for none. */
  public record DoNotContact(List<String> channels, Optional<String> reason) {
    public DoNotContact {
      channels = List.copyOf(channels);
    }
  }
}

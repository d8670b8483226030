package io.faden.customer;

import io.faden.platform.AgentId;
import java.util.Optional;

/**
 * What an agent changes; what is absent stays.
 *
 * @param personal whether the personal agent changes, too; empty for nobody
 */
public record CustomerChange(
    int version,
    Optional<String> name,
    Optional<String> language,
    Optional<String> formOfAddress,
    Optional<String> note,
    boolean personal,
    Optional<AgentId> personalAgent) {}

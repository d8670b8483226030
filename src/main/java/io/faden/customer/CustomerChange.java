package io.faden.customer;

import java.util.Optional;

/** What an agent changes; what is absent stays. */
public record CustomerChange(
    int version,
    Optional<String> name,
    Optional<String> language,
    Optional<String> formOfAddress,
    Optional<String> note) {}

package io.faden.intake;

/** Does it come out even? Counted in one snapshot. */
public record Balance(
    long received,
    long pending,
    long checking,
    long filed,
    long duplicate,
    long quarantined,
    boolean balanced) {}

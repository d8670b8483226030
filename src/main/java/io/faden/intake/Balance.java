package io.faden.intake;

/**
 * Does it come out even? Counted in one snapshot.
 *
 * @param checking somebody has to say where it belongs
 * @param triage posts that wait in the list to be looked through
 * @param triaged posts that nobody has to answer
 */
public record Balance(
    long received,
    long pending,
    long checking,
    long triage,
    long triaged,
    long filed,
    long duplicate,
    long quarantined,
    boolean balanced) {}

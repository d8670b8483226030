package io.faden.platform.lease;

/**
 * The right to do something alone for a while.
 *
 * @param epoch grows with each new holder: the fencing token for what is written under it
 */
public record Lease(String name, long epoch) {}

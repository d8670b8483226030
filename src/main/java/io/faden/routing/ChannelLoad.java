package io.faden.routing;

import java.util.Optional;

/**
 * What an item of a channel costs an agent.
 *
 * @param cost units of an agent
 * @param cap most items of the channel at once; only the units count if empty
 * @param parkedPercent share of the cost that a parked item keeps
 */
public record ChannelLoad(String channel, int cost, Optional<Integer> cap, int parkedPercent) {}

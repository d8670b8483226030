package io.faden.routing.engine;

/**
 * A decision: this item for this agent. It is a wish until the database has agreed.
 *
 * @param step 0 for the personal agent, then 1, 2, … as written in the queue; the step of every
 *     member is the one after the last
 * @param considered how many agents were eligible
 * @param reason personal, only_one, best_skill, least_load, longest_idle, fewest_offers or
 *     lowest_id: what tipped the scales
 * @param score the figure behind the reason: summed levels, idle seconds, offers today; for all
 *     others the load in percent
 */
public record Match(
    long item, int version, long agent, int step, int considered, String reason, long score) {}

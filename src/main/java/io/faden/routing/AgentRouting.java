package io.faden.routing;

import io.faden.staff.Skills;
import io.faden.staff.Teams;
import java.util.List;

/**
 * What a person is asked to do (AgentRouting in the contract).
 *
 * @param capacity in units
 * @param queues memberships of queues that not everybody serves
 */
public record AgentRouting(
    List<Skills.Held> skills, int capacity, List<Queue> queues, List<Teams.Named> teams) {}

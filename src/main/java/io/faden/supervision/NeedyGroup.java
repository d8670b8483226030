package io.faden.supervision;

import io.faden.routing.engine.ItemFacts;
import io.vertx.core.json.JsonArray;

/**
 * Items that wait in a queue and ask for the same people, in the same stretch of waiting time.
 *
 * @param facts of one that stands for all
 * @param needs as they are written
 * @param personal how many somebody is to be asked about before everybody else
 */
record NeedyGroup(int stretch, ItemFacts facts, JsonArray needs, long items, long personal) {}

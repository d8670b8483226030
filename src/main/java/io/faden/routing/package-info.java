/**
 * Queues, work items and the router: what is to be done, where it waits, who is asked, who holds
 * it.
 *
 * <p>{@link io.faden.routing.WorkItems} is what a conversation does to its items, {@link
 * io.faden.routing.Desk} what people do to them, {@link io.faden.routing.CallbackWork} calls that
 * were promised for a time, {@link io.faden.routing.Offers} what agents answer, {@link
 * io.faden.routing.Router} what happens by itself. The rules are in the engine below and in {@code
 * docs/routing.md}. Locks are taken in the order conversation, item, offer, slot.
 *
 * <p>Owns the tables queue, queue_member, business_hours, entry_rule, channel_load, work_item,
 * offer, agent_slot, arrival_work and routing_alarm; shows them to other features as the views
 * open_work, agent_load and those of V016. Sends work_item_changed, offer_changed, queue_changed,
 * routing_changed and alarm_raised. Uses platform, staff and presence.
 */
package io.faden.routing;

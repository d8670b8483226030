/**
 * Queues and work items: what is to be done, where it waits, who holds it.
 *
 * <p>For now agents pull: they take the next item or a chosen one, each in one conditional
 * statement, so that two can never hold the same. Offers, skills and presence will stand on the
 * same rows.
 *
 * <p>Owns the tables queue and work_item; shows open work to other features as the view open_work.
 * Sends work_item_changed and queue_changed. Uses platform and staff.
 */
package io.faden.routing;

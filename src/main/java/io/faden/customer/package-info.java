/**
 * Customers and every way to reach them. A customer may be merged into another without any row
 * being re-pointed; all members of such a tree share root_id, and undoing restores exactly.
 *
 * <p>Owns the tables customer, contact_point, customer_merge, merge_refusal, contact_point_move and
 * contact_mention; shows customers to other features as the views customer_card and reachable.
 * Sends customer_changed. Asks those who keep conversations, through ContactPointTraffic, to let
 * them go along with a contact point. Uses platform only.
 */
package io.faden.customer;

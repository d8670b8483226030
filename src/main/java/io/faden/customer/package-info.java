/**
 * Customers and their contact points. A customer may be merged into another without any row being
 * re-pointed; all members of such a tree share root_id.
 *
 * <p>Owns the tables customer and contact_point; shows customers to other features as the view
 * customer_card. Sends customer_changed. Uses platform only.
 */
package io.faden.customer;

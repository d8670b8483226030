/**
 * The live room: every queue and everybody at work as they are now, whether everything that came in
 * is somewhere, and what the reconciler found. Reading only, but for noting that an alarm was seen.
 *
 * <p>Owns no table. Everything is read from the views of other features (V011 to V016), so it is
 * right after any restart. Many may watch: what is costly is read once for all of them. Uses staff,
 * presence, customer, routing and the platform. Sends alarm_raised when an alarm has been seen.
 */
package io.faden.supervision;

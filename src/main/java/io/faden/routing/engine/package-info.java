/**
 * The router's decisions, and nothing else: who should be offered what, now. Plain data in, matches
 * out; time is passed in, there is no I/O, no thread and no lock. Everything here can be rebuilt
 * from the database at any moment, so nothing here is the truth.
 *
 * <p>The rules are those of {@code docs/routing.md}. {@link Eligibility} is the slow, obvious form
 * of rule 5 and explains itself; {@link Engine} is the fast one, and the tests hold them together.
 */
package io.faden.routing.engine;

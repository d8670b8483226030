/**
 * The intake ledger: everything received, raw, before anything is made of it.
 *
 * <p>Recording commits the bytes; only then does a channel acknowledge its source. Filing turns
 * each arrival into an entry, once and in order; what cannot be filed is quarantined, seen by
 * supervisors, and stops nothing behind it; where a person has to say where it belongs, it waits
 * for that, and what needs no answer is settled without an entry. Received = pending + checking +
 * triage + triaged + filed + duplicates + quarantined, always.
 *
 * <p>Owns the table arrival. Sends arrival_received, arrival_filed and arrival_quarantined. Uses
 * platform, channel, conversation and routing.
 */
package io.faden.intake;

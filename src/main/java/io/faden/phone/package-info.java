/**
 * The telephone: calls as the telephone system tells of them, the notes that are written about
 * them, and the calls back that were promised.
 *
 * <p>{@link io.faden.phone.CallReception} turns events of a telephone system into {@link
 * io.faden.phone.Calls}, {@link io.faden.phone.CallNotes} takes down what was said, {@link
 * io.faden.phone.Callbacks} keeps what was promised. Nothing here knows the telephone system but by
 * its events. Locks are taken in the order call, conversation, callback, work item, presence.
 *
 * <p>Owns the tables phone_call, call_event, call_ring, call_note, phone_extension and callback.
 * Sends call_changed and callback_changed. Uses platform, presence, routing, channel, customer,
 * conversation and intake.
 */
package io.faden.phone;

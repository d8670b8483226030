/**
 * The people who work here: agents and their roles, how they sign in (password, session, API token)
 * and how they get a first password (one-time link).
 *
 * <p>Tables: agent, session, api_token, one_time_link, sign_in_failure; the view person is for
 * everybody. Events: agent_changed, told to administrators. May use: platform only.
 *
 * <p>Who leaves or moves is told to a {@link io.faden.staff.StaffListener} in the same transaction.
 *
 * <p>Face: {@link io.faden.staff.Agents} for administrators, {@link io.faden.staff.OneTimeLinks},
 * {@link io.faden.staff.Sessions} for who calls, {@link io.faden.staff.OwnAccount} for what each
 * person decides alone. Secrets are kept as hashes only, and no address is ever logged.
 */
package io.faden.staff;

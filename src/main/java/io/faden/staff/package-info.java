/**
 * The people who work here: agents and their roles, their skills and teams, how they sign in
 * (password, session, API token) and how they get a first password (one-time link).
 *
 * <p>Tables: agent, session, api_token, one_time_link, sign_in_failure, skill, agent_skill, team,
 * team_member; the views person, staff_member, known_skill and known_team are for everybody.
 * Events: agent_changed, told to administrators; routing_changed. May use: platform only; who asks
 * for skills and teams answers through {@link io.faden.staff.Uses}.
 *
 * <p>Face: {@link io.faden.staff.Agents} for administrators, {@link io.faden.staff.OneTimeLinks},
 * {@link io.faden.staff.Sessions} for who calls, {@link io.faden.staff.OwnAccount} for what each
 * person decides alone. Secrets are kept as hashes only, and no address is ever logged.
 */
package io.faden.staff;

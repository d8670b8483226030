/**
 * What each person is doing, where and since when; which of them still answer; and that picture,
 * with the load of each, on every node.
 *
 * <p>Tables: presence, presence_interval, connection; the views agent_presence and agent_connection
 * are for everybody. Events: presence_changed, told to the staff. May use: platform, staff, and the
 * views staff_member, person and agent_load.
 *
 * <p>Face: {@link io.faden.presence.Presence} for what people do, {@link
 * io.faden.presence.AgentStates} for the live picture. The picture is a copy of what PostgreSQL
 * holds and may be forgotten at any time.
 */
package io.faden.presence;

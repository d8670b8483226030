package io.faden.presence;

import io.faden.platform.Person;

/** Somebody who can be handed work, and what they are doing. */
public record Colleague(Person person, PresenceView presence) {}

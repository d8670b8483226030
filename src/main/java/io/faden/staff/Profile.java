package io.faden.staff;

import io.faden.platform.AgentId;
import io.faden.platform.Role;

/** What a person sees of themselves; the locale is the language of the page. */
public record Profile(
    AgentId id, String name, String email, Role role, Language locale, Location location) {}

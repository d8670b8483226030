package io.faden.staff;

import io.faden.platform.AgentId;
import io.faden.platform.Role;
import java.util.Optional;

/**
 * What a person sees of themselves.
 *
 * @param locale the language of the page
 * @param sign what stands behind their public posts
 */
public record Profile(
    AgentId id,
    String name,
    String email,
    Role role,
    Language locale,
    Location location,
    Optional<String> sign) {}

package io.faden.routing;

/** A need with the name of its skill, for people. */
public record NamedNeed(long skill, String name, int level, boolean hard) {}

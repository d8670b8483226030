package io.faden.search;

/** A piece of a text: what was looked for, or what stands around it. Text, never HTML. */
public record Part(String text, boolean hit) {}

package io.faden.channel.social;

import java.util.Optional;

/**
 * What can be done on a network with an account.
 *
 * @param asks we ask for what is new; otherwise it comes by itself
 * @param answers public posts can be answered
 * @param direct private messages can be sent
 * @param deletes posts of ours can be taken away
 * @param mentions an answer names whom it answers in its text, or they are not told
 * @param length of a public post; no limit if empty
 * @param directLength of a private message
 */
public record Abilities(
    boolean asks,
    boolean answers,
    boolean direct,
    boolean deletes,
    boolean mentions,
    Optional<LengthRule> length,
    Optional<LengthRule> directLength) {}

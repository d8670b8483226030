package io.faden.channel.letter;

/**
 * A letter that waits to be posted.
 *
 * @param pages as counted when it was laid out
 */
public record ReadyLetter(byte[] pdf, Recipient recipient, String reference, int pages) {}

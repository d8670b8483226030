/**
 * Letters. What is written becomes a page that fits a window envelope, and a stack that can be
 * posted.
 *
 * <p>Its face for writing: {@link io.faden.channel.letter.LetterLayout} makes a PDF of a {@link
 * io.faden.channel.letter.Letter}, {@link io.faden.channel.letter.PostBundle} one of many. Neither
 * touches a database or the network.
 *
 * <p>Owns no tables. Uses platform.
 */
package io.faden.channel.letter;

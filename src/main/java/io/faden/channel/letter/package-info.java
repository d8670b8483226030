/**
 * Letters: scanned post in, printed letters out.
 *
 * <p>Reading: foreign files are opened in a process of their own with little memory and a time
 * limit, never in the server. Text comes from the file itself or from tesseract; what a letter says
 * of itself are candidates with their evidence, never decisions.
 *
 * <p>Writing: {@link io.faden.channel.letter.LetterLayout} makes a PDF of a {@link
 * io.faden.channel.letter.Letter} that fits a window envelope, {@link
 * io.faden.channel.letter.PostBundle} one of many. Neither touches a database or the network.
 *
 * <p>Owns no tables. Uses customer (how telephone numbers are written) and platform.
 */
package io.faden.channel.letter;

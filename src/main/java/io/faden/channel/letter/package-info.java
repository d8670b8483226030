/**
 * The letter channel: scanned post in, printed letters out.
 *
 * <p>Foreign files are opened in a process of their own with little memory and a time limit, never
 * in the server. Text comes from the file itself or from tesseract; what a letter says of itself
 * are candidates with their evidence, never decisions.
 *
 * <p>Uses customer (how telephone numbers are written) and platform.
 */
package io.faden.channel.letter;

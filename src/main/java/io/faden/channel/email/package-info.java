/**
 * The e-mail channel: IMAP in, SMTP out.
 *
 * <p>Its face is {@link io.faden.channel.email.EmailChannel}. What comes in is read generously and
 * shown carefully; what goes out is known to have left, known to have stayed, or reported as
 * uncertain.
 *
 * <p>Owns the table mailbox_cursor. Uses channel, platform and intake.
 */
package io.faden.channel.email;

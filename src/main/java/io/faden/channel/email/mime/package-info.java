/**
 * Reads MIME as it really arrives: broken, lying and hostile.
 *
 * <p>Pure and linear in the size of the message; every reader here has an answer for any bytes and
 * none throws for them. Limits are held by {@link io.faden.channel.email.mime.ReadingBudget}: what
 * lies beyond them stays in the raw message only.
 *
 * <p>Sources: RFC 5322 (messages), 2045-2047 (MIME, words in headers), 2231 (parameters), 3676
 * (flowed text). Knows nothing of Faden.
 */
package io.faden.channel.email.mime;

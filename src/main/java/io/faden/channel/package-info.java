/**
 * Channel accounts and the port that every channel implements.
 *
 * <p>A channel turns raw arrivals into {@link io.faden.channel.Incoming} and carries {@link
 * io.faden.channel.Outgoing} to the customer; everything between is the same for all channels. Each
 * medium lives in a package below this one, and only {@code Main} knows those.
 *
 * <p>Owns the table channel_account. Sends channel_account_changed. Uses platform and routing (the
 * queue that an account fills).
 */
package io.faden.channel;

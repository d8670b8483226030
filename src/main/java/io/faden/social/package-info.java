/**
 * Posts: how they come from networks, are looked through, and are answered.
 *
 * <p>Each source is asked by one node, by lease; what it tells is recorded in the ledger, byte for
 * byte, in the transaction that moves its cursor. Filing makes a post of it. What surely needs an
 * answer becomes an entry with its work at once; everything else waits in a list in which people
 * look it through with one key each, and only what they say needs an answer becomes work.
 *
 * <p>Owns the tables post, post_decision, post_version, post_told, post_picture, social_cursor,
 * sent_post, private_link and account_authorization. Sends post_changed. Uses platform, channel,
 * channel.social, customer, conversation, intake and routing.
 */
package io.faden.social;

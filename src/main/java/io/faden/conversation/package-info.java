/**
 * Conversations and everything on their timeline: messages in and out, notes, events, drafts, and
 * the delivery of replies.
 *
 * <p>Filing puts what arrived where it belongs; replying guards that nothing is answered twice; the
 * delivery round carries replies out, each once or with a visible failure. The timeline of a
 * customer and the lists are read here too, since they are made of entries.
 *
 * <p>What a second pair of eyes is to look at leaves as it was looked at, and not by its author's
 * hand.
 *
 * <p>Conversations are split, merged and taken up again; call notes are written here for whoever
 * keeps the calls.
 *
 * <p>Owns the tables conversation, conversation_change, entry, attachment, draft, delivery,
 * approval and read_mark; reads the views customer_card, reachable, open_work and person. Sends
 * conversation_opened, conversation_changed, entry_added, entry_changed, draft_changed and
 * print_list_changed. Uses platform, customer, routing and channel.
 */
package io.faden.conversation;

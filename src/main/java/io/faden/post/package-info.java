/**
 * Letters out: answers that become paper.
 *
 * <p>An answer by letter is written like any other. When it is due it is laid out and lies ready on
 * the print list; somebody prints what is ready as one document, and says on which day it was
 * posted. Only then is it sent. What stands on every letter of a queue is its letterhead.
 *
 * <p>Owns the tables letterhead, letter, print_run and print_run_letter; reads the views
 * outgoing_message, reply_delivery, draft_file, entry_record, conversation_standing, customer_card,
 * reachable and person. Sends print_list_changed. Uses platform, channel, channel.letter, customer,
 * conversation and routing.
 */
package io.faden.post;

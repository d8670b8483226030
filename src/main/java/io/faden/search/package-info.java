/**
 * Finding customers, conversations and entries by what is written in them: words in German and
 * English, phrases, parts of names, numbers and addresses, names of attachments, the number of a
 * conversation.
 *
 * <p>Entries and conversations come newest first, since what is looked for is mostly recent, and so
 * that pages have no holes. What is withdrawn or still a draft is not found; everybody on the staff
 * may see everything else.
 *
 * <p>Owns the tables search_entry and search_conversation, which triggers keep (V019); reads the
 * views customer_card, contact_address, conversation_card, entry_card, attachment_name and person.
 * Uses platform and customer. Sends nothing.
 */
package io.faden.search;

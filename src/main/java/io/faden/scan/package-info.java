/**
 * Letters that come in: scans from folders and uploads, read, shown, and put where they belong.
 *
 * <p>A file is recorded in the ledger, byte for byte, together with its row in scan; only then is
 * it moved out of its folder, or the upload answered. Reading and filing follow in a lane of their
 * own. A letter of which nobody can be sure waits for a person.
 *
 * <p>Owns the tables scan, scan_page and scan_image. Sends scan_changed. Uses platform, channel,
 * channel.letter, customer, conversation, intake and routing.
 */
package io.faden.scan;

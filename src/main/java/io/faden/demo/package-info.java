/**
 * A company to try the product with, and its customers. Nothing in here reaches into the product:
 * the people act through the same faces as everybody, and what customers write goes by SMTP to a
 * mail server in this process and comes in by IMAP.
 *
 * <p>Owns the table demo_step and the mailboxes under {@code demo-mail} in the data folder. Uses
 * platform, staff, routing, channel and conversation. Runs only where the configuration says so;
 * its addresses answer this machine alone.
 */
package io.faden.demo;

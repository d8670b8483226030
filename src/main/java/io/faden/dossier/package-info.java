/**
 * What the house knows about one customer, to be handed out: as a dossier that people read, and as
 * an archive with everything in it.
 *
 * <p>Owns no table and sends no event; reads the views *_record of customers and conversations and
 * the raw messages. Sits above conversation and intake.
 */
package io.faden.dossier;

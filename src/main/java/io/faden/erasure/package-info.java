/**
 * Erasing a customer on request: preview, waiting time, a hold where a duty to keep stands against
 * it, the erasing itself in small batches, and a proof that names nobody.
 *
 * <p>Owns the table erasure; sends erasure_changed. What each feature has about a customer it
 * erases by itself ({@link io.faden.customer.Erasable}). Sits above conversation, phone and intake.
 */
package io.faden.erasure;

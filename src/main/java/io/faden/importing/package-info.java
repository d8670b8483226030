/**
 * Customers from a CSV file and into one. A file becomes lines; a dry run says what would become of
 * each; then it is done in batches, and can be taken back as far as nobody has used what it made.
 *
 * <p>Owns the tables customer_import and customer_import_row; sends import_changed. Uses customer.
 */
package io.faden.importing;

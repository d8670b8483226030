/**
 * What is said often, ready to be put into an answer: for each form of address its own words, under
 * a name and a shortcut, for one queue or for all.
 *
 * <p>Owns the table text_module. Sends text_modules_changed. Uses platform and routing.
 */
package io.faden.textmodule;

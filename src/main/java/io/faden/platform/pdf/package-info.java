/**
 * Pages in PDF: fonts that are embedded, writing from right to left, signs that no font has, page
 * numbers, bookmarks. Written while it is made, so that length costs no memory.
 */
package io.faden.platform.pdf;

package io.faden.search;

import java.util.Optional;

/**
 * A query as the database understands it.
 *
 * @param tsquery empty where nothing is asked for
 */
record Wish(SearchQuery query, Optional<String> tsquery, Marks marks, Marks partMarks) {}

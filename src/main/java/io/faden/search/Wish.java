package io.faden.search;

import java.util.Optional;

/**
 * A query as the database understands it.
 *
 * @param tsquery empty where nothing is asked for
 */
record Wish(SearchQuery query, Optional<String> tsquery, Marks marks, Marks partMarks) {

  /**
   * The same without the order of words, which no index knows: how many must be looked at, not how
   * many are found.
   */
  Optional<String> candidates() {
    return tsquery.map(query -> query.replaceAll("<(?:-|\\d+)>", "&"));
  }
}

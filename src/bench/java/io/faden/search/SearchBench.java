package io.faden.search;

import io.faden.testing.BigHouse;
import io.faden.testing.Caller;
import io.faden.testing.Measured;
import io.faden.testing.OpenHouse;
import io.faden.testing.Recorder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Searches over HTTP, each for everything (customers, conversations and entries), beside the very
 * statements that they run, alone. Arguments: see {@link OpenHouse}.
 */
public final class SearchBench {
  private static final SearchFilter NO_FILTER =
      new SearchFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
  private static final int LIMIT = 20;

  private SearchBench() {}

  public static void main(String[] args) {
    OpenHouse house = new OpenHouse(args);
    Measured.heading();
    for (int clients : new int[] {1, 8}) {
      search(house, clients, "rare word", BigHouse.rareWords());
      search(house, clients, "common word", BigHouse.commonWords());
      search(house, clients, "phrase", BigHouse.phrases());
      search(house, clients, "phrase in most texts", List.of("\"" + BigHouse.CLOSING + "\""));
      search(house, clients, "mail address", BigHouse.addresses());
      search(house, clients, "name and town", BigHouse.namesAndTowns());
      search(house, clients, "part of a number", BigHouse.numbers());
    }
    System.exit(0);
  }

  private static void search(OpenHouse house, int clients, String what, List<String> queries) {
    Search search = new Search(house.database());
    List<Recorder> recorded = new ArrayList<>();
    for (String query : queries) {
      Search.Found found =
          house
              .database()
              .transaction(
                  tx -> {
                    Recorder recorder = new Recorder(tx);
                    recorded.add(recorder);
                    return search.find(
                        recorder,
                        SearchQuery.of(query),
                        Optional.empty(),
                        NO_FILTER,
                        Optional.empty(),
                        LIMIT);
                  });
      if (count(found.customers()) + count(found.conversations()) + count(found.entries()) == 0) {
        System.out.println("nothing is found by " + query);
      }
    }
    Measured.compare(
        what,
        clients,
        house.seconds(),
        number ->
            house.agent().read("/search?q=" + Caller.encoded(queries.get(number % queries.size()))),
        number -> recorded.get(number % recorded.size()).repeatTogether(house.database()));
  }

  private static int count(Optional<Search.Hits> hits) {
    return hits.orElseThrow().items().size();
  }
}

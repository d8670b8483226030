package io.faden.channel.social;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.faden.channel.social.Backlog.Found;
import io.faden.channel.social.Backlog.Mark;
import io.faden.channel.social.Backlog.Page;
import io.faden.channel.social.Backlog.Slice;
import io.faden.channel.social.NetworkFault.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A list that grows while it is read, newest first, and what comes of it, oldest first. */
class BacklogTest {
  private static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

  private final List<Found> list = new ArrayList<>();
  private final Backlog backlog = new Backlog();

  private void grow(int many) {
    for (int i = 0; i < many; i++) {
      int number = list.size();
      list.add(
          new Found(
              new Mark("id" + number, START.plusSeconds(number)),
              new SocialNetwork.Item("key" + number, new byte[0])));
    }
  }

  /** Pages of 40, newest first, as far back as there is something. */
  private Page page(Optional<String> next) {
    int to = next.map(Integer::parseInt).orElse(list.size());
    int from = Math.max(0, to - 40);
    return new Page(
        list.subList(from, to).reversed(),
        from == 0 ? Optional.empty() : Optional.of(Integer.toString(from)));
  }

  private static List<String> keys(List<Found> found) {
    return found.stream().map(one -> one.item().sourceKey()).toList();
  }

  private static List<String> keys(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "key" + i).toList();
  }

  private List<String> all(Optional<Mark> from) throws NetworkFault {
    List<String> taken = new ArrayList<>();
    Optional<Mark> mark = from;
    Slice slice;
    do {
      slice = backlog.next("list", mark, 100, this::page);
      taken.addAll(keys(slice.found()));
      mark = slice.mark();
    } while (slice.more());
    return taken;
  }

  @Test
  void moreThanIsKeptInMemoryComesWholeInOrderAndOnce() throws NetworkFault {
    grow(4_567);

    assertEquals(keys(0, 4_567), all(Optional.empty()));
  }

  @Test
  void whatComesWhileSomebodyReadsIsNotPassedOver() throws NetworkFault {
    grow(250);
    Slice first = backlog.next("list", Optional.empty(), 100, this::page);
    grow(75);

    List<String> rest = all(first.mark());
    assertEquals(keys(100, 250), rest);
    assertEquals(keys(250, 325), all(Optional.of(list.get(249).mark())));
  }

  @Test
  void aFaultOnTheWayBackGivesNothingAndForgetsNothing() throws NetworkFault {
    grow(120);
    Mark since = list.get(9).mark();

    assertThrows(
        NetworkFault.class,
        () ->
            backlog.next(
                "list",
                Optional.of(since),
                100,
                next -> {
                  if (next.isPresent()) {
                    throw new NetworkFault(Kind.LIMITED, "slowly");
                  }
                  return page(next);
                }));

    assertEquals(keys(10, 120), all(Optional.of(since)));
  }

  @Test
  void whatItWasReadToMayBeGone() throws NetworkFault {
    grow(90);
    Mark since = list.get(30).mark();
    list.remove(30);

    assertEquals(keys(31, 90), all(Optional.of(since)));
  }

  @Test
  void whatIsStillFreshIsAskedForAgain() throws NetworkFault {
    grow(2);
    Found fresh =
        new Found(new Mark("fresh", Instant.now()), new SocialNetwork.Item("fresh", new byte[0]));
    list.add(fresh);

    Slice slice = backlog.next("list", Optional.empty(), 100, this::page);

    assertEquals(List.of("key0", "key1", "fresh"), keys(slice.found()));
    assertEquals(Optional.of(list.get(1).mark()), slice.mark());
    assertEquals(List.of("fresh"), all(slice.mark()));
  }
}

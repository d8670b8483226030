package io.faden.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** How long turns take, in milliseconds, while so many clients take one after the other. */
public record Measured(double half, double most, int turns) {
  private static final long WARM = TimeUnit.SECONDS.toNanos(2);

  /** One turn of many; the number goes up by one with each. */
  public interface Turn {
    void take(int number);
  }

  public static Measured of(int clients, int seconds, Turn turn) {
    long begun = System.nanoTime();
    long counted = begun + WARM;
    long end = counted + TimeUnit.SECONDS.toNanos(seconds);
    List<Long> all = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
      List<Future<List<Long>>> running = new ArrayList<>();
      for (int client = 0; client < clients; client++) {
        int first = client * 37;
        running.add(
            threads.submit(
                () -> {
                  List<Long> times = new ArrayList<>();
                  int number = first;
                  for (long from = System.nanoTime(); from < end; from = System.nanoTime()) {
                    turn.take(number++);
                    if (from >= counted) {
                      times.add(System.nanoTime() - from);
                    }
                  }
                  return times;
                }));
      }
      for (Future<List<Long>> one : running) {
        all.addAll(one.get());
      }
    } catch (ExecutionException | InterruptedException fault) {
      throw new IllegalStateException(fault);
    }
    all.sort(null);
    return new Measured(at(all, 0.5), at(all, 0.99), all.size());
  }

  private static double at(List<Long> sorted, double part) {
    return sorted.get((int) Math.min(sorted.size() - 1, Math.floor(sorted.size() * part))) / 1e6;
  }

  /** A line of a table: what, clients, both ways, how many turns. */
  public static void compare(String what, int clients, int seconds, Turn http, Turn bare) {
    // Bare first and last, so that neither has the warmer machine.
    Measured before = of(clients, seconds, bare);
    Measured over = of(clients, seconds * 2, http);
    Measured after = of(clients, seconds, bare);
    double half = (before.half + after.half) / 2;
    System.out.printf(
        Locale.ROOT,
        "| %s | %d | %.1f | %.1f | %.1f | %.1f | %.1f | %,d |%n",
        what,
        clients,
        over.half,
        over.most,
        half,
        Math.max(before.most, after.most),
        over.half / half,
        over.turns);
  }

  public static void heading() {
    System.out.println(
        "| what | clients | HTTP p50 ms | p99 | SQL bare p50 ms | p99 | ratio of p50 | requests |");
    System.out.println("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
  }
}

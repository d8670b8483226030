package io.faden.testing;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** Several who do the same at the same moment. */
public final class AtOnce {
  private AtOnce() {}

  /** What each of them got. Errors: the first failure. */
  public static <T> List<T> run(List<Callable<T>> works) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<T>> running =
          works.stream()
              .map(
                  work ->
                      threads.submit(
                          () -> {
                            start.await();
                            return work.call();
                          }))
              .toList();
      start.countDown();
      List<T> results = new java.util.ArrayList<>();
      for (Future<T> each : running) {
        results.add(each.get());
      }
      return results;
    }
  }

  public static <T> List<T> times(int times, Callable<T> work) throws Exception {
    return run(IntStream.range(0, times).mapToObj(number -> work).toList());
  }
}

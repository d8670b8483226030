package io.faden.channel.letter;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A process with a time limit, without a shell, input or what this process has in its environment
 * (which holds passwords). When it ends, by itself or not, none of its children is left.
 */
final class BoundedProcess {
  private static final List<String> PASSED_ON = List.of("PATH", "HOME", "TESSDATA_PREFIX");

  private BoundedProcess() {}

  /**
   * Runs a command, whose output goes nowhere. Result: the exit code, or empty when the time was
   * over. Errors: UncheckedIOException when there is no such program; CancellationException, with
   * the process gone, when this thread is interrupted.
   */
  static OptionalInt run(List<String> command, Map<String, String> environment, Duration limit) {
    return run(command, environment, limit, Redirect.DISCARD);
  }

  /** The same with its output in a file. */
  static OptionalInt run(
      List<String> command, Map<String, String> environment, Duration limit, Redirect output) {
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> all = builder.environment();
    all.keySet().retainAll(PASSED_ON);
    all.put("LC_ALL", "C.UTF-8");
    all.putAll(environment);
    builder.redirectInput(Redirect.from(nothing())).redirectOutput(output);
    builder.redirectError(Redirect.DISCARD);
    Process process;
    try {
      process = builder.start();
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
    try {
      // A future: waiting for the process itself would hold the carrier of a virtual thread.
      process.onExit().get(limit.toNanos(), TimeUnit.NANOSECONDS);
      return OptionalInt.of(process.exitValue());
    } catch (TimeoutException over) {
      return OptionalInt.empty();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw (CancellationException) new CancellationException("interrupted").initCause(stopped);
    } catch (ExecutionException neverSaid) {
      throw new IllegalStateException(neverSaid);
    } finally {
      end(process);
    }
  }

  private static File nothing() {
    return new File(System.getProperty("os.name").startsWith("Windows") ? "NUL" : "/dev/null");
  }

  private static void end(Process process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }
}

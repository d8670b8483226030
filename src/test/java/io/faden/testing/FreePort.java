package io.faden.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports that nobody listens on right now. They are below those that systems give out by themselves
 * (Linux from 32768, others from 49152), so that nobody gets one while its owner restarts; and
 * tests that run beside one another begin at different ones.
 */
public final class FreePort {
  private static final int FIRST = 12_000;
  private static final int COUNT = 20_000;
  private static final int APART = 97;
  private static final AtomicInteger NEXT =
      new AtomicInteger((int) (ProcessHandle.current().pid() * APART % COUNT));

  private FreePort() {}

  public static int find() {
    for (int attempt = 0; attempt < COUNT; attempt++) {
      int port = FIRST + Math.floorMod(NEXT.getAndIncrement(), COUNT);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException("no port is free");
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (BindException taken) {
      return false;
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }
}

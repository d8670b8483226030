package io.faden.platform.http;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Tells whether a numeric address is this machine's own. */
public final class Loopback {
  private Loopback() {}

  /** False for anything that is not a numeric address: no name is ever looked up. */
  public static boolean is(String address) {
    if (address == null || !address.matches("[0-9.]+|[0-9a-fA-F:.%]*:[0-9a-zA-Z:.%]*")) {
      return false;
    }
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException notNumeric) {
      return false;
    }
  }
}

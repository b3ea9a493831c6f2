package io.dctstream.cli.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports of the loopback address. One that is free for the asking need not be free a moment later,
 * when the process that it is for binds it: so ports are taken from below those that systems give
 * to outgoing connections (32768 and up on Linux, 49152 and up elsewhere), and none twice.
 */
public final class LoopbackPort {
  public static final String HOST = "127.0.0.1";

  /** Lowest that is given out. */
  static final int FIRST = 20_000;

  /** Above the highest that is given out. */
  static final int END = 32_000;

  /** Processes that look for ports at the same time begin in different places. */
  private static final AtomicInteger NEXT =
      new AtomicInteger(ThreadLocalRandom.current().nextInt(FIRST, END));

  private LoopbackPort() {}

  /**
   * Looks whether a port can be listened on.
   *
   * @param port the port; 0 for any that is free
   * @return the port
   * @throws IOException whose message says that the port is in use
   */
  public static int claim(int port) throws IOException {
    if (port != 0) {
      try {
        return bind(port);
      } catch (BindException e) {
        throw new IOException("Port %d is in use; give another, or 0 for any".formatted(port), e);
      }
    }
    for (int tries = FIRST; tries < END; tries++) {
      try {
        return bind(NEXT.getAndUpdate(last -> last + 1 == END ? FIRST : last + 1));
      } catch (BindException e) {
        // The next one may be free.
      }
    }
    throw new IOException("No port from %d to %d is free".formatted(FIRST, END - 1));
  }

  private static int bind(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return port;
    }
  }
}

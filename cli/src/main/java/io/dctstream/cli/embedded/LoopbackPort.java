package io.dctstream.cli.embedded;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Ports of the loopback address. */
public final class LoopbackPort {
  public static final String HOST = "127.0.0.1";

  private LoopbackPort() {}

  /**
   * Looks whether a port can be listened on.
   *
   * @param port the port; 0 for any that is free
   * @return the port
   * @throws IOException whose message says that the port is in use
   */
  public static int claim(int port) throws IOException {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return socket.getLocalPort();
    } catch (BindException e) {
      throw new IOException("Port %d is in use; give another, or 0 for any".formatted(port), e);
    }
  }
}

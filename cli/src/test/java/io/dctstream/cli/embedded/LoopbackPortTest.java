package io.dctstream.cli.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Scanner;
import java.util.Set;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class LoopbackPortTest {
  @Test
  void givesNoPortTwiceAndNoneThatIsInUse() throws Exception {
    int before = LoopbackPort.claim(0);
    int next = before + 1 < LoopbackPort.END ? before + 1 : LoopbackPort.FIRST;
    try (ServerSocket other = new ServerSocket(next, 1, InetAddress.getLoopbackAddress())) {
      Set<Integer> ports = new HashSet<>();
      for (int i = 0; i < 100; i++) {
        ports.add(LoopbackPort.claim(0));
      }
      assertThat(ports).hasSize(100).doesNotContain(before, other.getLocalPort());
    }
  }

  /** What a connection took in between could not be bound by the process that it is for. */
  @Test
  void givesNoPortThatConnectionsGet() throws Exception {
    Path range = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    Assumptions.assumeTrue(Files.exists(range), "Only Linux tells its range");
    try (Scanner bounds = new Scanner(range, UTF_8)) {
      int first = bounds.nextInt();
      int last = bounds.nextInt();
      assertThat(LoopbackPort.claim(0)).matches(port -> port < first || port > last);
    }
  }
}

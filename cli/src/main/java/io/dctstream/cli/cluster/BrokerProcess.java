package io.dctstream.cli.cluster;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.cli.embedded.LoopbackPort;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A Kafka broker as a process of its own, which can be killed, paused and started again with what
 * it had.
 */
public final class BrokerProcess implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final int POLL_MILLIS = 200;

  private final JavaProcess process;
  private final int port;

  private BrokerProcess(JavaProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a broker and waits until it serves.
   *
   * @param directory keeps its data and its log
   */
  public static BrokerProcess start(Path directory)
      throws CommandException, IOException, InterruptedException {
    Files.createDirectories(directory);
    int port = LoopbackPort.claim(0);
    JavaProcess process =
        new JavaProcess(
            Redirect.appendTo(directory.resolve("broker.out").toFile()),
            Map.of(),
            List.of(
                "-Xmx512m",
                "-Ddctstream.log=" + directory.resolve("broker.log"),
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                Integer.toString(port),
                directory.resolve("data").toString()));
    BrokerProcess broker = new BrokerProcess(process, port);
    try {
      broker.start();
      return broker;
    } catch (CommandException | IOException | InterruptedException e) {
      broker.close();
      throw e;
    }
  }

  /** The process itself: what listens on a port and keeps its data in a folder. */
  public static void main(String[] args) throws IOException {
    Path data = Files.createDirectories(Path.of(args[1]));
    var unused = EmbeddedBroker.start(Integer.parseInt(args[0]), data); // runs until it is killed
  }

  /** The address for clients, HOST:PORT. */
  public String bootstrapServers() {
    return LoopbackPort.HOST + ":" + port;
  }

  /** As {@link EmbeddedBroker#createTopic}. */
  public void createTopic(String name, int partitions) throws IOException {
    EmbeddedBroker.createTopic(bootstrapServers(), name, partitions);
  }

  public JavaProcess process() {
    return process;
  }

  /**
   * Starts the broker that was killed, and waits until it serves.
   *
   * @throws CommandException if it does not
   */
  public void start() throws CommandException, IOException, InterruptedException {
    process.start();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!serves()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new CommandException("The broker did not start: " + process.output());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  @Override
  public void close() {
    process.close();
  }

  private boolean serves() {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), POLL_MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

package io.dctstream.cli.embedded;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.flink.util.FileUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/** A Kafka broker with its KRaft controller, in this process. */
public final class EmbeddedBroker implements AutoCloseable {
  /** Longest image that a producer may send; a record has some headers beside it. */
  public static final int MAX_IMAGE_BYTES = 32 << 20;

  private static final String MAX_BATCH_BYTES = Integer.toString(MAX_IMAGE_BYTES + (1 << 20));

  /** A broker that was killed is not let in again before this is over; the default is 9 s. */
  private static final Map<String, String> SOON_BACK =
      Map.of("broker.session.timeout.ms", "4000", "broker.heartbeat.interval.ms", "500");

  private static final int NODE = 1;
  private static final int POLL_MILLIS = 20;
  private static final short ONE_REPLICA = 1;

  private final KafkaRaftServer server;
  private final String bootstrapServers;
  private final Optional<Path> temporary;

  private EmbeddedBroker(
      KafkaRaftServer server, String bootstrapServers, Optional<Path> temporary) {
    this.server = server;
    this.bootstrapServers = bootstrapServers;
    this.temporary = temporary;
  }

  /**
   * Starts a broker whose data goes when it is closed, and waits until it serves.
   *
   * @param port where it listens; 0 for any free port
   * @throws IOException if the port is in use or the temporary directory cannot be written
   */
  public static EmbeddedBroker start(int port) throws IOException {
    return start(port, Map.of(), List.of());
  }

  /**
   * Starts such a broker that has a listener more, such as one that asks who is there.
   *
   * @param port where it listens for everyone; 0 for any free port
   * @param more properties of the broker; one that is set here is a list and gets longer
   * @param scram credentials, such as {@code SCRAM-SHA-512=[name=N,password=P]}
   * @throws IOException if the port is in use or the temporary directory cannot be written
   */
  public static EmbeddedBroker start(int port, Map<String, String> more, List<String> scram)
      throws IOException {
    Path directory = Files.createTempDirectory("dctstream-broker");
    try {
      return start(port, directory, Optional.of(directory), more, scram);
    } catch (IOException e) {
      FileUtils.deleteDirectoryQuietly(directory.toFile());
      throw e;
    }
  }

  /**
   * Starts a broker that keeps its data, and goes on with what an earlier one left there, even if
   * that was killed.
   *
   * @param port where it listens; 0 for any free port
   * @throws IOException if the port is in use or the directory cannot be written
   */
  public static EmbeddedBroker start(int port, Path directory) throws IOException {
    return start(port, directory, Optional.empty(), SOON_BACK, List.of());
  }

  private static EmbeddedBroker start(
      int port,
      Path directory,
      Optional<Path> temporary,
      Map<String, String> more,
      List<String> scram)
      throws IOException {
    String listener = LoopbackPort.HOST + ":" + LoopbackPort.claim(port);
    String controller = LoopbackPort.HOST + ":" + LoopbackPort.claim(0);
    KafkaRaftServer server = null;
    try {
      if (!Files.exists(directory.resolve("meta.properties"))) {
        format(directory, scram);
      }
      Properties properties = properties(directory, listener, controller);
      more.forEach(
          (name, value) -> properties.merge(name, value, (ours, theirs) -> ours + "," + theirs));
      server = new KafkaRaftServer(new KafkaConfig(properties, false), Time.SYSTEM);
      server.startup();
      return new EmbeddedBroker(server, listener, temporary);
    } catch (Exception e) {
      if (server != null) {
        server.shutdown();
      }
      throw new IOException("The broker could not be started: " + e.getMessage(), e);
    }
  }

  /** The address for clients, HOST:PORT. */
  public String bootstrapServers() {
    return bootstrapServers;
  }

  /**
   * Makes a topic for records of {@link #MAX_IMAGE_BYTES}.
   *
   * @throws IOException if there is such a topic already
   */
  public void createTopic(String name, int partitions) throws IOException {
    createTopic(bootstrapServers, name, partitions);
  }

  /** Makes such a topic on any broker of this kind. */
  public static void createTopic(String bootstrapServers, String name, int partitions)
      throws IOException {
    NewTopic topic =
        new NewTopic(name, partitions, ONE_REPLICA)
            .configs(Map.of(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, MAX_BATCH_BYTES));
    try (Admin admin =
        Admin.create(
            Map.<String, Object>of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
      admin.createTopics(List.of(topic)).all().get();
      awaitTopic(admin, name);
    } catch (ExecutionException e) {
      throw new IOException("The topic '%s' could not be made".formatted(name), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while making the topic '%s'".formatted(name), e);
    }
  }

  /** The controller has made it; the broker hears of that a little later. */
  private static void awaitTopic(Admin admin, String name)
      throws ExecutionException, InterruptedException {
    while (!admin.listTopics().names().get().contains(name)) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  @Override
  public void close() {
    server.shutdown();
    server.awaitShutdown();
    temporary.ifPresent(directory -> FileUtils.deleteDirectoryQuietly(directory.toFile()));
  }

  private static void format(Path directory, List<String> scram) throws Exception {
    new Formatter()
        .setNodeId(NODE)
        .setClusterId(Uuid.randomUuid().toString())
        .setReleaseVersion(MetadataVersion.latestProduction())
        .setControllerListenerName("CONTROLLER")
        .setMetadataLogDirectory(directory.toString())
        .addDirectory(directory.toString())
        .setScramArguments(scram)
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .run();
  }

  private static Properties properties(Path directory, String listener, String controller) {
    Properties properties = new Properties();
    properties.put("node.id", Integer.toString(NODE));
    properties.put("process.roles", "broker,controller");
    properties.put("controller.quorum.voters", NODE + "@" + controller);
    properties.put("listeners", "PLAINTEXT://%s,CONTROLLER://%s".formatted(listener, controller));
    properties.put("advertised.listeners", "PLAINTEXT://" + listener);
    properties.put("controller.listener.names", "CONTROLLER");
    properties.put("inter.broker.listener.name", "PLAINTEXT");
    properties.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
    properties.put("log.dirs", directory.toString());
    properties.put("auto.create.topics.enable", "false");
    properties.put("group.initial.rebalance.delay.ms", "0");
    // Images, and so their results, may be older than a broker keeps records by default.
    properties.put("log.retention.ms", "-1");

    // Kafka's own topics, of one replica and few partitions.
    properties.put("offsets.topic.replication.factor", "1");
    properties.put("offsets.topic.num.partitions", "1");
    properties.put("transaction.state.log.replication.factor", "1");
    properties.put("transaction.state.log.min.isr", "1");
    properties.put("transaction.state.log.num.partitions", "4");
    properties.put("share.coordinator.state.topic.replication.factor", "1");
    properties.put("share.coordinator.state.topic.min.isr", "1");

    properties.put("message.max.bytes", MAX_BATCH_BYTES);
    properties.put("replica.fetch.max.bytes", MAX_BATCH_BYTES);
    return properties;
  }
}

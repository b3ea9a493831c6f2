package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.cli.embedded.EmbeddedCluster;
import io.dctstream.job.StreamJob;
import io.dctstream.samples.SampleImages;
import java.io.IOException;
import java.io.Writer;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A broker behind TLS that asks for a password, and a job that keeps it to itself. */
class SecuredKafkaITCase {
  private static final String PASSWORD = "open-sesame-4711";
  private static final String WRONG_PASSWORD = "open-barley-4712";
  private static final String STORE_PASSWORD = "forty-thieves-4713";
  private static final List<String> SECRETS = List.of(PASSWORD, WRONG_PASSWORD, STORE_PASSWORD);

  /** How a client of Kafka begins its log, which is also where it might tell too much. */
  private static final String CLIENT_LOG = "ProducerConfig values";

  @TempDir private static Path directory;
  private static String secured;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void startBroker() throws Exception {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      secured = "127.0.0.1:" + free.getLocalPort();
    }
    String listener = "SECURED://" + secured;
    broker =
        EmbeddedBroker.start(
            0,
            Map.of(
                "listeners",
                listener,
                "advertised.listeners",
                listener,
                "listener.security.protocol.map",
                "SECURED:SASL_SSL",
                "sasl.enabled.mechanisms",
                "SCRAM-SHA-512",
                "listener.name.secured.scram-sha-512.sasl.jaas.config",
                "org.apache.kafka.common.security.scram.ScramLoginModule required;",
                "ssl.keystore.location",
                keyStore().toString(),
                "ssl.keystore.password",
                STORE_PASSWORD,
                "ssl.key.password",
                STORE_PASSWORD),
            List.of("SCRAM-SHA-512=[name=ali,password=%s]".formatted(PASSWORD)));
    for (String topic : List.of("images", "predictions", "rejects")) {
      broker.createTopic(topic, 1);
    }
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>("images", new SampleImages(61).draw(0).jpeg())).get();
    }
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @Test
  void theJobLogsInAndItsLogHoldsNoPassword() throws Exception {
    Run run = Run.of("stream", "--config", config(), "--bounded");

    assertThat(run.exitCode()).as(run.err()).isZero();
    assertThat(endOf("predictions")).isPositive();
    assertThat(run.out() + run.err()).doesNotContain(SECRETS);
    assertThat(log()).contains(CLIENT_LOG).doesNotContain(SECRETS);
  }

  @Test
  void aWrongPasswordIsRefusedInOneSentenceThatDoesNotTellIt() throws Exception {
    Run run =
        Run.of(
            "stream",
            "--config",
            config(),
            "--property",
            "sasl.jaas.config=" + jaas(WRONG_PASSWORD));

    assertThat(run.exitCode()).isNotZero();
    assertThat(run.err())
        .startsWith("Kafka at %s does not know who asks".formatted(secured))
        .endsWith("set TLS and SASL under 'dctstream.kafka.properties'")
        .hasLineCount(1);
    assertThat(run.out() + run.err()).doesNotContain(SECRETS);
    assertThat(log()).contains("does not know who asks").doesNotContain(SECRETS);
  }

  /** What anyone sees who reaches the web interface. */
  @Test
  void theWebInterfaceShowsNoPassword() throws Exception {
    try (EmbeddedCluster cluster = EmbeddedCluster.start(1, 0)) {
      Configuration options = Configuration.fromMap(options());
      StreamExecutionEnvironment environment = cluster.environment(options).setParallelism(1);
      StreamJob.build(environment, options);
      JobClient job = environment.executeAsync();
      String base = cluster.webInterface() + "/jobs/" + job.getJobID();
      assertThat(get(base)).contains("decode");
      for (String page : List.of("", "/config", "/plan", "/exceptions", "/jobmanager/config")) {
        assertThat(get(base + page)).as(page).doesNotContain(SECRETS);
      }
      assertThat(get(cluster.webInterface() + "/jobmanager/config")).doesNotContain(SECRETS);
      job.cancel().get();
    }
  }

  private static Map<String, String> options() {
    String kafka = "dctstream.kafka.";
    return Map.of(
        kafka + "bootstrap-servers",
        secured,
        kafka + "input-topic",
        "images",
        kafka + "output-topic",
        "predictions",
        kafka + "rejects-topic",
        "rejects",
        "dctstream.model.path",
        ShippedModel.SHAPES.file().toString(),
        kafka + "properties.security.protocol",
        "SASL_SSL",
        kafka + "properties.sasl.mechanism",
        "SCRAM-SHA-512",
        kafka + "properties.sasl.jaas.config",
        jaas(PASSWORD),
        kafka + "properties.ssl.truststore.location",
        directory.resolve("broker.p12").toString(),
        kafka + "properties.ssl.truststore.password",
        STORE_PASSWORD);
  }

  private static String jaas(String password) {
    return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"ali\""
        + " password=\"%s\";".formatted(password);
  }

  private static Path config() throws IOException {
    Properties properties = new Properties();
    properties.putAll(options());
    properties.put("execution.checkpointing.interval", "300 ms");
    Path file = directory.resolve("job.properties");
    try (Writer writer = Files.newBufferedWriter(file)) {
      properties.store(writer, null);
    }
    return file;
  }

  /** The broker's key; clients trust it because they have it, too. */
  private static Path keyStore() throws Exception {
    Path file = directory.resolve("broker.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "broker",
                "-keyalg",
                "EC",
                "-dname",
                "CN=127.0.0.1",
                "-ext",
                "SAN=ip:127.0.0.1",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                STORE_PASSWORD)
            .redirectErrorStream(true)
            .start();
    String output = new String(keytool.getInputStream().readAllBytes(), UTF_8);
    assertThat(keytool.waitFor(1, TimeUnit.MINUTES)).isTrue();
    assertThat(keytool.exitValue()).as(output).isZero();
    return file;
  }

  private static long endOf(String topic) throws Exception {
    try (Admin admin =
        Admin.create(Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()))) {
      TopicPartition partition = new TopicPartition(topic, 0);
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.latest()))
          .partitionResult(partition)
          .get()
          .offset();
    }
  }

  private static String log() throws IOException {
    return Files.readString(Path.of(System.getProperty("dctstream.log")));
  }

  private static String get(String url) throws Exception {
    HttpResponse<String> response =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    assertThat(response.statusCode()).as(url).isEqualTo(200);
    return response.body();
  }
}

package io.dctstream.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.dctstream.cli.cluster.JavaProcess;
import io.dctstream.cli.embedded.LoopbackPort;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** An object store that speaks S3, in a process of its own; it has one bucket, in memory. */
final class S3Server implements AutoCloseable {
  /** A folder of Flink plugins that has the one for S3. */
  static final Path PLUGINS = Path.of("../s3-server/target/plugins").toAbsolutePath();

  private static final String JARS = Path.of("../s3-server/target/server").toAbsolutePath() + "/*";
  private static final Pattern KEY = Pattern.compile("<Key>([^<]+)</Key>");
  private static final int WAITS = 300;

  private final HttpClient client = HttpClient.newHttpClient();
  private final JavaProcess process;
  private final URI endpoint;

  private S3Server(JavaProcess process, URI endpoint) {
    this.process = process;
    this.endpoint = endpoint;
  }

  /** Starts a store whose settings and log are in a folder. */
  static S3Server start(Path folder) throws IOException, InterruptedException {
    int port = LoopbackPort.claim(0);
    URI endpoint = URI.create("http://%s:%d".formatted(LoopbackPort.HOST, port));
    // A store in a folder would refuse to delete a key that others begin with, as no S3 store does.
    Path settings =
        Files.writeString(
            folder.resolve("s3proxy.properties"),
            """
            s3proxy.endpoint=%s
            s3proxy.authorization=none
            jclouds.provider=transient
            jclouds.identity=none
            jclouds.credential=none
            """
                .formatted(endpoint));
    JavaProcess process =
        new JavaProcess(
            Redirect.to(folder.resolve("s3proxy.log").toFile()),
            Map.of(),
            List.of(
                "-Dorg.slf4j.simpleLogger.logFile=System.out",
                "-cp",
                JARS,
                "org.gaul.s3proxy.Main",
                "--properties",
                settings.toString()));
    process.start();
    S3Server server = new S3Server(process, endpoint);
    try {
      server.awaitBucket();
      return server;
    } catch (IOException e) {
      server.close();
      throw e;
    }
  }

  /** An object as Flink names it. */
  static String uri(String key) {
    return "s3://bucket/" + key;
  }

  URI endpoint() {
    return endpoint;
  }

  void put(String key, byte[] object) throws IOException, InterruptedException {
    send("/bucket/" + key, "PUT", BodyPublishers.ofByteArray(object));
  }

  String text(String key) throws IOException, InterruptedException {
    return send("/bucket/" + key, "GET", BodyPublishers.noBody());
  }

  /** The objects that a reader sees. */
  List<String> keys(String prefix) throws IOException, InterruptedException {
    String list = send("/bucket?list-type=2&prefix=" + prefix, "GET", BodyPublishers.noBody());
    return KEY.matcher(list).results().map(key -> key.group(1)).toList();
  }

  @Override
  public void close() {
    process.close();
  }

  private void awaitBucket() throws IOException, InterruptedException {
    for (int wait = 0; wait < WAITS && process.isAlive(); wait++) {
      try {
        send("/bucket", "PUT", BodyPublishers.noBody());
        return;
      } catch (ConnectException e) {
        Thread.sleep(100);
      }
    }
    throw new IOException("The store did not start: " + process.output());
  }

  private String send(String path, String method, BodyPublisher body)
      throws IOException, InterruptedException {
    var response =
        client.send(
            HttpRequest.newBuilder(endpoint.resolve(path)).method(method, body).build(),
            BodyHandlers.ofString(UTF_8));
    if (response.statusCode() != 200) {
      throw new IOException(
          "%s %s: %d %s".formatted(method, path, response.statusCode(), response.body()));
    }
    return response.body();
  }
}

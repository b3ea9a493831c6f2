package io.dctstream.cli.stream;

import io.dctstream.cli.ConfigFile;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.Terminal;
import io.dctstream.cli.page.LivePage;
import io.dctstream.cli.page.PageOptions;
import io.dctstream.cli.page.Watched;
import io.dctstream.job.kafka.KafkaOptions;
import io.dctstream.job.kafka.TopicCheck;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Serves the live page of a job that runs elsewhere. */
@Command(
    name = "watch",
    modelTransformer = JobOptions.class,
    description =
        "Serves a page that shows a job at work: pictures as they are classified, rejects,"
            + " throughput, latency.",
    footer = {
      "",
      "It reads the job's topics and asks Flink; the job does not notice. It shows images to",
      "whoever can reach it: think before you set --web-host.",
      "",
      "Examples:",
      "  ./dctstream watch --config job.properties --flink http://localhost:8081",
      "  ./dctstream watch --bootstrap-servers localhost:9092 --input-topic images \\",
      "      --output-topic predictions --rejects-topic rejects --web-port 8090",
    })
public final class WatchCommand implements Callable<Integer>, JobCommand {
  private static final int POLL_MILLIS = 200;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "The file of the job's options; those of the command line go before it.")
  private Path config;

  @Option(
      names = "--flink",
      paramLabel = "URL",
      description =
          "Flink's web interface, for the figures that only the job knows: bytes a hop, batches,"
              + " waiting images.")
  private URI flink;

  @Mixin private Terminal terminal;

  private final Map<String, String> settings = new HashMap<>();

  @Override
  public List<ConfigOption<?>> options() {
    return List.of(
        KafkaOptions.BOOTSTRAP_SERVERS,
        KafkaOptions.INPUT_TOPIC,
        KafkaOptions.OUTPUT_TOPIC,
        KafkaOptions.OUTPUT_FORMAT,
        KafkaOptions.REJECTS_TOPIC,
        KafkaOptions.PROPERTIES,
        PageOptions.PORT,
        PageOptions.HOST);
  }

  @Override
  public Map<String, String> settings() {
    return settings;
  }

  @Override
  public Integer call() throws Exception { // as TopicCheck and LivePage
    Configuration options = new Configuration();
    options.set(PageOptions.PORT, 0);
    if (config != null) {
      ConfigFile.read(config, options);
    }
    settings.forEach(options::setString);
    requireSet(options);
    TopicCheck.check(options);
    try (CtrlC ctrlC = CtrlC.listen();
        LivePage page =
            LivePage.start(
                Watched.of(options, Optional.ofNullable(flink)),
                options.get(PageOptions.HOST),
                options.get(PageOptions.PORT))) {
      terminal.out().println("Live page      " + page.address());
      terminal.out().println("Ctrl-C ends it");
      while (true) {
        ctrlC.check();
        Thread.sleep(POLL_MILLIS);
      }
    } catch (InterruptedException e) {
      return ExitCode.OK; // Ctrl-C is how it ends.
    }
  }

  private void requireSet(Configuration options) {
    for (ConfigOption<?> option :
        List.of(
            KafkaOptions.BOOTSTRAP_SERVERS,
            KafkaOptions.INPUT_TOPIC,
            KafkaOptions.OUTPUT_TOPIC,
            KafkaOptions.REJECTS_TOPIC)) {
      if (options.getOptional(option).isEmpty()) {
        throw terminal.misuse(
            "The option '%s' is not set; set it as --%s VALUE"
                .formatted(option.key(), option.key()));
      }
    }
  }
}

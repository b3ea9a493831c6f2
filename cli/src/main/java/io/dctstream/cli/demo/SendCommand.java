package io.dctstream.cli.demo;

import io.dctstream.cli.CommandException;
import io.dctstream.cli.CtrlC;
import io.dctstream.cli.Progress;
import io.dctstream.cli.Terminal;
import io.dctstream.cli.traffic.DrawnPictures;
import io.dctstream.cli.traffic.FolderPictures;
import io.dctstream.cli.traffic.Picture;
import io.dctstream.cli.traffic.PictureSender;
import io.dctstream.cli.traffic.Pictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Sends pictures to a job that runs elsewhere. */
@Command(
    name = "send",
    description = "Sends pictures to a Kafka topic at a steady rate, until Ctrl-C.",
    footer = {
      "",
      "Without --images the pictures are drawn, and one in a hundred is damaged on purpose.",
      "With --images those of the folder are sent, over and over.",
      "",
      "Examples:",
      "  ./dctstream send --bootstrap-servers localhost:9092 --topic images --rate 50",
      "  ./dctstream send --bootstrap-servers localhost:9092 --topic images --images photos \\",
      "      --count 1000",
    })
public final class SendCommand implements Callable<Integer> {
  @Option(
      names = "--bootstrap-servers",
      required = true,
      paramLabel = "HOST:PORT",
      description = "The brokers.")
  private String bootstrapServers;

  @Option(
      names = "--topic",
      required = true,
      paramLabel = "TOPIC",
      description = "The topic of the images.")
  private String topic;

  @Option(
      names = "--property",
      paramLabel = "NAME=VALUE",
      description = "A property of Kafka's clients, such as those of TLS and SASL.")
  private Map<String, String> properties = Map.of();

  @Option(names = "--images", paramLabel = "DIR", description = "A folder of JPEG files.")
  private Path images;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "10",
      description = "Pictures a second; ${DEFAULT-VALUE} by default.")
  private int rate;

  @Option(
      names = "--count",
      paramLabel = "N",
      description = "How many pictures to send; without it, until Ctrl-C.")
  private Integer count;

  @Mixin private Terminal terminal;

  @Override
  public Integer call() throws CommandException, IOException, InterruptedException {
    terminal.requireAtLeastOne("--rate", rate);
    terminal.requireAtLeastOne("--count", count == null ? 1 : count);
    Pictures pictures =
        images == null
            ? new DrawnPictures(Integer.MAX_VALUE)
            : new FolderPictures(images, Integer.MAX_VALUE);
    long start = System.nanoTime();
    try (CtrlC ctrlC = CtrlC.listen();
        PictureSender sender = new PictureSender(bootstrapServers, topic, properties);
        Progress progress = terminal.progress("sent", count == null ? -1 : count)) {
      for (int i = 0; count == null || i < count; i++) {
        ctrlC.check();
        Picture picture = pictures.get(i % pictures.count());
        sleepUntil(start + (long) (i * 1e9 / rate));
        sender.send(picture);
        progress.at(i + 1);
      }
      sender.flush();
    } catch (InterruptedException e) {
      if (count != null) {
        throw e;
      }
      // Without a count, Ctrl-C is how it ends.
    } catch (KafkaException e) {
      throw new CommandException(
          "The pictures cannot be sent to '%s' at %s (%s); look whether broker and topic are there"
              .formatted(topic, bootstrapServers, reason(e)),
          e);
    }
    return ExitCode.OK;
  }

  private static String reason(KafkaException e) {
    return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
  }

  private static void sleepUntil(long due) throws InterruptedException {
    long nanos = due - System.nanoTime();
    if (nanos > 0) {
      Thread.sleep(nanos / 1_000_000, (int) (nanos % 1_000_000));
    }
  }
}

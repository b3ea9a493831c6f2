package io.dctstream.cli.stream;

import io.dctstream.job.StreamOptions;
import io.dctstream.job.kafka.KafkaOptions;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.TextElement;
import org.apache.flink.util.TimeUtils;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Puts the job's options on the command line: {@code dctstream.kafka.input-topic} becomes {@code
 * --input-topic} and {@code dctstream.decode.max-bytes} becomes {@code --decode-max-bytes}. The
 * whole key is understood, too, because the job's messages name it.
 */
final class JobOptions implements IModelTransformer {
  @Override
  public CommandSpec transform(CommandSpec command) {
    Map<String, String> settings = ((StreamCommand) command.userObject()).settings();
    for (ConfigOption<?> option : StreamOptions.all()) {
      command.addOption(
          option.equals(KafkaOptions.PROPERTIES)
              ? properties(option, settings)
              : single(option, settings));
      command.addOption(
          OptionSpec.builder("--" + option.key())
              .type(String.class)
              .setter(setter(option, settings))
              .hidden(true)
              .build());
    }
    return command;
  }

  private static OptionSpec single(ConfigOption<?> option, Map<String, String> settings) {
    OptionSpec.Builder builder =
        OptionSpec.builder(name(option))
            .paramLabel(name(option).endsWith("topic") ? "TOPIC" : "VALUE")
            .type(String.class)
            .setter(setter(option, settings))
            .description(description(option) + defaultValue(option));
    if (option.defaultValue() instanceof Boolean) {
      builder.arity("0..1").fallbackValue("true"); // its name alone says yes
    }
    return builder.build();
  }

  private static OptionSpec properties(ConfigOption<?> option, Map<String, String> settings) {
    return OptionSpec.builder("--property")
        .paramLabel("NAME=VALUE")
        .type(Map.class)
        .auxiliaryTypes(String.class, String.class)
        .setter(
            new ISetter() {
              @Override
              @SuppressWarnings("unchecked") // the auxiliary types above
              public <T> T set(T value) {
                if (value != null) {
                  ((Map<String, String>) value)
                      .forEach((name, text) -> settings.put(option.key() + "." + name, text));
                }
                return value;
              }
            })
        .description("A property of Kafka's clients, such as those of TLS and SASL.")
        .build();
  }

  private static ISetter setter(ConfigOption<?> option, Map<String, String> settings) {
    return new ISetter() {
      @Override
      public <T> T set(T value) {
        if (value != null) {
          settings.put(option.key(), value.toString());
        }
        return value;
      }
    };
  }

  private static String name(ConfigOption<?> option) {
    String name =
        option
            .key()
            .substring(StreamOptions.PREFIX.length())
            .replaceFirst("^kafka\\.", "")
            .replaceFirst("\\.path$", "");
    return "--" + name.replace('.', '-');
  }

  private static String description(ConfigOption<?> option) {
    return option.description().getBlocks().stream()
        .map(block -> ((TextElement) block).getFormat())
        .collect(Collectors.joining(" "))
        .replace("%", "%%");
  }

  private static String defaultValue(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value == null) {
      return "";
    }
    String text =
        value instanceof Duration duration
            ? TimeUtils.formatWithHighestUnit(duration)
            : value.toString().toLowerCase(Locale.ROOT);
    return " Default: %s.".formatted(text);
  }
}

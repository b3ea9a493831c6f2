package io.dctstream.cli.stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.job.OptionText;
import io.dctstream.job.StreamOptions;
import io.dctstream.job.kafka.KafkaOptions;
import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Puts the job's options on the command line: {@code dctstream.kafka.input-topic} becomes {@code
 * --input-topic} and {@code dctstream.decode.max-bytes} becomes {@code --decode-max-bytes}. The
 * whole key is understood, too, because the job's messages name it.
 */
public final class JobOptions implements IModelTransformer {
  @Override
  public CommandSpec transform(CommandSpec command) {
    JobCommand job = (JobCommand) command.userObject();
    Map<String, String> settings = job.settings();
    for (ConfigOption<?> option : job.options()) {
      command.addOption(
          option.equals(KafkaOptions.PROPERTIES)
              ? properties(option, settings)
              : single(option, name(option), settings).build());
      command.addOption(single(option, "--" + option.key(), settings).hidden(true).build());
    }
    return command;
  }

  private static OptionSpec.Builder single(
      ConfigOption<?> option, String name, Map<String, String> settings) {
    OptionSpec.Builder spec =
        OptionSpec.builder(name)
            .paramLabel(name.endsWith("topic") ? "TOPIC" : "VALUE")
            .setter(setter(option, settings))
            .description(help(option));
    if (option.defaultValue() instanceof Boolean) {
      return spec.type(String.class).arity("0..1").fallbackValue("true"); // its name says yes
    }
    return takesSeveral(option)
        ? spec.type(List.class).auxiliaryTypes(String.class).arity("1")
        : spec.type(String.class);
  }

  /** Whether the option's value is a list; Flink's option does not tell. */
  private static boolean takesSeveral(ConfigOption<?> option) {
    Configuration empty = new Configuration();
    empty.setString(option.key(), "[]");
    try {
      return empty.get(option) instanceof List;
    } catch (IllegalArgumentException e) {
      return false;
    }
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
          settings.put(option.key(), value instanceof List<?> list ? json(list) : value.toString());
        }
        return value;
      }
    };
  }

  /** A list in the form in which Flink reads any text. */
  private static String json(List<?> values) {
    try {
      return new JsonMapper().writeValueAsString(values);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** What the option is called on the command line. */
  public static String name(ConfigOption<?> option) {
    String name =
        option
            .key()
            .substring(StreamOptions.PREFIX.length())
            .replaceFirst("^(kafka|backfill)\\.", "")
            .replaceFirst("\\.path$", "");
    return "--" + name.replace('.', '-');
  }

  private static String help(ConfigOption<?> option) {
    String text = OptionText.description(option).replace("%", "%%");
    String value = OptionText.defaultValue(option);
    return value.isEmpty() ? text : "%s Default: %s.".formatted(text, value);
  }
}

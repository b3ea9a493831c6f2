package io.dctstream.job;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.description.TextElement;
import org.apache.flink.util.TimeUtils;

/** What people read about an option, in help and in the documentation. */
public final class OptionText {
  private OptionText() {}

  /** What the option does. */
  public static String description(ConfigOption<?> option) {
    return option.description().getBlocks().stream()
        .map(block -> ((TextElement) block).getFormat())
        .collect(Collectors.joining(" "));
  }

  /** The default value as one would write it; empty if there is none. */
  public static String defaultValue(ConfigOption<?> option) {
    Object value = option.defaultValue();
    if (value == null || value.equals(Map.of())) {
      return "";
    }
    if (value instanceof Duration duration) {
      return TimeUtils.formatWithHighestUnit(duration);
    }
    return value instanceof List<?> list
        ? list.stream().map(Object::toString).collect(Collectors.joining(";"))
        : value.toString().toLowerCase(Locale.ROOT);
  }
}

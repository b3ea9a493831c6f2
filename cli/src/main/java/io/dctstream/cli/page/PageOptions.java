package io.dctstream.cli.page;

import java.util.List;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** The options of the live page. */
public final class PageOptions {
  public static final ConfigOption<Integer> PORT =
      ConfigOptions.key("dctstream.web.port")
          .intType()
          .noDefaultValue()
          .withDescription("Serve the live page on this port; 0 for any free one.");

  public static final ConfigOption<String> HOST =
      ConfigOptions.key("dctstream.web.host")
          .stringType()
          .defaultValue("127.0.0.1")
          .withDescription(
              "The address that the live page listens on. It shows images to whoever asks.");

  public static final List<ConfigOption<?>> ALL = List.of(PORT, HOST);

  private PageOptions() {}
}

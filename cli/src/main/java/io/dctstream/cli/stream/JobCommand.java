package io.dctstream.cli.stream;

import java.util.List;
import java.util.Map;
import org.apache.flink.configuration.ConfigOption;

/** A command that runs a job; {@link JobOptions} gives it the job's options. */
public interface JobCommand {
  /** The job's options, in the order in which help shows them. */
  List<ConfigOption<?>> options();

  /** Takes what the command line sets of them, by key. */
  Map<String, String> settings();
}

package io.dctstream.job.backfill;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.common.TopicPartition;

/** Where the part of a topic that is read begins or ends. */
final class TopicEdge {
  private static final Pattern OFFSETS = Pattern.compile("\\d+:\\d+(,\\d+:\\d+)*");

  private TopicEdge() {}

  /**
   * Reads an edge.
   *
   * @param text {@code earliest}, {@code latest}, an instant such as {@code 2026-11-01T00:00:00Z},
   *     or offsets as {@code partition:offset,...}
   * @param others what holds for partitions that the offsets do not name
   * @throws IllegalArgumentException if it is nothing of that
   */
  static OffsetsInitializer parse(String text, OffsetsInitializer others) {
    if (text.equals("earliest")) {
      return OffsetsInitializer.earliest();
    }
    if (text.equals("latest")) {
      return OffsetsInitializer.latest();
    }
    if (OFFSETS.matcher(text).matches()) {
      return new Offsets(offsets(text), others);
    }
    try {
      return OffsetsInitializer.timestamp(Instant.parse(text).toEpochMilli());
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "'%s' is neither earliest, latest, an instant such as 2026-11-01T00:00:00Z nor offsets as"
                  .formatted(text)
              + " 0:100,1:250",
          e);
    }
  }

  private static Map<Integer, Long> offsets(String text) {
    Map<Integer, Long> offsets = new HashMap<>();
    for (String pair : text.split(",", -1)) {
      String[] parts = pair.split(":", -1);
      offsets.put(Integer.valueOf(parts[0]), Long.valueOf(parts[1]));
    }
    return offsets;
  }

  /** Offsets of some partitions; of the others what another initializer says. */
  private record Offsets(Map<Integer, Long> named, OffsetsInitializer others)
      implements OffsetsInitializer {
    private static final long serialVersionUID = 1L;

    @Override
    public Map<TopicPartition, Long> getPartitionOffsets(
        Collection<TopicPartition> partitions, PartitionOffsetsRetriever retriever) {
      Map<TopicPartition, Long> offsets =
          new HashMap<>(others.getPartitionOffsets(partitions, retriever));
      for (TopicPartition partition : partitions) {
        Long offset = named.get(partition.partition());
        if (offset != null) {
          offsets.put(partition, offset);
        }
      }
      return offsets;
    }

    @Override
    @SuppressWarnings("deprecation") // as the interface has it
    public OffsetResetStrategy getAutoOffsetResetStrategy() {
      return OffsetResetStrategy.EARLIEST;
    }
  }
}

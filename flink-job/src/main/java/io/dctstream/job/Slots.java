package io.dctstream.job;

import java.util.Optional;
import org.apache.flink.api.common.operators.SlotSharingGroup;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraphGenerator;

/**
 * The two kinds of slots of a job whose inference is {@link Placement#APART}, and on which
 * TaskManagers they are.
 */
final class Slots {
  /** The group of inference and of what follows it; all else is in Flink's default group. */
  static final String INFERENCE = "inference";

  /** Beside the resource that places it: one core, and heap enough for what a subtask holds. */
  private static final double CORES = 1;

  private static final int HEAP_MB = 128;

  private Slots() {}

  /**
   * Makes the slots ask for the resources that are set. Flink wants all slots described or none.
   *
   * @throws JobException if a resource is set although inference is not apart
   */
  static void describe(StreamExecutionEnvironment environment, ReadableConfig options)
      throws JobException {
    Optional<String> decode = options.getOptional(DecodeOptions.RESOURCE);
    Optional<String> inference = options.getOptional(InferenceOptions.RESOURCE);
    if (decode.isEmpty() && inference.isEmpty()) {
      return;
    }
    if (options.get(InferenceOptions.PLACEMENT) != Placement.APART) {
      ConfigOption<String> wrong =
          decode.isPresent() ? DecodeOptions.RESOURCE : InferenceOptions.RESOURCE;
      throw new JobException(
          "The option '%s' is for decoding and inference in slots of their own; set '%s' to apart"
              .formatted(wrong.key(), InferenceOptions.PLACEMENT.key()));
    }
    environment.registerSlotSharingGroup(
        slot(StreamGraphGenerator.DEFAULT_SLOT_SHARING_GROUP, decode));
    environment.registerSlotSharingGroup(slot(INFERENCE, inference));
  }

  private static SlotSharingGroup slot(String group, Optional<String> resource) {
    SlotSharingGroup.Builder slot =
        SlotSharingGroup.newBuilder(group).setCpuCores(CORES).setTaskHeapMemoryMB(HEAP_MB);
    resource.ifPresent(name -> slot.setExternalResource(name, 1));
    return slot.build();
  }
}

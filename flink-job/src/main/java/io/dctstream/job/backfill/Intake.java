package io.dctstream.job.backfill;

import io.dctstream.contract.ImageRecord;
import io.dctstream.contract.Reject;
import io.dctstream.job.archive.Arrival;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;

/** Counts what comes out of the archive, and parts images from what could not be read. */
final class Intake extends ProcessFunction<Arrival, ImageRecord> implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  /** What could not be read. */
  static final OutputTag<Reject> REJECTS =
      new OutputTag<>("archive-rejects", TypeInformation.of(Reject.class));

  private transient Tally tally;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    tally =
        Tally.open(
            getRuntimeContext(),
            context.getOperatorStateStore(),
            Count.IMAGES,
            Count.BYTES,
            Count.SKIPPED,
            Count.UNREAD);
  }

  @Override
  public void processElement(Arrival arrival, Context context, Collector<ImageRecord> out) {
    tally.add(Count.BYTES, arrival.bytes());
    tally.add(Count.SKIPPED, arrival.skipped());
    if (arrival.image() != null) {
      tally.add(Count.IMAGES, 1);
      out.collect(arrival.image());
    }
    if (arrival.reject() != null) {
      tally.add(Count.UNREAD, 1);
      context.output(REJECTS, arrival.reject());
    }
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    tally.snapshot();
  }
}

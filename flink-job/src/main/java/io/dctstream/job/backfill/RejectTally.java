package io.dctstream.job.backfill;

import io.dctstream.contract.Reject;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.runtime.state.FunctionInitializationContext;
import org.apache.flink.runtime.state.FunctionSnapshotContext;
import org.apache.flink.streaming.api.checkpoint.CheckpointedFunction;

/** Counts the rejects of all steps. */
final class RejectTally extends RichMapFunction<Reject, Reject> implements CheckpointedFunction {
  private static final long serialVersionUID = 1L;

  private transient Tally tally;

  @Override
  public void initializeState(FunctionInitializationContext context) throws Exception {
    tally = Tally.open(getRuntimeContext(), context.getOperatorStateStore(), Count.REJECTS);
  }

  @Override
  public Reject map(Reject reject) {
    tally.add(Count.REJECTS, 1);
    return reject;
  }

  @Override
  public void snapshotState(FunctionSnapshotContext context) throws Exception {
    tally.snapshot();
  }
}

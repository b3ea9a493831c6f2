package io.dctstream.job.backfill;

import java.util.EnumMap;
import java.util.Map;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.metrics.Gauge;

/**
 * Counts that survive a restart: what was counted before the checkpoint is in them. They are
 * metrics of the operator, and accumulators of the job's result under the same names.
 */
final class Tally {
  private final Map<Count, LongCounter> counts = new EnumMap<>(Count.class);
  private final Map<Count, ListState<Long>> states = new EnumMap<>(Count.class);

  private Tally() {}

  /**
   * Begins to count, or goes on.
   *
   * @param counted what this operator counts
   */
  static Tally open(RuntimeContext context, OperatorStateStore store, Count... counted)
      throws Exception { // as Flink's state declares it
    Tally tally = new Tally();
    for (Count count : counted) {
      String name = count.key();
      ListState<Long> state = store.getListState(new ListStateDescriptor<>(name, Long.class));
      LongCounter counter = new LongCounter();
      for (long before : state.get()) { // of one subtask each; a smaller job gives each several
        counter.add(before);
      }
      context.addAccumulator(name, counter);
      context.getMetricGroup().gauge(name, (Gauge<Long>) counter::getLocalValue);
      tally.counts.put(count, counter);
      tally.states.put(count, state);
    }
    return tally;
  }

  void add(Count count, long howMany) {
    counts.get(count).add(howMany);
  }

  void snapshot() throws Exception {
    for (Map.Entry<Count, ListState<Long>> state : states.entrySet()) {
      state.getValue().clear();
      state.getValue().add(counts.get(state.getKey()).getLocalValue());
    }
  }
}

package io.dctstream.job.sql;

import io.dctstream.contract.RejectCode;
import io.dctstream.inference.InferenceException;
import io.dctstream.inference.serving.Deployment;
import io.dctstream.inference.serving.Lineup;
import io.dctstream.inference.serving.LiveModels;
import io.dctstream.inference.serving.LoadedModel;
import io.dctstream.job.sql.Answer.Classified;
import io.dctstream.job.sql.Answer.Rejected;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.functions.AsyncPredictFunction;
import org.apache.flink.table.functions.FunctionContext;

/**
 * A JPEG file to a row of {@link OutputColumn}s. Decodes on the task's thread, because the decoder
 * is for one thread, and classifies on the {@link ModelThread}.
 */
public final class ClassifyFunction extends AsyncPredictFunction {
  private static final long serialVersionUID = 1L;

  /** The metric of how often a model ran; Flink itself counts the images. */
  private static final String BATCHES = "batches";

  /** The metric of how often another version took over. */
  private static final String SWAPS = "swaps";

  /** The metric of the model files that were refused. */
  private static final String REFUSED_MODELS = "refusedModels";

  /** The metric of looks for new versions that failed. */
  private static final String FAILED_POLLS = "failedPolls";

  private final SqlModel settings;

  private transient FittedDecoder decoder;
  private transient LiveModels models;
  private transient ModelThread modelThread;

  ClassifyFunction(SqlModel settings) {
    this.settings = settings;
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    MetricGroup metrics = context.getMetricGroup();
    Deployment deployment = settings.deployment();
    models =
        new LiveModels(
            deployment,
            settings.inference(),
            metrics.counter(REFUSED_MODELS),
            metrics.counter(FAILED_POLLS));
    modelThread = new ModelThread(serving(models.open(List.of())), metrics.counter(BATCHES));
    decoder =
        FittedDecoder.open(
            deployment.grid(), deployment.fit(), settings.limits(), settings.damage());
    Counter swaps = metrics.counter(SWAPS);
    models.follow(
        lineup ->
            modelThread.swap(
                serving(lineup),
                before -> {
                  swaps.inc();
                  models.retire(List.of(before));
                }));
  }

  /**
   * @param row one column, the JPEG file; NULL is a file of no bytes
   */
  @Override
  public CompletableFuture<Collection<RowData>> asyncPredict(RowData row) {
    byte[] payload;
    try {
      payload = decoder.decode(row.isNullAt(0) ? new byte[0] : row.getBinary(0));
    } catch (JpegException e) {
      return CompletableFuture.completedFuture(
          result(new Rejected(RejectCode.of(e.error()), e.getMessage())));
    }
    int warnings = decoder.warnings().count();
    return modelThread
        .classify(payload)
        .handle((labelled, failure) -> result(answer(labelled, failure, warnings)));
  }

  @Override
  public void close() throws Exception {
    if (decoder != null) {
      decoder.close();
    }
    if (modelThread != null) {
      modelThread.close(); // before the models that it uses
    }
    if (models != null) {
      models.close();
    }
  }

  /** The only version that serves: there are no shares of rows that have no ids. */
  private static LoadedModel serving(Lineup lineup) {
    return lineup.serving().get(0);
  }

  private static Answer answer(ModelThread.Labelled labelled, Throwable failure, int warnings) {
    if (failure == null) {
      return new Classified(labelled.best(), labelled.model(), warnings);
    }
    if (failure instanceof InferenceException) {
      return new Rejected(RejectCode.INFERENCE_FAILED, failure.getMessage());
    }
    throw new CompletionException(failure);
  }

  private Collection<RowData> result(Answer answer) {
    return List.of(
        GenericRowData.of(settings.columns().stream().map(column -> column.of(answer)).toArray()));
  }
}

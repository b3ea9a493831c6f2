package io.dctstream.job.sql;

import io.dctstream.contract.LabelScore;
import io.dctstream.contract.ModelContract;
import io.dctstream.contract.RejectCode;
import io.dctstream.inference.InferenceException;
import io.dctstream.inference.ModelFile;
import io.dctstream.inference.OnnxModel;
import io.dctstream.job.sql.Answer.Classified;
import io.dctstream.job.sql.Answer.Rejected;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.JpegException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
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

  /** The metric of how often the model ran; Flink itself counts the images. */
  private static final String BATCHES = "batches";

  private final SqlModel settings;

  private transient ModelContract contract;
  private transient FittedDecoder decoder;
  private transient ModelThread modelThread;

  ClassifyFunction(SqlModel settings) {
    this.settings = settings;
  }

  @Override
  public void open(FunctionContext context) throws Exception {
    OnnxModel model =
        ModelFile.open(
            settings.path(), settings.inference().threads(), settings.inference().device());
    modelThread =
        new ModelThread(
            model, settings.inference().batchSize(), context.getMetricGroup().counter(BATCHES));
    contract = model.contract();
    decoder =
        FittedDecoder.open(contract.grid(), contract.fit(), settings.limits(), settings.damage());
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
        .handle((best, failure) -> result(answer(best, failure, warnings)));
  }

  @Override
  public void close() throws Exception {
    if (decoder != null) {
      decoder.close();
    }
    if (modelThread != null) {
      modelThread.close();
    }
  }

  private Answer answer(LabelScore best, Throwable failure, int warnings) {
    if (failure == null) {
      return new Classified(best, contract, warnings);
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

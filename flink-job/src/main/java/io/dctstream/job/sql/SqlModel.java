package io.dctstream.job.sql;

import io.dctstream.inference.InferenceSettings;
import io.dctstream.inference.serving.Deployment;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import java.io.Serializable;
import java.util.List;
import org.apache.flink.table.functions.AsyncPredictFunction;
import org.apache.flink.table.ml.AsyncPredictRuntimeProvider;
import org.apache.flink.table.ml.ModelProvider;

/**
 * A model as a query uses it.
 *
 * @param deployment where its versions are and which of them serves
 * @param columns those of the result, in the order in which the user declared them
 * @param limits what an image may cost
 * @param damage what becomes of damaged images
 */
record SqlModel(
    Deployment deployment,
    List<OutputColumn> columns,
    DecodeLimits limits,
    DamagePolicy damage,
    InferenceSettings inference)
    implements AsyncPredictRuntimeProvider, Serializable {
  @Override
  public AsyncPredictFunction createAsyncPredictFunction(Context context) {
    return new ClassifyFunction(this);
  }

  @Override
  public ModelProvider copy() {
    return this; // it does not change
  }
}

package io.dctstream.job.sql;

import io.dctstream.inference.serving.Deployment;
import io.dctstream.inference.serving.VersionChoice;
import io.dctstream.job.DecodeOptions;
import io.dctstream.job.InferenceOptions;
import io.dctstream.job.JobException;
import io.dctstream.job.JobModel;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ResolvedCatalogModel;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.ModelProviderFactory;
import org.apache.flink.table.ml.ModelProvider;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

/**
 * Makes the models that say {@code 'provider' = 'dctstream'}. Whatever is wrong with one is said
 * when a query that uses it is planned, as a {@link ValidationException} of one sentence. It has no
 * cause, because SQL clients show the innermost one.
 */
public final class SqlModelFactory implements ModelProviderFactory {
  static final String IDENTIFIER = "dctstream";

  static final ConfigOption<String> MODEL =
      ConfigOptions.key("model")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A directory of versions, VERSION/model.onnx, or a single file; a path or URI that"
                  + " every TaskManager can read.");

  @Override
  public String factoryIdentifier() {
    return IDENTIFIER;
  }

  @Override
  public Set<ConfigOption<?>> requiredOptions() {
    return Set.of(MODEL);
  }

  /** Options of the streaming job that mean the same here. */
  @Override
  public Set<ConfigOption<?>> optionalOptions() {
    return Set.of(
        InferenceOptions.MODEL_VERSIONS,
        InferenceOptions.MODEL_POLL_INTERVAL,
        InferenceOptions.BATCH_SIZE,
        InferenceOptions.THREADS,
        InferenceOptions.DEVICE,
        DecodeOptions.DAMAGE,
        DecodeOptions.MAX_BYTES,
        DecodeOptions.MAX_PIXELS,
        DecodeOptions.MAX_SCANS,
        DecodeOptions.MAX_SCAN_PIXELS);
  }

  @Override
  public ModelProvider createModelProvider(Context context) {
    FactoryUtil.ModelProviderFactoryHelper helper =
        FactoryUtil.createModelProviderFactoryHelper(this, context);
    helper.validate();
    ReadableConfig options = helper.getOptions();
    ResolvedCatalogModel model = context.getCatalogModel();
    requireJpeg(model.getResolvedInputSchema().getColumns());
    List<OutputColumn> columns =
        model.getResolvedOutputSchema().getColumns().stream().map(OutputColumn::of).toList();
    try {
      return new SqlModel(
          deployment(options),
          columns,
          DecodeOptions.limits(options),
          options.get(DecodeOptions.DAMAGE),
          InferenceOptions.settings(options));
    } catch (JobException e) {
      throw new ValidationException(e.getMessage());
    }
  }

  private static void requireJpeg(List<Column> input) {
    if (input.size() != 1
        || !input.get(0).getDataType().getLogicalType().is(LogicalTypeRoot.VARBINARY)) {
      throw new ValidationException(
          "The input of a dctstream model is one column of BYTES, the JPEG files, not "
              + input.stream().map(Column::asSummaryString).collect(Collectors.joining(", ")));
    }
  }

  private static Deployment deployment(ReadableConfig options) throws JobException {
    VersionChoice choice = InferenceOptions.versions(options);
    if (choice.shares().size() > 1 || choice.shadow() != null) {
      throw new ValidationException(
          "In SQL one version classifies, the latest or one that is named, not '%s'; set '%s'"
              .formatted(choice, InferenceOptions.MODEL_VERSIONS.key()));
    }
    return JobModel.examine(options, MODEL);
  }
}

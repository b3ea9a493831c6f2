package io.dctstream.job.backfill;

import io.dctstream.contract.LabelScore;
import io.dctstream.contract.Prediction;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;

/** Predictions as rows. */
final class PredictionRows implements Rows<Prediction> {
  private static final long serialVersionUID = 1L;

  private static final Schema COLUMNS = Rows.read("prediction.avsc");

  @Override
  public Schema schema() {
    return COLUMNS;
  }

  @Override
  public GenericRecord row(Prediction prediction) {
    Map<String, Float> top = new LinkedHashMap<>();
    for (LabelScore labelScore : prediction.top()) {
      top.put(labelScore.label(), labelScore.score());
    }
    GenericRecord row = new GenericData.Record(COLUMNS);
    row.put("id", prediction.id());
    row.put("origin", prediction.origin().text());
    row.put("timestamp", prediction.timestamp());
    row.put("model", prediction.model());
    row.put("version", prediction.version());
    row.put("label", prediction.best().label());
    row.put("score", prediction.best().score());
    row.put("top", top);
    row.put("warnings", prediction.warnings().count());
    row.put("attributes", prediction.origin().attributes());
    row.put("classifiedAt", prediction.classifiedAt());
    return row;
  }
}

package io.dctstream.train.network;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adds {@code strength * |W W' - I|^2} to the loss, W having a filter a row: zero if the filters
 * are orthonormal, as those of a discrete cosine transform are (DCT-Ortho, section 4.3 of the
 * paper).
 */
public final class OrthonormalityPenalty implements Regularization {
  private static final double STRENGTH = 0.1;

  private final double strength;

  OrthonormalityPenalty(@JsonProperty("strength") double strength) {
    this.strength = strength;
  }

  static void addTo(ConvolutionLayer.Builder convolution) {
    convolution.regularization(new ArrayList<>(List.of(new OrthonormalityPenalty(STRENGTH))));
  }

  @JsonProperty("strength")
  double strength() {
    return strength;
  }

  @Override
  public ApplyStep applyStep() {
    return ApplyStep.BEFORE_UPDATER;
  }

  @Override
  public void apply(INDArray filters, INDArray gradient, double rate, int step, int epoch) {
    INDArray rows = rows(filters);
    INDArray penalty = lacking(rows).mmul(rows).muli(4 * strength);
    gradient.addi(penalty.reshape('c', gradient.shape()));
  }

  @Override
  public double score(INDArray filters, int step, int epoch) {
    INDArray lacking = lacking(rows(filters));
    return strength * lacking.mul(lacking).sumNumber().doubleValue();
  }

  @Override
  public Regularization clone() {
    return new OrthonormalityPenalty(strength);
  }

  /** DL4J hands over the filters as they are or as one long row. */
  private static INDArray rows(INDArray filters) {
    return filters.dup('c').reshape('c', DctBasis.FILTERS, filters.length() / DctBasis.FILTERS);
  }

  private static INDArray lacking(INDArray rows) {
    return rows.mmul(rows.transpose()).subi(Nd4j.eye(rows.size(0)));
  }
}

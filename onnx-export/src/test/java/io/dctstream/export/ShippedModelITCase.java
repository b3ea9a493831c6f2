package io.dctstream.export;

import static org.assertj.core.api.Assertions.assertThat;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.DamagePolicy;
import io.dctstream.jpegdct.DecodeLimits;
import io.dctstream.jpegdct.FittedDecoder;
import io.dctstream.jpegdct.PackedPayload;
import io.dctstream.jpegdct.Planes;
import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The model that ships, on pictures of a seed that no training has seen. {@code
 * -Ddctstream.pictures=2000} gives the figure of docs/training.md.
 */
class ShippedModelITCase {
  private static final Path MODEL = Path.of("../models/shapes/1/model.onnx");
  private static final long UNSEEN_SEED = 987_654_321;
  private static final int PICTURES = Integer.getInteger("dctstream.pictures", 300);

  @Test
  void classifiesPicturesOfAnotherSeed() throws Exception {
    assertThat(Files.size(MODEL)).isLessThan(5_000_000);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (OrtSession session = environment.createSession(MODEL.toString())) {
      ModelContract contract =
          ModelContract.fromMetadata(session.getMetadata().getCustomMetadata());
      SampleImages samples = new SampleImages(UNSEEN_SEED);
      int right = 0;
      try (FittedDecoder decoder =
          FittedDecoder.open(
              contract.grid(), contract.fit(), DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
        for (int i = 0; i < PICTURES; i++) {
          SampleImage sample = samples.draw(i);
          int best = classify(environment, session, contract, decoder.decode(sample.jpeg()));
          if (contract.labels().get(best).equals(sample.label())) {
            right++;
          }
        }
      }
      System.out.printf("%d of %d unseen pictures right%n", right, PICTURES);
      assertThat((double) right / PICTURES).isGreaterThan(0.9);
    }
  }

  private static int classify(
      OrtEnvironment environment, OrtSession session, ModelContract contract, byte[] payload)
      throws Exception {
    BlockGrid grid = contract.grid();
    Planes planes = Planes.allocate(contract.layout(), 1);
    PackedPayload.unpack(payload, contract.layout(), planes, 0);
    long[] luma = {1, BlockGrid.BLOCK_SIZE, grid.height(), grid.width()};
    long[] chroma = {1, BlockGrid.BLOCK_SIZE, grid.chromaHeight(), grid.chromaWidth()};
    try (OnnxTensor yTensor = OnnxTensor.createTensor(environment, planes.y(), luma);
        OnnxTensor cbTensor = OnnxTensor.createTensor(environment, planes.cb(), chroma);
        OnnxTensor crTensor = OnnxTensor.createTensor(environment, planes.cr(), chroma);
        OrtSession.Result result =
            session.run(Map.of("y", yTensor, "cb", cbTensor, "cr", crTensor))) {
      float[] scores = ((float[][]) result.get("scores").orElseThrow().getValue())[0];
      int best = 0;
      for (int i = 1; i < scores.length; i++) {
        best = scores[i] > scores[best] ? i : best;
      }
      return best;
    }
  }
}

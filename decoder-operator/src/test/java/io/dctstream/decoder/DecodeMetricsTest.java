package io.dctstream.decoder;

import static org.assertj.core.api.Assertions.assertThat;

import io.dctstream.contract.Origin;
import io.dctstream.contract.PackedImage;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Warnings;
import org.apache.flink.metrics.Counter;
import org.apache.flink.runtime.metrics.util.InterceptingOperatorMetricGroup;
import org.junit.jupiter.api.Test;

class DecodeMetricsTest {
  @Test
  void countsTheImagesWithWarnings() {
    InterceptingOperatorMetricGroup group = new InterceptingOperatorMetricGroup();
    DecodeMetrics metrics = new DecodeMetrics(group, new BlockGrid(4, 2));

    metrics.packed(image(Warnings.NONE));
    metrics.packed(image(new Warnings(7, "Premature end of JPEG file")));

    assertThat(((Counter) group.get(DecodeMetrics.WARNED)).getCount()).isEqualTo(1);
    assertThat(((Counter) group.get(DecodeMetrics.BYTES_PACKED)).getCount()).isEqualTo(6);
    assertThat(((Counter) group.get(DecodeMetrics.BYTES_RGB)).getCount())
        .isEqualTo(2 * 3 * 32 * 16);
  }

  private static PackedImage image(Warnings warnings) {
    return new PackedImage("a", Origin.file("a"), 0, new byte[3], warnings);
  }
}

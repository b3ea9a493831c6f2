package io.dctstream.train.data;

import io.dctstream.samples.SampleImage;
import io.dctstream.samples.SampleImages;
import io.dctstream.train.TrainingException;
import java.util.List;

/** Pictures drawn by program, each when it is asked for. */
final class DrawnImages implements LabelledImages {
  private final SampleImages samples;
  private final int size;

  private DrawnImages(SampleImages samples, int size) {
    this.samples = samples;
    this.size = size;
  }

  static DrawnImages of(long seed, int size) throws TrainingException {
    int classes = SampleImages.labels().size();
    if (size < classes) {
      throw new TrainingException(
          "%d drawn pictures are fewer than the %d classes they show; draw more"
              .formatted(size, classes));
    }
    return new DrawnImages(new SampleImages(seed), size);
  }

  @Override
  public List<String> labels() {
    return SampleImages.labels();
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public LabelledImage read(int index) {
    SampleImage sample = samples.draw(index);
    return new LabelledImage(sample.id(), labels().indexOf(sample.label()), sample.jpeg());
  }
}

package io.dctstream.train;

/**
 * How a network is trained: stochastic gradient descent with Nesterov momentum; the learning rate
 * rises linearly in the warm-up and falls by a schedule.
 *
 * @param batchSize images of one step
 * @param learningRate the highest learning rate
 * @param warmUpEpochs epochs in which the learning rate rises
 * @param schedule how it falls after that
 * @param momentum in [0, 1)
 * @param weightDecay L2 penalty on the weights of convolutions and of the dense layer, not on
 *     biases and batch normalisation
 * @param labelSmoothing share of the label's probability that is spread over all classes, in [0, 1)
 * @param jitter how far light, contrast and saturation vary, in [0, 1); 0 leaves them
 */
public record Recipe(
    int batchSize,
    double learningRate,
    double warmUpEpochs,
    Schedule schedule,
    double momentum,
    double weightDecay,
    double labelSmoothing,
    double jitter) {
  /** Good for small networks on some thousand images. */
  public static final Recipe DEFAULT =
      new Recipe(32, 0.08, 1, Schedule.COSINE, 0.9, 1e-4, 0.1, 0.2);

  /**
   * The step schedule of "Faster Neural Networks Straight from JPEG" for ImageNet; what it leaves
   * open is as in "Accurate, Large Minibatch SGD" (Goyal et al. 2017).
   */
  public static final Recipe PAPER = new Recipe(256, 0.1, 5, Schedule.STEP, 0.9, 1e-4, 0, 0);

  /** Epochs of {@link #PAPER}. */
  public static final int PAPER_EPOCHS = 90;

  public Recipe {
    require(batchSize >= 1, "batch size", "at least 1", batchSize);
    require(learningRate > 0, "learning rate", "positive", learningRate);
    require(warmUpEpochs >= 0, "warm-up", "not negative", warmUpEpochs);
    require(isShare(momentum), "momentum", "in [0, 1)", momentum);
    require(weightDecay >= 0, "weight decay", "not negative", weightDecay);
    require(isShare(labelSmoothing), "label smoothing", "in [0, 1)", labelSmoothing);
    require(isShare(jitter), "jitter", "in [0, 1)", jitter);
  }

  public Recipe withBatchSize(int size) {
    return new Recipe(
        size, learningRate, warmUpEpochs, schedule, momentum, weightDecay, labelSmoothing, jitter);
  }

  public Recipe withLearningRate(double rate) {
    return new Recipe(
        batchSize, rate, warmUpEpochs, schedule, momentum, weightDecay, labelSmoothing, jitter);
  }

  private static boolean isShare(double value) {
    return value >= 0 && value < 1;
  }

  private static void require(boolean valid, String name, String range, Number value) {
    if (!valid) {
      throw new IllegalArgumentException("The %s is %s, not %s".formatted(name, range, value));
    }
  }
}

package io.dctstream.contract;

import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.TensorLayout;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a model file promises, kept in the ONNX metadata under {@code dctstream.}: the only thing
 * that a decoder needs to know of a model.
 *
 * <p>The graph has float inputs {@value #INPUT_Y} [N, frequencies, height, width], {@value
 * #INPUT_CB} and {@value #INPUT_CR} [N, frequencies, height / 2, width / 2] of de-quantised
 * coefficients, and the outputs {@value #OUTPUT_LOGITS} and {@value #OUTPUT_SCORES} (its softmax)
 * [N, labels].
 *
 * @param name the model's name, as in {@code models/NAME/VERSION/model.onnx}
 * @param version the model's version
 * @param layout the inputs' size, and which frequencies are in them
 * @param fit how images are brought to that size
 * @param labels the classes' names in the order of the outputs; at least two
 * @param training what the model was trained on and how well it did, in words
 */
public record ModelContract(
    String name,
    String version,
    TensorLayout layout,
    Fit fit,
    List<String> labels,
    String training) {
  /** Format of the metadata; another number is refused. */
  public static final int FORMAT = 1;

  public static final String INPUT_Y = "y";
  public static final String INPUT_CB = "cb";
  public static final String INPUT_CR = "cr";
  public static final String OUTPUT_LOGITS = "logits";
  public static final String OUTPUT_SCORES = "scores";

  private static final String PREFIX = "dctstream.";
  private static final String KEY_FORMAT = PREFIX + "format";
  private static final String KEY_NAME = PREFIX + "name";
  private static final String KEY_VERSION = PREFIX + "version";
  private static final String KEY_GRID_WIDTH = PREFIX + "grid.width";
  private static final String KEY_GRID_HEIGHT = PREFIX + "grid.height";
  private static final String KEY_LUMA_FREQUENCIES = PREFIX + "frequencies.luma";
  private static final String KEY_CHROMA_FREQUENCIES = PREFIX + "frequencies.chroma";
  private static final String KEY_FIT = PREFIX + "fit";
  private static final String KEY_LABELS = PREFIX + "labels";
  private static final String KEY_TRAINING = PREFIX + "training";

  public ModelContract {
    labels = List.copyOf(labels);
    if (labels.size() < 2) {
      throw new IllegalArgumentException("A model tells at least two labels apart, not " + labels);
    }
    for (String label : labels) {
      if (label.isBlank() || label.contains("\n")) {
        throw new IllegalArgumentException("A label is one line of text, not '" + label + "'");
      }
    }
  }

  /** The inputs' size. */
  public BlockGrid grid() {
    return layout.grid();
  }

  /** The metadata of the ONNX file, by key. */
  public Map<String, String> toMetadata() {
    BlockGrid grid = layout.grid();
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(KEY_FORMAT, Integer.toString(FORMAT));
    metadata.put(KEY_NAME, name);
    metadata.put(KEY_VERSION, version);
    metadata.put(KEY_GRID_WIDTH, Integer.toString(grid.width()));
    metadata.put(KEY_GRID_HEIGHT, Integer.toString(grid.height()));
    metadata.put(KEY_LUMA_FREQUENCIES, Integer.toString(layout.lumaFrequencies()));
    metadata.put(KEY_CHROMA_FREQUENCIES, Integer.toString(layout.chromaFrequencies()));
    metadata.put(KEY_FIT, fit.name().toLowerCase(Locale.ROOT));
    metadata.put(KEY_LABELS, String.join("\n", labels));
    metadata.put(KEY_TRAINING, training);
    return metadata;
  }

  /**
   * Reads the metadata of an ONNX file.
   *
   * @throws ContractException if there is no contract in it, or one that cannot be read
   */
  public static ModelContract fromMetadata(Map<String, String> metadata) throws ContractException {
    if (!metadata.containsKey(KEY_FORMAT)) {
      throw new ContractException(
          "it carries no dctstream contract; write it with `dctstream export`");
    }
    if (number(metadata, KEY_FORMAT) != FORMAT) {
      throw new ContractException(
          "its contract has format %s and this version reads format %d; export it again"
              .formatted(metadata.get(KEY_FORMAT), FORMAT));
    }
    try {
      return new ModelContract(
          text(metadata, KEY_NAME),
          text(metadata, KEY_VERSION),
          new TensorLayout(
              new BlockGrid(number(metadata, KEY_GRID_WIDTH), number(metadata, KEY_GRID_HEIGHT)),
              frequencies(metadata, KEY_LUMA_FREQUENCIES),
              frequencies(metadata, KEY_CHROMA_FREQUENCIES)),
          Fit.valueOf(text(metadata, KEY_FIT).toUpperCase(Locale.ROOT)),
          List.of(text(metadata, KEY_LABELS).split("\n", -1)),
          text(metadata, KEY_TRAINING));
    } catch (IllegalArgumentException e) {
      throw new ContractException("its contract is broken: " + e.getMessage());
    }
  }

  /** The first files of this format did not say, and had all. */
  private static int frequencies(Map<String, String> metadata, String key)
      throws ContractException {
    return metadata.containsKey(key) ? number(metadata, key) : BlockGrid.BLOCK_SIZE;
  }

  private static String text(Map<String, String> metadata, String key) throws ContractException {
    String value = metadata.get(key);
    if (value == null) {
      throw new ContractException("its contract lacks '%s'; export it again".formatted(key));
    }
    return value;
  }

  private static int number(Map<String, String> metadata, String key) throws ContractException {
    String value = text(metadata, key);
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw new ContractException("its contract has no number in '%s': %s".formatted(key, value));
    }
  }
}

package io.dctstream.train;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.train.data.Variation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * How a network is trained: stochastic gradient descent with Nesterov momentum; the learning rate
 * rises linearly in the warm-up and falls by a schedule. Some have a name; others are JSON files of
 * the same form.
 *
 * @param epochs passes over the training images, at most
 * @param batchSize images of one step
 * @param learningRate the highest learning rate
 * @param warmUpEpochs epochs in which the learning rate rises
 * @param schedule how it falls after that
 * @param momentum in [0, 1)
 * @param weightDecay L2 penalty on the weights of convolutions and of the dense layer, not on
 *     biases and batch normalisation
 * @param labelSmoothing share of the label's probability that is spread over all classes, in [0, 1)
 * @param variation of the images
 */
public record Recipe(
    int epochs,
    int batchSize,
    double learningRate,
    double warmUpEpochs,
    Schedule schedule,
    double momentum,
    double weightDecay,
    double labelSmoothing,
    Variation variation) {
  /** The recipes with a name, in the order in which they are offered. */
  public static final List<String> NAMES = List.of("small", "flowers", "paper");

  /** Good for small networks on some thousand images. */
  public static final String DEFAULT = "small";

  private static final JsonMapper JSON = new JsonMapper();

  public Recipe {
    require(epochs >= 1, "number of epochs", "at least 1", epochs);
    require(batchSize >= 1, "batch size", "at least 1", batchSize);
    require(learningRate > 0, "learning rate", "positive", learningRate);
    require(warmUpEpochs >= 0, "warm-up", "not negative", warmUpEpochs);
    require(isShare(momentum), "momentum", "in [0, 1)", momentum);
    require(weightDecay >= 0, "weight decay", "not negative", weightDecay);
    require(isShare(labelSmoothing), "label smoothing", "in [0, 1)", labelSmoothing);
  }

  /**
   * One of {@link #NAMES}.
   *
   * @throws IllegalArgumentException if there is none of that name
   */
  public static Recipe named(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "There is no recipe '%s'; there are %s".formatted(name, String.join(", ", NAMES)));
    }
    try (InputStream file = Recipe.class.getResourceAsStream("recipes/" + name + ".json")) {
      return JSON.readValue(file, Recipe.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Reads a recipe from a JSON file.
   *
   * @throws TrainingException if it is not there, not a recipe, or a value is out of its range
   */
  public static Recipe read(Path file) throws TrainingException {
    try {
      JsonNode recipe = JSON.readTree(Files.readAllBytes(file));
      requireFields(file, recipe, Recipe.class);
      requireFields(file, recipe.get("variation"), Variation.class);
      return JSON.treeToValue(recipe, Recipe.class);
    } catch (NoSuchFileException e) {
      throw new TrainingException(
          "There is no recipe %s; name a file or one of %s"
              .formatted(file, String.join(", ", NAMES)),
          e);
    } catch (ValueInstantiationException e) {
      throw refusal(file, e.getCause().getMessage());
    } catch (JsonMappingException e) {
      throw refusal(
          file,
          "'%s' has no value of its kind"
              .formatted(e.getPath().get(e.getPath().size() - 1).getFieldName()));
    } catch (JacksonException e) {
      throw refusal(
          file,
          "line %d is not JSON"
              .formatted(e.getLocation() == null ? 1 : e.getLocation().getLineNr()));
    } catch (IOException e) {
      throw new TrainingException("The recipe %s cannot be read: %s".formatted(file, e), e);
    }
  }

  /** Names what is missing or unknown, which Jackson would explain to a programmer. */
  private static void requireFields(Path file, JsonNode found, Class<? extends Record> wanted)
      throws TrainingException {
    List<String> names =
        Arrays.stream(wanted.getRecordComponents()).map(RecordComponent::getName).toList();
    if (!found.isObject()) {
      throw refusal(file, "it has no object with %s".formatted(String.join(", ", names)));
    }
    for (String name : names) {
      if (!found.hasNonNull(name)) {
        throw refusal(file, "it lacks '%s'".formatted(name));
      }
    }
    for (String name : (Iterable<String>) found::fieldNames) {
      if (!names.contains(name)) {
        throw refusal(
            file,
            "there is nothing like '%s'; there are %s".formatted(name, String.join(", ", names)));
      }
    }
  }

  private static TrainingException refusal(Path file, String why) {
    return new TrainingException("%s is no recipe: %s".formatted(file, why));
  }

  public Recipe withEpochs(int other) {
    return new Recipe(
        other,
        batchSize,
        learningRate,
        warmUpEpochs,
        schedule,
        momentum,
        weightDecay,
        labelSmoothing,
        variation);
  }

  public Recipe withBatchSize(int other) {
    return new Recipe(
        epochs,
        other,
        learningRate,
        warmUpEpochs,
        schedule,
        momentum,
        weightDecay,
        labelSmoothing,
        variation);
  }

  public Recipe withLearningRate(double other) {
    return new Recipe(
        epochs,
        batchSize,
        other,
        warmUpEpochs,
        schedule,
        momentum,
        weightDecay,
        labelSmoothing,
        variation);
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

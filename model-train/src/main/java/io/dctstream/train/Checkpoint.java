package io.dctstream.train;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.dctstream.train.network.FastGraph;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.graph.ComputationGraph;
import org.deeplearning4j.util.ModelSerializer;

/**
 * A network at the end of an epoch, the state of its optimiser and the record of its training, in
 * one zip file of DL4J's format with one entry more.
 */
record Checkpoint(ComputationGraph network, TrainingRecord record) {
  static final String BEST = "best.zip";
  static final String LAST = "last.zip";
  static final String RECORD = "training.json";
  static final String LINES = "training.jsonl";
  static final String PAGE = "report.html";

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final JsonMapper LINE = new JsonMapper();

  /**
   * Reads a checkpoint.
   *
   * @throws TrainingException if it is not there or cannot be read
   */
  static Checkpoint read(Path folder, String name) throws TrainingException {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new TrainingException(
          "%s holds no training, as it has no %s; name the folder that `dctstream train` wrote"
              .formatted(folder, name));
    }
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      TrainingRecord record =
          JSON.readValue(Files.readAllBytes(zip.getPath(RECORD)), TrainingRecord.class);
      return new Checkpoint(FastGraph.restore(file), record);
    } catch (IOException e) {
      throw new TrainingException(
          "%s cannot be read as a checkpoint of this version: %s".formatted(file, e.getMessage()),
          e);
    }
  }

  /** Writes the checkpoint whole or not at all. */
  void write(Path folder, String name) throws IOException {
    Path file = temporary(folder, name);
    ModelSerializer.writeModel(network, file.toFile(), true);
    try (FileSystem zip = FileSystems.newFileSystem(file)) {
      Files.write(zip.getPath(RECORD), JSON.writeValueAsBytes(record));
    }
    publish(file, folder, name);
  }

  /** Writes the record beside the checkpoints, for people and programs to read. */
  void writeRecord(Path folder) throws IOException {
    Path file = temporary(folder, RECORD);
    Files.write(file, JSON.writeValueAsBytes(record));
    publish(file, folder, RECORD);
  }

  /**
   * Writes the numbers as JSON lines: one an epoch, then the best network's on the validation
   * images.
   */
  static void writeLines(Path folder, TrainingRecord record, Optional<EvaluationReport> validation)
      throws IOException {
    List<String> lines = new ArrayList<>();
    for (EpochResult epoch : record.history()) {
      lines.add(LINE.writeValueAsString(epoch));
    }
    if (validation.isPresent()) {
      lines.add(LINE.writeValueAsString(validation.get()));
    }
    publish(Files.write(temporary(folder, LINES), lines), folder, LINES);
  }

  /** Writes a page about the training beside the checkpoints. */
  static void writePage(Path folder, String html) throws IOException {
    publish(Files.writeString(temporary(folder, PAGE), html), folder, PAGE);
  }

  private static Path temporary(Path folder, String name) {
    return folder.resolve(name + ".tmp");
  }

  private static void publish(Path temporary, Path folder, String name) throws IOException {
    Files.move(
        temporary,
        folder.resolve(name),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }
}

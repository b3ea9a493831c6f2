package io.dctstream.benchmarks.backfill;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.dctstream.benchmarks.pipeline.FilledBatch;
import io.dctstream.cli.Classifier;
import io.dctstream.contract.LabelScore;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.DamagePolicy;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * What one writes first: each file is read, decoded by ImageIO, given to a network for RGB alone,
 * and its best label written as a line of JSON. With one thread ONNX Runtime has its defaults,
 * which use all cores; with more each runs the network by itself.
 */
public final class NaiveProgram implements Callable<Integer> {
  @Option(names = "--from", required = true)
  private Path from;

  @Option(names = "--to", required = true)
  private Path to;

  @Option(names = "--model", required = true, description = "Says the size and the labels.")
  private Path model;

  @Option(names = "--twin", required = true, description = "The network.")
  private Path twin;

  @Option(names = "--threads", required = true)
  private int threads;

  public static void main(String[] args) {
    System.exit(new CommandLine(new NaiveProgram()).execute(args));
  }

  @Override
  public Integer call() throws Exception { // as the threads
    ModelContract contract;
    try (Classifier classifier = Classifier.open(model, DamagePolicy.STRICT)) {
      contract = classifier.contract();
    }
    List<Path> files = Shares.images(from);
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      if (threads > 1) {
        options.setIntraOpNumThreads(1);
      }
      try (OrtSession session =
          OrtEnvironment.getEnvironment().createSession(Files.readAllBytes(twin), options)) {
        Shares.work(
            threads,
            files.size(),
            (thread, next) -> classify(session, contract, files, thread, next));
      }
    }
    return 0;
  }

  private void classify(
      OrtSession session, ModelContract contract, List<Path> files, int thread, IntSupplier next)
      throws Exception { // as a model's run
    try (FilledBatch batch =
            new FilledBatch(session, new ImageIoFiller(contract.grid()), 1, contract.labels());
        BufferedWriter out = Results.open(to, thread)) {
      for (int i = next.getAsInt(); i >= 0; i = next.getAsInt()) {
        batch.add(Files.readAllBytes(files.get(i)));
        batch.run();
        LabelScore best = batch.top(0).get(0);
        batch.clear();
        Results.write(
            out,
            new Results.Line(
                files.get(i).toString(), best.label(), best.score(), System.currentTimeMillis()));
      }
    }
  }
}

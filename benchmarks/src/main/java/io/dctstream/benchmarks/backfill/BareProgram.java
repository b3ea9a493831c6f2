package io.dctstream.benchmarks.backfill;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtSession;
import io.dctstream.benchmarks.networks.Filler;
import io.dctstream.benchmarks.pipeline.FilledBatch;
import io.dctstream.cli.Classifier;
import io.dctstream.contract.ModelContract;
import io.dctstream.jpegdct.DamagePolicy;
import java.io.BufferedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntSupplier;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/**
 * What there is to do and nothing else: files that are in memory already are decoded straight into
 * the tensors of a batch, the model runs, the best labels are chosen. A thread a core does it all.
 * When everything is done it writes when each image was.
 */
public final class BareProgram implements Callable<Integer> {
  @Option(names = "--from", required = true)
  private Path from;

  @Option(names = "--to", required = true)
  private Path to;

  @Option(names = "--model", required = true)
  private Path model;

  @Option(names = "--inference-batch-size", required = true)
  private int batchSize;

  public static void main(String[] args) {
    System.exit(new CommandLine(new BareProgram()).execute(args));
  }

  @Override
  public Integer call() throws Exception { // as the threads
    ModelContract contract;
    try (Classifier classifier = Classifier.open(model, DamagePolicy.STRICT)) {
      contract = classifier.contract();
    }
    List<byte[]> jpegs = new ArrayList<>();
    for (Path file : Shares.images(from)) {
      jpegs.add(Files.readAllBytes(file));
    }
    long[] times = new long[jpegs.size()];
    try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(1);
      try (OrtSession session =
          OrtEnvironment.getEnvironment().createSession(Files.readAllBytes(model), options)) {
        Shares.work(
            Runtime.getRuntime().availableProcessors(),
            jpegs.size(),
            (thread, next) -> classify(session, contract, jpegs, next, times));
      }
    }
    try (BufferedWriter out = Results.open(to, 0)) {
      for (int i = 0; i < times.length; i++) {
        Results.write(out, new Results.Line(Integer.toString(i), null, 0, times[i]));
      }
    }
    return 0;
  }

  private void classify(
      OrtSession session,
      ModelContract contract,
      List<byte[]> jpegs,
      IntSupplier next,
      long[] times)
      throws Exception { // as a model's run
    try (FilledBatch batch =
        new FilledBatch(
            session,
            Filler.ofCoefficients(contract.layout(), batchSize),
            batchSize,
            contract.labels())) {
      int[] members = new int[batchSize];
      for (int i = next.getAsInt(); i >= 0; i = next.getAsInt()) {
        members[batch.size()] = i;
        batch.add(jpegs.get(i));
        if (batch.isFull()) {
          run(batch, members, times);
        }
      }
      if (batch.size() > 0) {
        run(batch, members, times);
      }
    }
  }

  private static void run(FilledBatch batch, int[] members, long[] times) throws Exception {
    batch.run();
    for (int slot = 0; slot < batch.size(); slot++) {
      var unused = batch.top(slot);
      times[members[slot]] = System.currentTimeMillis();
    }
    batch.clear();
  }
}

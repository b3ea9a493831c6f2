package io.dctstream.train.report;

import static java.util.stream.Collectors.joining;

import io.dctstream.train.ClassResult;
import io.dctstream.train.EpochResult;
import io.dctstream.train.EvaluationReport;
import io.dctstream.train.Recipe;
import io.dctstream.train.TrainingPlan;
import io.dctstream.train.TrainingRecord;
import java.io.IOException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** The page of a training. */
public final class TrainingPage {
  private static final String STYLE =
      """
      body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
      table { border-collapse: collapse; margin: 1rem 0 }
      th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid #ddd }
      th:first-child, td:first-child { text-align: left }
      .mistakes { display: grid; grid-template-columns: repeat(auto-fill, minmax(10rem, 1fr)); gap: 1rem }
      figure { margin: 0 }
      figcaption { font-size: .8rem; overflow-wrap: anywhere }
      img { width: 100% }
      svg { max-width: 100%; height: auto }
      """;

  private TrainingPage() {}

  /**
   * The page of a training that goes on.
   *
   * @param record with an epoch at least
   */
  public static String running(TrainingRecord record) throws IOException {
    return page(record, "<meta http-equiv=\"refresh\" content=\"10\">", "");
  }

  /**
   * The page of a training that is over.
   *
   * @param record with an epoch at least
   * @param validation of its best network
   * @param mistakes that network's worst on the validation images
   */
  public static String finished(
      TrainingRecord record, EvaluationReport validation, List<Mistake> mistakes)
      throws IOException {
    return page(record, "", validation(validation) + mistakes(mistakes));
  }

  private static String page(TrainingRecord record, String refresh, String validation)
      throws IOException {
    TrainingPlan plan = record.plan();
    return """
    <!DOCTYPE html>
    <html lang="en">
    <head><meta charset="utf-8"><title>Training of %1$s</title>%2$s
    <style>%3$s</style></head>
    <body>
    <h1>Training of %1$s</h1>
    <p>Epoch %4$d of %5$d. Best: epoch %6$d with %7$s of %8$,d validation images right.</p>
    %9$s
    %10$s
    %11$s
    <h2>Settings</h2>
    %12$s
    <h2>Epochs</h2>
    %13$s
    </body>
    </html>
    """
        .formatted(
            escaped(plan.network()),
            refresh,
            STYLE,
            record.history().size(),
            plan.recipe().epochs(),
            record.bestEpoch(),
            percent(record.bestAccuracy()),
            record.validationImages(),
            TrainingCurves.accuracy(record.history()),
            TrainingCurves.loss(record.history()),
            validation,
            settings(record),
            epochs(record.history()));
  }

  private static String validation(EvaluationReport report) {
    List<String> labels = report.labels();
    StringBuilder classes = new StringBuilder(row("th", "class", "images", "recall", "precision"));
    for (ClassResult result : report.classes()) {
      classes.append(
          row(
              "td",
              result.label(),
              Integer.toString(result.images()),
              percent(result.recall()),
              percent(result.precision())));
    }
    StringBuilder confusion = new StringBuilder(row("th", "is \\ taken for", labels));
    IntStream.range(0, labels.size())
        .forEach(
            label ->
                confusion.append(
                    row(
                        "td",
                        labels.get(label),
                        report.confusion().get(label).stream().map(String::valueOf).toList())));
    return """
    <h2>The best network on the validation images</h2>
    <p>Top-1 %s, top-5 %s.</p>
    <table>%s</table>
    <table>%s</table>
    """
        .formatted(percent(report.top1()), percent(report.top5()), classes, confusion);
  }

  private static String mistakes(List<Mistake> mistakes) {
    return mistakes.stream()
        .map(
            mistake ->
                """
                <figure><img alt="%1$s" src="data:image/jpeg;base64,%2$s">
                <figcaption>%3$s taken for %4$s, %5$s<br>%1$s</figcaption></figure>
                """
                    .formatted(
                        escaped(mistake.name()),
                        Base64.getEncoder().encodeToString(mistake.jpeg()),
                        escaped(mistake.label()),
                        escaped(mistake.guess()),
                        percent(mistake.score())))
        .collect(
            joining(
                "",
                "<h2>Its worst mistakes</h2><p>As the network is shown them; it was most sure of"
                    + " the first.</p><div class=\"mistakes\">",
                "</div>"));
  }

  private static String settings(TrainingRecord record) throws IOException {
    TrainingPlan plan = record.plan();
    Recipe recipe = plan.recipe();
    Map<String, Object> settings = new LinkedHashMap<>();
    settings.put("network", plan.network());
    settings.put("width", plan.scale().width());
    settings.put("depth", plan.scale().depth());
    settings.put("image size", plan.scale().imageSize());
    settings.put("frequencies of luma", plan.scale().lumaFrequencies());
    settings.put("frequencies of chroma", plan.scale().chromaFrequencies());
    settings.put("fit", plan.fit());
    settings.put("training images", record.trainingImages());
    settings.put("validation images", record.validationImages());
    settings.put("images that could not be decoded", record.unreadable().size());
    settings.put("batch size", recipe.batchSize());
    settings.put("workers", plan.workers());
    settings.put("highest learning rate", recipe.learningRate());
    settings.put("schedule", recipe.schedule());
    settings.put("momentum", recipe.momentum());
    settings.put("weight decay", recipe.weightDecay());
    settings.put("label smoothing", recipe.labelSmoothing());
    settings.put("shift", recipe.variation().shift());
    settings.put("other scales", recipe.variation().scales());
    settings.put("jitter", recipe.variation().jitter());
    settings.put("mix-up", recipe.variation().mixUp());
    settings.put("seed", plan.seed());
    settings.put("DL4J", MavenVersion.of("org.deeplearning4j", "deeplearning4j-nn"));
    settings.put("JavaCPP", MavenVersion.of("org.bytedeco", "javacpp"));
    settings.put("Java", System.getProperty("java.version"));
    return settings.entrySet().stream()
        .map(entry -> row("td", entry.getKey(), entry.getValue().toString()))
        .collect(joining("", "<table>", "</table>"));
  }

  private static String epochs(List<EpochResult> history) {
    return history.stream()
        .map(
            epoch ->
                row(
                    "td",
                    Integer.toString(epoch.epoch()),
                    String.format(Locale.ROOT, "%.4f", epoch.loss()),
                    percent(epoch.trainingAccuracy()),
                    percent(epoch.validationAccuracy()),
                    String.format(Locale.ROOT, "%,.0f", epoch.imagesPerSecond()),
                    String.format(Locale.ROOT, "%,.0f", epoch.filledPerSecond())))
        .collect(
            joining(
                "",
                "<table>"
                    + row("th", "epoch", "loss", "training", "validation", "images/s", "filled/s"),
                "</table>"));
  }

  private static String row(String cell, String first, List<String> others) {
    return IntStream.rangeClosed(0, others.size())
        .mapToObj(i -> i == 0 ? first : others.get(i - 1))
        .map(text -> "<%1$s>%2$s</%1$s>".formatted(cell, escaped(text)))
        .collect(joining("", "<tr>", "</tr>\n"));
  }

  private static String row(String cell, String first, String... others) {
    return row(cell, first, List.of(others));
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }

  /** Labels are names of folders, and may hold anything. */
  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}

package io.dctstream.benchmarks;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the figures of a benchmark go: as a page, as JSON and as Markdown. */
public record ReportFolder(Path path) {
  private static final ObjectWriter JSON = new ObjectMapper().writerWithDefaultPrettyPrinter();

  private static final String PAGE =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head><meta charset="utf-8"><title>%1$s</title>
      <style>
      body { font: 16px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
      pre { overflow-x: auto }
      svg { max-width: 100%%; height: auto }
      table { border-collapse: collapse }
      th, td { padding: .2rem .6rem; text-align: right; border-bottom: 1px solid #ddd }
      th:first-child, td:first-child { text-align: left }
      </style></head>
      <body>
      <h1>%1$s</h1>
      %2$s
      </body>
      </html>
      """;

  /**
   * Writes report.html, report.json and report.md, over those of an earlier run.
   *
   * @param title of the page
   * @param html what the page has below its title
   * @param figures what Jackson makes JSON of
   */
  public void write(String title, String html, String markdown, Object figures) throws IOException {
    Files.createDirectories(path);
    Files.writeString(path.resolve("report.md"), markdown);
    JSON.writeValue(path.resolve("report.json").toFile(), figures);
    Files.writeString(path.resolve("report.html"), PAGE.formatted(title, html));
  }
}

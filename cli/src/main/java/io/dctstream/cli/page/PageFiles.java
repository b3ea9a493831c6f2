package io.dctstream.cli.page;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** Serves the files that the page consists of, out of the class path. */
final class PageFiles implements HttpHandler {
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final Map<String, String> TYPES =
      Map.of(
          "/index.html", "text/html; charset=utf-8",
          "/page.css", "text/css; charset=utf-8",
          "/icon.svg", "image/svg+xml",
          "/page.js", SCRIPT,
          "/chart.js", SCRIPT,
          "/bars.js", SCRIPT,
          "/pictures.js", SCRIPT,
          "/rejects.js", SCRIPT,
          "/words.js", SCRIPT);

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    String file = path.equals("/") ? "/index.html" : path;
    String type = TYPES.get(file);
    if (type == null) {
      Answer.notFound(exchange, "There is nothing here; the page is at /");
      return;
    }
    try (InputStream in = PageFiles.class.getResourceAsStream(file.substring(1))) {
      exchange.getResponseHeaders().set("Cache-Control", "no-cache");
      Answer.ok(exchange, type, in.readAllBytes());
    }
  }
}

package io.dctstream.cli.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;

/** Whole answers of the page's server. */
final class Answer {
  private Answer() {}

  static void ok(HttpExchange exchange, String type, byte[] body) throws IOException {
    send(exchange, 200, type, body);
  }

  static void notFound(HttpExchange exchange, String sentence) throws IOException {
    send(exchange, 404, "text/plain; charset=utf-8", (sentence + "\n").getBytes(UTF_8));
  }

  private static void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    try (exchange) {
      Headers headers = exchange.getResponseHeaders();
      headers.set("Content-Type", type);
      // What stands in an image's bytes or name is never run.
      headers.set("X-Content-Type-Options", "nosniff");
      headers.set("Content-Security-Policy", "default-src 'self'");
      boolean withBody = !exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(status, withBody && body.length > 0 ? body.length : -1);
      if (withBody) {
        exchange.getResponseBody().write(body);
      }
    }
  }
}

package io.dctstream.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLConnection;

/**
 * The REST interface of a Flink cluster, of which its web interface is a client, too. Thread-safe.
 */
public final class FlinkRest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int TIMEOUT_MILLIS = 5_000;

  private final String base;

  public FlinkRest(URI webInterface) {
    this.base = webInterface.toString().replaceFirst("/+$", "");
  }

  /**
   * Asks for a document.
   *
   * @param path begins with a slash
   * @throws IOException if the cluster does not answer, or knows no such path
   */
  public JsonNode get(String path) throws IOException {
    URLConnection connection = URI.create(base + path).toURL().openConnection();
    connection.setConnectTimeout(TIMEOUT_MILLIS);
    connection.setReadTimeout(TIMEOUT_MILLIS);
    try (InputStream in = connection.getInputStream()) {
      return JSON.readTree(in);
    }
  }
}

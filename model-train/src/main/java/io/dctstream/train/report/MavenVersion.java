package io.dctstream.train.report;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of a library, which Maven left in its jar. */
final class MavenVersion {
  private MavenVersion() {}

  static String of(String group, String artifact) throws IOException {
    Properties properties = new Properties();
    try (InputStream file =
        MavenVersion.class.getResourceAsStream(
            "/META-INF/maven/%s/%s/pom.properties".formatted(group, artifact))) {
      if (file != null) {
        properties.load(file);
      }
    }
    return properties.getProperty("version", "unknown");
  }
}

package io.dctstream.cli;

import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "dctstream " + (version == null ? "(unpackaged)" : version),
      "Java ${java.version}, ${os.name} ${os.arch}"
    };
  }
}

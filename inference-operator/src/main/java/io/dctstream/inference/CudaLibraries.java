package io.dctstream.inference;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds what ONNX Runtime does not tell: which library it is that CUDA lacks. */
final class CudaLibraries {
  private static final String CORE = "libonnxruntime.so";
  private static final String PROVIDER = "libonnxruntime_providers_cuda.so";

  /** How the dynamic linker names a library that it does not find. */
  private static final Pattern MISSING = Pattern.compile("(\\S+): cannot open shared object file");

  private CudaLibraries() {}

  /** The first library that ONNX Runtime's library for CUDA needs and the linker does not find. */
  static Optional<String> missing() {
    try (Stream<String> mapped = Files.lines(Path.of("/proc/self/maps"))) {
      return mapped
          .map(line -> line.substring(Math.max(0, line.indexOf('/'))))
          .filter(file -> file.endsWith("/" + CORE))
          .findFirst()
          .flatMap(core -> missing(Path.of(core).resolveSibling(PROVIDER)));
    } catch (IOException e) {
      return Optional.empty(); // not Linux
    }
  }

  private static Optional<String> missing(Path library) {
    try {
      System.load(library.toString());
      return Optional.empty();
    } catch (UnsatisfiedLinkError e) {
      Matcher missing = MISSING.matcher(e.getMessage());
      return missing.find() ? Optional.of(missing.group(1)) : Optional.empty();
    }
  }
}

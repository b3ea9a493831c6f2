package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * As under Flink's child-first class loading: each job brings the classes and the native library
 * anew. A class loader cannot load the file of a library that another one has; JavaCPP makes a
 * copy.
 */
class ClassLoadingTest {
  private final List<URLClassLoader> loaders = new ArrayList<>();

  /** Runs inside a class loader of its own. */
  static final class Width implements ToIntFunction<byte[]> {
    @Override
    public int applyAsInt(byte[] jpeg) {
      try (CoefficientReader reader =
          CoefficientReader.open(DecodeLimits.DEFAULT, DamagePolicy.STRICT)) {
        return reader.read(jpeg).width();
      } catch (JpegException e) {
        throw new AssertionError(e);
      }
    }
  }

  @AfterEach
  void close() throws IOException {
    for (URLClassLoader loader : loaders) {
      loader.close();
    }
  }

  @Test
  void everyClassLoaderDecodes() throws ReflectiveOperationException, IOException {
    byte[] jpeg = TestJpeg.encode(40, 24, TestJpeg.blank(40, 24, new int[][] {{1, 1}}), 0);
    ToIntFunction<byte[]> first = inOwnLoader();
    ToIntFunction<byte[]> second = inOwnLoader();

    assertThat(first.getClass()).isNotSameAs(second.getClass());
    for (int i = 0; i < 2; i++) {
      assertThat(first.applyAsInt(jpeg)).isEqualTo(40);
      assertThat(second.applyAsInt(jpeg)).isEqualTo(40);
      assertThat(new Width().applyAsInt(jpeg)).isEqualTo(40);
    }
  }

  @SuppressWarnings("unchecked") // Width, of another loader
  private ToIntFunction<byte[]> inOwnLoader() throws ReflectiveOperationException, IOException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    loaders.add(loader);
    Constructor<?> constructor = loader.loadClass(Width.class.getName()).getDeclaredConstructor();
    constructor.setAccessible(true);
    return (ToIntFunction<byte[]>) constructor.newInstance();
  }
}

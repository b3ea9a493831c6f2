package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a thread gets that uses a handle against the rules: a sentence, not a crash. */
class NativeHandleTest {
  /** The classes that own a handle. */
  private enum Owner {
    READER {
      @Override
      Decoding open() {
        CoefficientReader reader =
            CoefficientReader.open(DecodeLimits.DEFAULT, DamagePolicy.LENIENT);
        return new Decoding(jpeg -> reader.read(jpeg).width(), reader::close);
      }
    },
    DECODER {
      @Override
      Decoding open() {
        FittedDecoder decoder =
            FittedDecoder.open(
                BlockGrid.ofPixels(32), Fit.RESIZE, DecodeLimits.DEFAULT, DamagePolicy.LENIENT);
        return new Decoding(jpeg -> decoder.decode(jpeg).length, decoder::close);
      }
    };

    abstract Decoding open();
  }

  private interface Use {
    int of(byte[] jpeg) throws JpegException;
  }

  private record Decoding(Use use, Runnable closing) {
    void close() {
      closing.run();
    }
  }

  private static final byte[] SMALL = ScanBomb.of(16, 16, 1);
  private static final byte[] SLOW = ScanBomb.of(4000, 4000, 12);
  private static final String IN_USE = " is in use by another thread; open one for each thread";

  /** Far more than it takes for two threads to meet; they may miss each other on a busy machine. */
  private static final int ROUNDS = 50;

  private final ExecutorService threads = Executors.newFixedThreadPool(2);

  @AfterEach
  void endTheThreads() throws InterruptedException {
    threads.shutdown();
    assertThat(threads.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Owner.class)
  void closingTwiceIsHarmlessAndUseAfterwardsIsRefused(Owner owner) throws Exception {
    Decoding decoding = owner.open();
    assertThat(decoding.use().of(SMALL)).isPositive();
    decoding.close();
    decoding.close();

    assertThatThrownBy(() -> decoding.use().of(SMALL))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageMatching("This (CoefficientReader|FittedDecoder) is closed");
  }

  @ParameterizedTest
  @EnumSource(Owner.class)
  void oneOfTwoThreadsIsRefusedAndTheOtherNotDisturbed(Owner owner) throws Exception {
    Decoding decoding = owner.open();
    int slow = decoding.use().of(SLOW);
    Optional<String> refusal = Optional.empty();
    for (int round = 0; refusal.isEmpty() && round < ROUNDS; round++) {
      CyclicBarrier start = new CyclicBarrier(2);
      Callable<Integer> use =
          () -> {
            start.await();
            return decoding.use().of(SLOW);
          };
      for (Future<Integer> done : threads.invokeAll(List.of(use, use))) {
        try {
          assertThat(done.get()).isEqualTo(slow);
        } catch (ExecutionException e) {
          assertThat(e.getCause()).isInstanceOf(IllegalStateException.class);
          refusal = Optional.of(e.getCause().getMessage());
        }
      }
    }
    assertThat(refusal).get().asString().endsWith(IN_USE);
    assertThat(decoding.use().of(SLOW)).isEqualTo(slow);
    decoding.close();
  }

  @ParameterizedTest
  @EnumSource(Owner.class)
  void closingIsRefusedWhileAnotherThreadIsInside(Owner owner) throws Exception {
    Optional<String> refusal = Optional.empty();
    for (int round = 0; refusal.isEmpty() && round < ROUNDS; round++) {
      Decoding decoding = owner.open();
      CyclicBarrier start = new CyclicBarrier(2);
      Future<Integer> inside =
          threads.submit(
              () -> {
                start.await();
                return decoding.use().of(SLOW);
              });
      start.await();
      Thread.sleep(20); // a tenth of what SLOW takes
      try {
        decoding.close();
      } catch (IllegalStateException e) {
        refusal = Optional.of(e.getMessage());
        assertThat(inside.get()).isPositive();
        decoding.close();
      }
    }
    assertThat(refusal).get().asString().endsWith(IN_USE);
  }
}

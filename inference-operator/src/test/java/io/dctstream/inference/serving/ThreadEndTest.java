package io.dctstream.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class ThreadEndTest {
  @Test
  void anInterruptDoesNotCutTheWaitShort() throws Exception {
    ExecutorService worker = Executors.newSingleThreadExecutor();
    CountDownLatch mayEnd = new CountDownLatch(1);
    AtomicBoolean worked = new AtomicBoolean();
    worker.execute(
        () -> {
          try {
            mayEnd.await();
            worked.set(true);
          } catch (InterruptedException e) {
            // Then it has not worked.
          }
        });
    Thread closing = Thread.currentThread();
    Thread impatient =
        new Thread(
            () -> {
              closing.interrupt();
              mayEnd.countDown();
            });
    impatient.start();

    ThreadEnd.await(worker);

    assertThat(worked).isTrue();
    assertThat(Thread.interrupted()).as("the interrupt is kept").isTrue();
  }
}

package io.dctstream.jpegdct;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HandleTraceTest {
  private final BlockingQueue<LogRecord> records = new LinkedBlockingQueue<>();
  private final Logger logger = Logger.getLogger(HandleTrace.class.getName());
  private final Handler handler =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.setUseParentHandlers(false);
    logger.addHandler(handler);
  }

  @AfterEach
  void stop() {
    System.clearProperty(HandleTrace.PROPERTY);
    logger.removeHandler(handler);
  }

  @Test
  void namesWhereAnUnclosedHandleWasOpened() throws InterruptedException {
    System.setProperty(HandleTrace.PROPERTY, "true");
    closeOne();
    forgetOne();

    LogRecord record = afterCollection();

    assertThat(record).isNotNull();
    assertThat(record.getMessage()).contains("Forgotten", "never closed");
    assertThat(record.getThrown().getStackTrace())
        .anySatisfy(frame -> assertThat(frame.getMethodName()).isEqualTo("forgetOne"));
    assertThat(records).isEmpty();
  }

  @Test
  void saysNothingUnlessAskedTo() throws InterruptedException {
    forgetOne();
    System.setProperty(HandleTrace.PROPERTY, "true");
    new NativeHandle("Witness", () -> {}).enter(); // becomes garbage later than the other

    assertThat(afterCollection().getMessage()).contains("Witness");
    assertThat(records).isEmpty();
  }

  /** Nothing is freed by a garbage collection. */
  private static void forgetOne() {
    new NativeHandle(
            "Forgotten",
            () -> {
              throw new AssertionError("freed");
            })
        .enter();
  }

  private static void closeOne() {
    new NativeHandle("Closed", () -> {}).close();
  }

  private LogRecord afterCollection() throws InterruptedException {
    LogRecord record = null;
    for (int i = 0; record == null && i < 100; i++) {
      System.gc();
      record = records.poll(100, TimeUnit.MILLISECONDS);
    }
    return record;
  }
}

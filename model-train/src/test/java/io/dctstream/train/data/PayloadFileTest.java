package io.dctstream.train.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PayloadFileTest {
  @TempDir private Path folder;

  @Test
  void givesBackWhatItKeepsInAnyOrderAndLeavesNothing() throws Exception {
    Random random = new Random(1);
    List<byte[]> payloads = new ArrayList<>();
    List<PayloadStore.Kept> kept = new ArrayList<>();
    try (PayloadFile file = PayloadFile.create(folder)) {
      for (int i = 0; i < 50; i++) {
        byte[] payload = new byte[random.nextInt(5000)];
        random.nextBytes(payload);
        payloads.add(payload);
        kept.add(file.keep(payload));
      }
      for (int i = 49; i >= 0; i--) {
        assertThat(kept.get(i).bytes()).isEqualTo(payloads.get(i));
      }
    }
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void cannotBeReadAfterItIsClosed() throws Exception {
    PayloadFile file = PayloadFile.create(folder);
    PayloadStore.Kept kept = file.keep(new byte[10]);
    file.close();

    assertThatThrownBy(kept::bytes).isInstanceOf(UncheckedIOException.class);
  }
}

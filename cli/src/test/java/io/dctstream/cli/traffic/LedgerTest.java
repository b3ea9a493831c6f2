package io.dctstream.cli.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.contract.RejectCode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LedgerTest {
  private final Ledger ledger = new Ledger(List.of("rings", "dots"));

  @Test
  void isContentWhenEachPictureCameBackOnceAndAsItMust() {
    send("a", "rings", null);
    send("b", "dots", null);
    send("c", "dots", RejectCode.TRUNCATED);
    ledger.predicted("a", "rings");
    ledger.predicted("b", "rings");
    ledger.rejected("c", RejectCode.TRUNCATED, "it ends early");

    assertThat(ledger.faults()).isEmpty();
    assertThat(ledger.sent()).isEqualTo(3);
    assertThat(ledger.settled()).isEqualTo(3);
    assertThat(ledger.predictions()).isEqualTo(2);
    assertThat(ledger.rejects()).isEqualTo(Map.of("TRUNCATED", 1));
    assertThat(ledger.accuracy()).contains(0.5);
  }

  @Test
  void findsALostPicture() {
    send("a", "rings", null);
    assertThat(ledger.settled()).isZero();
    assertThat(ledger.faults()).containsExactly("a came back 0 times and not once");
  }

  @Test
  void findsAPictureThatCameTwice() {
    send("a", "rings", null);
    ledger.predicted("a", "rings");
    ledger.predicted("a", "rings");
    assertThat(ledger.settled()).isEqualTo(1);
    assertThat(ledger.faults()).containsExactly("a came back 2 times and not once");
  }

  @Test
  void findsAPictureThatCameAsPredictionAndAsReject() {
    send("a", "rings", null);
    ledger.predicted("a", "rings");
    ledger.rejected("a", RejectCode.CORRUPT, "broken");
    assertThat(ledger.faults()).containsExactly("a came back 2 times and not once");
  }

  @Test
  void findsAPictureThatWasNeverSent() {
    ledger.predicted("ghost", "rings");
    assertThat(ledger.faults()).containsExactly("ghost came back and was never sent");
  }

  @Test
  void findsADamagedPictureThatWasClassified() {
    send("a", "rings", RejectCode.NOT_JPEG);
    ledger.predicted("a", "rings");
    assertThat(ledger.faults()).containsExactly("a was sent damaged but was classified");
    assertThat(ledger.accuracy()).as("a damaged picture is no question").isEmpty();
  }

  @Test
  void findsAWrongReason() {
    send("a", "rings", RejectCode.NOT_JPEG);
    ledger.rejected("a", RejectCode.CORRUPT, "bad marker");
    assertThat(ledger.faults())
        .containsExactly("a was rejected as CORRUPT and not as NOT_JPEG: bad marker");
  }

  @Test
  void takesAnyReasonOfAPictureThatWasNotDamagedOnPurpose() {
    send("a", "rings", null);
    ledger.rejected("a", RejectCode.UNSUPPORTED, "CMYK");
    assertThat(ledger.faults()).isEmpty();
  }

  @Test
  void doesNotCountLabelsThatTheModelCannotKnow() {
    send("a", "roses", null);
    ledger.predicted("a", "rings");
    assertThat(ledger.accuracy()).isEmpty();
  }

  @Test
  void refusesAnIdTwice() {
    send("a", "rings", null);
    assertThatThrownBy(() -> send("a", "dots", null)).hasMessageContaining("'a'");
  }

  private void send(String id, String label, RejectCode damage) {
    ledger.sent(
        new Picture(id, Optional.of(label), Optional.ofNullable(damage), new byte[] {1, 2, 3}));
  }
}

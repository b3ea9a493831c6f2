package io.dctstream.cli.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.dctstream.cli.embedded.EmbeddedBroker;
import io.dctstream.samples.SampleImages;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The page in a real browser. */
@Timeout(300)
class BrowserITCase {
  private static final int PICTURES = 8;

  private final SampleImages samples = new SampleImages(4);

  @TempDir Path profile;

  @Test
  void showsAJobAtWork() throws Exception {
    Optional<Path> chromium = Chromium.installed();
    assumeTrue(chromium.isPresent(), "Chromium is not installed: apt-get install chromium");

    try (EmbeddedBroker broker = EmbeddedBroker.start(0);
        Results results = new Results(broker)) {
      LivePage page = LivePage.start(results.watched(), "127.0.0.1", 0);
      URI address = page.address();
      try (Chromium browser = Chromium.open(chromium.get(), profile, address)) {
        browser.size(1200, 900);
        browser.await("document.querySelector('#state')?.dataset.state === 'live'");
        showsPicturesAndRejects(browser, results);
        enlargesByKeyboard(browser);
        showsTheSwapOfTheModel(browser, results);
        fitsAPhone(browser);

        page.close();
        browser.await("document.querySelector('#troubles').innerText.includes('does not answer')");
        page = LivePage.start(results.watched(), "127.0.0.1", address.getPort());
        browser.await("document.querySelector('#state')?.dataset.state === 'live'");
        assertThat(browser.evaluate("document.querySelector('#troubles').innerText")).isEmpty();

        page.end("It is over");
        browser.await("document.querySelector('#state').innerText === 'It is over'");
        page.close();
        Thread.sleep(1000); // long enough to see whether it complains
        assertThat(browser.evaluate("document.querySelector('#state').innerText"))
            .isEqualTo("It is over");
        assertThat(browser.complaints()).isEmpty();
      } finally {
        page.close();
      }
    }
  }

  private void showsPicturesAndRejects(Chromium browser, Results results) throws Exception {
    for (int i = 0; i < PICTURES; i++) {
      results.predicted(samples.draw(i), "1", 0.75f);
    }
    results.rejected("cut.jpg", new byte[] {7, 8}, "TRUNCATED", "It <b>ends</b> too early");

    browser.await("document.querySelectorAll('.tile').length === " + (PICTURES + 1));
    browser.await("document.querySelector('#predictions').innerText === '" + PICTURES + "'");
    // Each picture is really drawn, at the size of the file.
    assertThat(
            browser.evaluate(
                "[...document.querySelectorAll('.tile img')].filter(i => i.naturalWidth >= 96)"
                    + ".length"))
        .isEqualTo(Integer.toString(PICTURES));
    assertThat(browser.evaluate("document.querySelector('.tile:not(.reject)').ariaLabel"))
        .matches("\\w+, 75 %, \\d+ ms");
    assertThat(browser.evaluate("document.querySelector('.tile.reject .hex').innerText"))
        .isEqualTo("07 08");
    assertThat(browser.evaluate("document.querySelector('.rejects .why').innerText"))
        .isEqualTo("It <b>ends</b> too early");
    browser.await("document.querySelector('#codes').innerText.includes('TRUNCATED')");
    browser.await("document.querySelector('#latency-chart .line')");
  }

  private void enlargesByKeyboard(Chromium browser) throws Exception {
    // Pictures stand in the order in which they were drawn, which is not that of their results.
    String picture = "document.querySelector('.tile + .tile:not(.reject)')";
    browser.evaluate(picture + ".previousElementSibling.focus()");
    browser.press("ArrowRight");
    assertThat(browser.evaluate("document.activeElement === " + picture)).isEqualTo("true");
    browser.press("Enter");
    browser.await("document.querySelector('dialog').open");
    assertThat(browser.evaluate("document.querySelector('#detail-title').innerText"))
        .isEqualTo(browser.evaluate(picture + ".ariaLabel.split(',')[0]"));
    browser.await("document.querySelector('dialog img').naturalWidth > 0");
    browser.press("Escape");
    browser.await("!document.querySelector('dialog').open");
    browser.press("p");
    assertThat(browser.evaluate("document.querySelector('#pause').ariaPressed")).isEqualTo("true");
    browser.press("p");
    browser.press("t");
    assertThat(browser.evaluate("document.documentElement.dataset.theme")).isEqualTo("dark");
  }

  private void showsTheSwapOfTheModel(Chromium browser, Results results) throws Exception {
    results.predicted(samples.draw(PICTURES), "2", 0.5f);

    browser.await("document.querySelector('#model').innerText.startsWith('shapes · version 2 ')");
    browser.await("document.querySelector('#rate-chart .swap-name').textContent === 'shapes 2'");
  }

  private void fitsAPhone(Chromium browser) throws Exception {
    browser.size(390, 844);

    browser.await("innerWidth === 390");
    String root = "document.documentElement";
    assertThat(browser.evaluate(root + ".scrollWidth - " + root + ".clientWidth")).isEqualTo("0");
    assertThat(
            browser.evaluate(
                "[...document.querySelectorAll('.figures dt, .tile .name')]"
                    + ".filter(e => e.getBoundingClientRect().right > 390).length"))
        .isEqualTo("0");
  }
}

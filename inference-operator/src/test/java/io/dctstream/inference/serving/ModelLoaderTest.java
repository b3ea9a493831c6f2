package io.dctstream.inference.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.dctstream.contract.ContractException;
import io.dctstream.contract.ModelContract;
import io.dctstream.inference.Device;
import io.dctstream.inference.InferenceSettings;
import io.dctstream.inference.TestModel;
import io.dctstream.inference.TestModel.Tensor;
import io.dctstream.jpegdct.BlockGrid;
import io.dctstream.jpegdct.Fit;
import io.dctstream.jpegdct.TensorLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which versions are opened, one look after the other, with nothing else going on. */
class ModelLoaderTest {
  private static final InferenceSettings SETTINGS =
      new InferenceSettings(2, Duration.ZERO, 1, 1, Device.CPU);

  private final Counter refusals = new SimpleCounter();
  private final List<Lineup> lineups = new ArrayList<>();
  private ModelsFolder folder;

  @BeforeEach
  void publishTheFirst(@TempDir Path directory) throws Exception {
    folder = new ModelsFolder(directory).publish("9");
  }

  @AfterEach
  void close() {
    lineups.forEach(lineup -> lineup.models().forEach(LoadedModel::close));
  }

  @Test
  void takesTheNewest() throws Exception {
    ModelLoader loader = loader("latest");
    assertThat(first(loader)).hasToString("9");
    folder.publish("10");
    assertThat(next(loader)).hasToString("10");
    folder.publish("2");
    Lineup current = current();
    assertThat(next(loader)).as("nothing is opened again").isEqualTo(current);
  }

  @Test
  void goesBackWhenTheNewestIsTakenAway() throws Exception {
    folder.publish("10");
    ModelLoader loader = loader("latest");
    assertThat(first(loader)).hasToString("10");
    folder.remove("10");
    assertThat(next(loader)).hasToString("9");
    folder.remove("9");
    assertThat(next(loader)).as("the last one serves on").hasToString("9");
  }

  static Stream<byte[]> broken() {
    byte[] good = TestModel.version("10").toBytes();
    return Stream.of(
        new byte[0],
        Arrays.copyOf(good, good.length / 2),
        Arrays.copyOf(good, good.length - 100),
        TestModel.version("11").toBytes(),
        TestModel.version("10").withoutNumbers().toBytes(),
        other(TestModel.contract("chairs", "10", 2)),
        other(contract(Fit.CROP)),
        TestModel.good()
            .withMetadata(TestModel.contract("table", "10", 4).toMetadata())
            .withInput("y", new Tensor(TestModel.FLOAT, -1, 64, 4, 4))
            .withInput("cb", new Tensor(TestModel.FLOAT, -1, 64, 2, 2))
            .withInput("cr", new Tensor(TestModel.FLOAT, -1, 64, 2, 2))
            .toBytes());
  }

  @ParameterizedTest
  @MethodSource("broken")
  void refusesABrokenOneOnceAndTakesItWhenItIsMended(byte[] broken) throws Exception {
    ModelLoader loader = loader("latest");
    first(loader);
    folder.publish("10", broken);
    assertThat(next(loader)).hasToString("9");
    assertThat(next(loader)).hasToString("9");
    assertThat(refusals.getCount()).isEqualTo(1);
    folder.publish("10");
    assertThat(next(loader)).hasToString("10");
  }

  @Test
  void aFolderWithoutItsFileIsNoVersionYet() throws Exception {
    ModelLoader loader = loader("latest");
    first(loader);
    Files.createDirectory(folder.path().resolve("10"));
    folder.publish("_11", TestModel.version("11"));
    folder.publish(".12", TestModel.version("12"));
    Files.createDirectories(folder.path().resolve("notes"));
    assertThat(next(loader)).hasToString("9");
    assertThat(refusals.getCount()).isZero();
  }

  @Test
  void takesOneWithOtherFrequenciesAndLabels() throws Exception {
    ModelLoader loader = loader("latest");
    first(loader);
    ModelContract lean =
        new ModelContract(
            "table",
            "10",
            new TensorLayout(new BlockGrid(2, 2), 6, 3),
            Fit.EXACT,
            List.of("c", "d", "e"),
            "");
    folder.publish(
        "10",
        TestModel.good()
            .withMetadata(lean.toMetadata())
            .withInput("y", new Tensor(TestModel.FLOAT, -1, 6, 2, 2))
            .withInput("cb", new Tensor(TestModel.FLOAT, -1, 3, 1, 1))
            .withInput("cr", new Tensor(TestModel.FLOAT, -1, 3, 1, 1)));
    assertThat(next(loader)).hasToString("10");
  }

  @Test
  void goesOnWithWhatServedBefore() throws Exception {
    folder.publish("10").publish("11");
    ModelLoader loader = loader("latest");
    assertThat(first(loader, "9", "10")).hasToString("10");
    assertThat(next(loader)).hasToString("11");
  }

  @Test
  void whatServedBeforeMayBeGone() throws Exception {
    folder.publish("10");
    assertThat(first(loader("latest"), "8")).hasToString("10");
  }

  @Test
  void whatIsPinnedStays() throws Exception {
    folder.publish("10");
    ModelLoader loader = loader("9");
    assertThat(first(loader, "10")).hasToString("9");
    assertThat(loader.canChange()).isFalse();
  }

  @Test
  void someServeWithSharesAndTheNewestAmongThem() throws Exception {
    folder.publish("10");
    ModelLoader loader = loader("9=95,latest=5");
    assertThat(first(loader)).hasToString("9=95,10=5");
    LoadedModel nine = current().serving().get(0);
    folder.publish("11");
    assertThat(next(loader)).hasToString("9=95,11=5");
    assertThat(current().serving().get(0)).as("what stays is not opened again").isSameAs(nine);
    folder.remove("11");
    folder.remove("10");
    assertThat(next(loader).models()).as("one model has both shares").containsExactly(nine);
  }

  @Test
  void aShadowIsNeverAVersionThatServes() throws Exception {
    ModelLoader loader = loader("9,shadow=latest");
    assertThat(first(loader)).hasToString("9");
    folder.publish("10");
    assertThat(next(loader)).hasToString("9,shadow=10");
    folder.publish("11");
    assertThat(next(loader)).hasToString("9,shadow=11");
    folder.publish("12", new byte[9]);
    assertThat(next(loader)).as("a broken shadow").hasToString("9,shadow=11");
  }

  @Test
  void aShadowThatComesToServeIsOpenedAnew() throws Exception {
    folder.publish("10");
    ModelLoader loader = loader("latest,shadow=10");
    assertThat(first(loader, "9")).hasToString("9,shadow=10");
    LoadedModel shadow = current().shadow();
    assertThat(next(loader)).hasToString("10");
    assertThat(current().serving().get(0)).as("a batch may still use it").isNotSameAs(shadow);
  }

  @Test
  void startsWithTheNewestThatWorks() throws Exception {
    folder.publish("10", new byte[9]);
    assertThat(first(loader("latest"))).hasToString("9");
  }

  @Test
  void doesNotStartWithoutAVersionThatIsToServe() throws Exception {
    ModelLoader pinned = loader("9");
    ModelLoader latest = loader("latest");
    folder.publish("9", TestModel.version("9").withoutNumbers());
    assertThatThrownBy(() -> pinned.first(List.of()))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("9/model.onnx")
        .hasMessageContaining("not numbers");
    assertThatThrownBy(() -> latest.first(List.of())).hasMessageContaining("not numbers");
    folder.remove("9");
    assertThatThrownBy(() -> loader("latest").first(List.of()))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("no version 'latest'");
  }

  @Test
  void refusesAJobOfAVersionThatIsMissingOrUnlikeTheOthers() throws Exception {
    folder.publish("10", other(contract(Fit.CROP)));
    assertThatThrownBy(() -> folder.deploy("9,8", Duration.ofDays(1)))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("8/model.onnx");
    assertThatThrownBy(() -> folder.deploy("9,shadow=10", Duration.ofDays(1)))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("10/model.onnx")
        .hasMessageContaining("table for images of 16x16 pixels (crop)");
  }

  @Test
  void aSingleFileHasNoVersionsToChoose() {
    String file = folder.path().resolve("9/model.onnx").toString();
    assertThatThrownBy(() -> Deployment.examine(file, VersionChoice.parse("9"), Duration.ofDays(1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(file);
  }

  private ModelLoader loader(String versions) throws Exception {
    return new ModelLoader(folder.deploy(versions, Duration.ofDays(1)), SETTINGS, refusals);
  }

  private Lineup first(ModelLoader loader, String... restored) throws Exception {
    lineups.add(loader.first(List.of(restored)));
    return current();
  }

  private Lineup next(ModelLoader loader) throws Exception {
    lineups.add(loader.next(current()));
    return current();
  }

  private Lineup current() {
    return lineups.get(lineups.size() - 1);
  }

  private static byte[] other(ModelContract contract) {
    return TestModel.good().withMetadata(contract.toMetadata()).toBytes();
  }

  private static ModelContract contract(Fit fit) {
    return new ModelContract(
        "table", "10", TensorLayout.of(new BlockGrid(2, 2)), fit, List.of("a", "b", "c"), "");
  }
}

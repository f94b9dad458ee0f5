package io.actionstream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Tensor;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckpointTest {
    private static final List<String> LABELS = List.of("Archery", "Basketball", "Biking");

    @TempDir
    private Path folder;

    @Test
    void shouldReadWhatWasWritten() throws IOException {
        Checkpoint written = checkpoint(LABELS, Layout.of(3).initialise(1));
        written.write(folder.resolve("model"));
        Checkpoint read = Checkpoint.read(folder.resolve("model"));
        assertThat(read.config()).isEqualTo(written.config());
        assertThat(read.weights().keySet())
                .containsExactlyElementsOf(written.weights().keySet());
        read.weights().forEach((name, tensor) -> {
            assertThat(tensor.shape()).isEqualTo(written.weights().get(name).shape());
            assertThat(tensor.values()).isEqualTo(written.weights().get(name).values());
        });
    }

    @Test
    void shouldReplaceAnOlderCheckpointAndLeaveNothingElse() throws IOException {
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(folder.resolve("model"));
        checkpoint(List.of("Dance"), Layout.of(1).initialise(2)).write(folder.resolve("model"));
        assertThat(Checkpoint.read(folder.resolve("model")).config().labels()).containsExactly("Dance");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("model"));
        }
    }

    @Test
    void shouldReadOneOfTwoCheckpointsOfWhichOneTakesTheOthersPlace() throws IOException {
        Path old = folder.resolve("old");
        Path fresh = folder.resolve("fresh");
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(old);
        checkpoint(List.of("Dance"), Layout.of(1).initialise(2)).write(fresh);
        Queue<Path> answering = new ArrayDeque<>(List.of(old, fresh, fresh, fresh, fresh));

        Checkpoint read = Checkpoint.read(
                "store", (name, most) -> Files.readAllBytes(answering.remove().resolve(name)), LoadRules.DEFAULT);

        assertThat(read.config().labels()).containsExactly("Dance");
    }

    @Test
    void shouldGiveUpOnAPlaceThatNeverHoldsStill() throws IOException {
        List<Path> models = List.of(folder.resolve("one"), folder.resolve("two"));
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(models.get(0));
        checkpoint(List.of("Dance"), Layout.of(1).initialise(2)).write(models.get(1));
        int[] reads = {0};

        assertThatThrownBy(() -> Checkpoint.read(
                        "store",
                        (name, most) -> Files.readAllBytes(
                                models.get(reads[0]++ / 2 % 2).resolve(name)),
                        LoadRules.DEFAULT))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("store/model.safetensors: other checkpoints took its place while it was read");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void shouldBeThereAtEveryMomentOfBeingReplaced() throws Exception {
        Path model = folder.resolve("model");
        Checkpoint checkpoint = checkpoint(List.of("Dance"), Layout.of(1).initialise(2));
        checkpoint.write(model);
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> writeTimes(50, checkpoint, model));
        while (!writing.isDone()) {
            assertThat(model).isDirectory();
        }
        writing.get();
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void shouldBeReadableByOthersAsAnyFileIs() throws IOException {
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(folder.resolve("model"));
        Path usual = Files.createDirectory(folder.resolve("usual"));
        assertThat(Files.getPosixFilePermissions(folder.resolve("model")))
                .isEqualTo(Files.getPosixFilePermissions(usual));
    }

    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void shouldReplaceWhatALinkNames() throws IOException {
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(folder.resolve("model-1"));
        Path link = Files.createSymbolicLink(folder.resolve("current"), Path.of("model-1"));
        checkpoint(List.of("Dance"), Layout.of(1).initialise(2)).write(link);
        assertThat(link).isSymbolicLink();
        assertThat(Checkpoint.readConfig(folder.resolve("model-1")).labels()).containsExactly("Dance");
    }

    @Test
    void shouldNameTheDirectoryThatIsMissing() {
        assertThatThrownBy(() -> Checkpoint.read(folder.resolve("nowhere")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("nowhere")
                .hasMessageContaining("no checkpoint directory");
    }

    @Test
    void shouldNameTheFileThatIsMissing() throws IOException {
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(folder.resolve("model"));
        Files.delete(folder.resolve("model/model.safetensors"));
        assertRejected("model.safetensors is missing");
    }

    @Test
    void shouldRefuseUnreadWhatIsLargerThanTheWeightsForItsLabelsCanBe() throws IOException {
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(folder.resolve("model"));
        Path weights = folder.resolve("model/model.safetensors");
        long most = 8 + (16 << 20) + 8 * Layout.of(3).parameterCount();
        setSize(weights, most);
        assertRejected("bytes belong to no tensor");
        setSize(weights, most + 1);
        assertRejected(weights + ": " + (most + 1) + " bytes are more than the limit of " + most);
    }

    @Test
    void shouldAskAnotherPlaceForNoMoreThanTheWeightsForItsLabels() throws IOException {
        Path model = folder.resolve("model");
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(model);
        Map<String, Integer> limits = new HashMap<>();

        Checkpoint.read(
                "store",
                (name, most) -> {
                    limits.put(name, most);
                    return Files.readAllBytes(model.resolve(name));
                },
                LoadRules.DEFAULT);

        assertThat(limits).containsEntry("model.safetensors", (int)
                (8 + (16 << 20) + 8 * Layout.of(3).parameterCount()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.",
                "_orig_mod.",
                "module._orig_mod.",
                "_orig_mod.module.",
                "module.module.",
                "_fsdp_wrapped_module._checkpoint_wrapped_module."
            })
    void shouldReadWhatPyTorchWroteFromAWrappedNetwork(String prefix) throws IOException {
        Map<String, Tensor> weights = Layout.of(3).initialise(1);
        Map<String, Tensor> wrapped = new TreeMap<>(Comparator.reverseOrder());
        weights.forEach((name, tensor) -> wrapped.put(prefix + name, tensor));
        wrapped.put(prefix + "stem.norm.num_batches_tracked", new Tensor(new long[0], new float[] {7}));
        wrapped.put("n_averaged", new Tensor(new long[0], new float[] {7}));
        checkpoint(LABELS, wrapped).write(folder.resolve("model"));

        Map<String, Tensor> read = Checkpoint.read(folder.resolve("model")).weights();

        assertThat(read.keySet()).containsExactlyElementsOf(weights.keySet());
        weights.forEach((name, tensor) -> assertThat(read.get(name).values()).isEqualTo(tensor.values()));
    }

    @Test
    void shouldReadANetworkOfWhichPartsAreWrapped() throws IOException {
        Map<String, Tensor> weights = Layout.of(3).initialise(1);
        Map<String, Tensor> wrapped = new LinkedHashMap<>();
        weights.forEach((name, tensor) -> wrapped.put(name.replace("blocks.1.", "blocks.1._orig_mod."), tensor));
        checkpoint(LABELS, wrapped).write(folder.resolve("model"));

        assertThat(Checkpoint.read(folder.resolve("model")).weights().keySet())
                .containsExactlyElementsOf(weights.keySet());
    }

    @Test
    void shouldNotChooseBetweenTwoTensorsOfAName() throws IOException {
        Map<String, Tensor> weights = Layout.of(3).initialise(1);
        weights.put("module.head.bias", new Tensor(new long[] {3}, new float[3]));
        checkpoint(LABELS, weights).write(folder.resolve("model"));
        assertRejected("tensor head.bias is there twice, with a prefix of PyTorch's and without");
    }

    @Test
    void shouldNameAnotherPrefix() throws IOException {
        Map<String, Tensor> prefixed = new LinkedHashMap<>();
        Layout.of(3).initialise(1).forEach((name, tensor) -> prefixed.put("net." + name, tensor));
        checkpoint(LABELS, prefixed).write(folder.resolve("model"));
        assertRejected("tensor stem.spatial.weight is missing, but net.stem.spatial.weight is there:"
                + " take the prefix 'net.' off the names");
    }

    @Test
    void shouldSayHowToSaveWhatTorchSaveWrote() throws IOException {
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(folder.resolve("model"));
        Files.move(folder.resolve("model/model.safetensors"), folder.resolve("model/best.pt"));
        assertRejected("model.safetensors is missing; best.pt is not read");
        assertRejected("safetensors.torch.save_file(model.state_dict(), \"model.safetensors\")");
    }

    @Test
    void shouldNameTheTensorThatIsMissing() throws IOException {
        Map<String, Tensor> weights = Layout.of(3).initialise(1);
        weights.remove("blocks.2.conv1.temporal.bias");
        checkpoint(LABELS, weights).write(folder.resolve("model"));
        assertRejected("tensor blocks.2.conv1.temporal.bias is missing");
    }

    @Test
    void shouldNameTheTensorThatIsUnknown() throws IOException {
        Map<String, Tensor> weights = new LinkedHashMap<>(Layout.of(3).initialise(1));
        weights.put("blocks.4.conv1.bias", new Tensor(new long[] {1}, new float[1]));
        checkpoint(LABELS, weights).write(folder.resolve("model"));
        assertRejected("tensor blocks.4.conv1.bias is not one of this network's");
    }

    @Test
    void shouldNameBothShapesWhenTheLabelCountDiffers() throws IOException {
        checkpoint(LABELS, Layout.of(10).initialise(1)).write(folder.resolve("model"));
        assertRejected("tensor head.weight has shape [10, 128], not [3, 128]");
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.NEGATIVE_INFINITY})
    void shouldNameTheTensorThatHoldsNoNumbers(float value) throws IOException {
        Map<String, Tensor> weights = Layout.of(3).initialise(1);
        weights.get("blocks.1.norm2.bias").values()[5] = value;
        checkpoint(LABELS, weights).write(folder.resolve("model"));
        assertRejected("tensor blocks.1.norm2.bias holds a value that is not a finite number");
    }

    @Test
    void shouldSayWhatIsWrongWithTheConfiguration() throws IOException {
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(folder.resolve("model"));
        Path config = folder.resolve("model/config.json");
        String json = Files.readString(config);
        Files.writeString(config, json.replace("\"format\" : 1", "\"format\" : 3"));
        assertRejected("format must be 1 or 2, not 3");
        Files.writeString(config, json.replace("r2plus1d-tutorial", "onnx"));
        assertRejected("architecture must be r2plus1d-tutorial in format 1, not onnx");
        Files.writeString(config, json.replace("\"width\" : 224", "\"width\" : 100"));
        assertRejected("clip width must be a multiple of 16 for r2plus1d-tutorial, not 100");
        Files.writeString(config, json.replace("\"Biking\"", "\"Archery\""));
        assertRejected("a label occurs twice");
        Files.writeString(config, json.replace("\"height\" : 224", "\"height\" : -1"));
        assertRejected("clip height must be between");
        Files.writeString(config, json.replace("\"Biking\"", "\"" + "B".repeat(501) + "\""));
        assertRejected("a label is longer than 500 characters");
        Files.writeString(config, json.replace("\"test-1\"", "\"" + "1".repeat(501) + "\""));
        assertRejected("version is longer than 500 characters");
        Files.writeString(config, json.replace("\"validation_accuracy\" : 0.5", "\"validation_accuracy\" : null"));
        assertRejected("a metric has no value");
        Files.writeString(config, json.replace("\"format\" : 1", "\"format\" : 1, \"format\" : 1"));
        assertRejected("Duplicate");
        Files.write(config, new byte[] {0, 0, 0, '{', -1, -1, -1, -1});
        assertRejected("config.json");
        Files.writeString(config, "null");
        assertRejected("it holds nothing");
        Files.writeString(config, json.substring(0, json.length() / 2));
        assertRejected("config.json");
    }

    @Test
    void shouldSpellLabelsAsEverywhere() throws IOException {
        List<String> labels = List.of("HandStandPushups", Normalizer.normalize("Épée", Normalizer.Form.NFD));
        checkpoint(labels, Layout.of(2).initialise(1)).write(folder.resolve("model"));
        assertThat(Checkpoint.read(folder.resolve("model")).config().labels())
                .containsExactly("HandstandPushups", "Épée");
    }

    @Test
    void shouldReadACheckpointThatKnowsBothSpellingsAsTwoClasses() throws IOException {
        List<String> labels = List.of("HandStandPushups", "HandstandPushups");
        checkpoint(labels, Layout.of(2).initialise(1)).write(folder.resolve("model"));
        assertThat(Checkpoint.read(folder.resolve("model")).config().labels()).isEqualTo(labels);
    }

    @Test
    void shouldIgnoreWhatALaterVersionAddsToTheConfiguration() throws IOException {
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(folder.resolve("model"));
        Path config = folder.resolve("model/config.json");
        Files.writeString(
                config, Files.readString(config).replace("{\n  \"format\"", "{\n  \"new\" : 1,\n  \"format\""));
        assertThat(Checkpoint.read(folder.resolve("model")).config().labels()).isEqualTo(LABELS);
    }

    @Test
    void shouldReadTheTemperatureAndTheBackgroundThatWereWritten() throws IOException {
        Checkpoint plain = checkpoint(LABELS, Layout.of(3).initialise(1));
        CheckpointConfig config = plain.config().withTemperature(1.25).withBackground(List.of("Biking"));
        new Checkpoint(config, plain.weights()).write(folder.resolve("model"));

        CheckpointConfig read = Checkpoint.readConfig(folder.resolve("model"));

        assertThat(read).isEqualTo(config);
        assertThat(read.temperature()).isEqualTo(1.25);
        assertThat(read.background()).containsExactly("Biking");
        assertThat(read.withMetrics(Map.of()).withClip(ClipSpec.TUTORIAL))
                .isEqualTo(config.withMetrics(Map.of()).withClip(ClipSpec.TUTORIAL));
    }

    @Test
    void shouldReadANetworkOfFiveBlocks() throws IOException {
        List<Integer> blocks = List.of(16, 32, 64, 128, 256);
        CheckpointConfig config = checkpoint(LABELS, Map.of()).config().withBlocks(blocks);
        new Checkpoint(config, config.layout().initialise(1)).write(folder.resolve("model"));

        Checkpoint read = Checkpoint.read(folder.resolve("model"));

        assertThat(read.config()).isEqualTo(config);
        assertThat(read.weights().get("blocks.4.conv1.spatial.weight").shape()).containsExactly(256, 128, 1, 3, 3);
    }

    @Test
    void shouldTakeTheTutorialsBlocksForNone() {
        CheckpointConfig plain = checkpoint(LABELS, Map.of()).config();
        assertThat(plain.withBlocks(Layout.TUTORIAL_BLOCKS)).isEqualTo(plain);
    }

    @Test
    void shouldRefuseClipsThatCannotBeHalvedForEachBlock() {
        CheckpointConfig small = checkpoint(LABELS, Map.of()).config().withClip(ClipSpec.TUTORIAL.withSize(16, 64));
        assertThatThrownBy(() -> small.withBlocks(List.of(16, 16, 16, 16, 16)))
                .hasMessage("clips of 16x64 can't be halved for 5 blocks");
    }

    @Test
    void shouldNotWriteOptionalFieldsThatAreNotThere() throws IOException {
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(folder.resolve("model"));
        assertThat(folder.resolve("model/config.json")).content().doesNotContain("temperature", "background", "blocks");
        CheckpointConfig read = Checkpoint.readConfig(folder.resolve("model"));
        assertThat(read.temperature()).isNull();
        assertThat(read.background()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"temperature\": 0|temperature must be between 0.01 and 100.0, not 0.0",
                "\"temperature\": 101|temperature must be between 0.01 and 100.0, not 101.0",
                "\"temperature\": \"NaN\"|temperature must be between 0.01 and 100.0, not NaN",
                "\"temperature\": \"warm\"|config.json",
                "\"background\": [\"Idle\"]|the background label Idle is none of the labels",
                "\"background\": [null]|the background label null is none of the labels",
                "\"background\": \"Biking\"|config.json",
                "\"background\": [\"Biking\", \"Biking\"]|a background label occurs twice",
                "\"background\": [\"Archery\", \"Basketball\", \"Biking\"]|all labels are background",
                "\"blocks\": []|blocks must be 1 to 6 numbers of channels, not 0",
                "\"blocks\": [1,1,1,1,1,1,1]|blocks must be 1 to 6 numbers of channels, not 7",
                "\"blocks\": [16, 0]|blocks must have 1 to 1024 channels each, not [16, 0]",
                "\"blocks\": [1025]|blocks must have 1 to 1024 channels each, not [1025]",
                "\"blocks\": [null]|blocks must have 1 to 1024 channels each, not [null]",
                "\"blocks\": [16, 32, 64, 128, 256]|tensor blocks.4.conv1.spatial.weight is missing",
                "\"blocks\": [16]|tensor head.weight has shape [3, 128], not [3, 16]"
            })
    void shouldSayWhatIsWrongWithAnOptionalField(String field, String message) throws IOException {
        checkpoint(LABELS, Layout.of(3).initialise(1)).write(folder.resolve("model"));
        Path config = folder.resolve("model/config.json");
        Files.writeString(config, Files.readString(config).replace("\"format\" : 1", "\"format\" : 1, " + field));
        assertRejected(message);
    }

    @Test
    void shouldSpellTheBackgroundAsItsLabel() throws IOException {
        List<String> labels = List.of("HandStandPushups", "Dance");
        Checkpoint plain = checkpoint(labels, Layout.of(2).initialise(1));
        CheckpointConfig config = plain.config().withBackground(List.of("HandstandPushups"));
        new Checkpoint(config, plain.weights()).write(folder.resolve("model"));
        Path file = folder.resolve("model/config.json");
        Files.writeString(file, Files.readString(file).replace("HandstandPushups", "HandStandPushups"));
        assertThat(Checkpoint.readConfig(folder.resolve("model")).background()).containsExactly("HandstandPushups");
    }

    @Test
    void shouldDivideTheHeadByTheTemperature() {
        Checkpoint plain = checkpoint(LABELS, Layout.of(3).initialise(1));
        Checkpoint warm = new Checkpoint(plain.config().withTemperature(2.0), plain.weights());

        assertThat(plain.calibratedWeights()).isSameAs(plain.weights());
        Map<String, Tensor> calibrated = warm.calibratedWeights();
        assertThat(calibrated.keySet())
                .containsExactlyElementsOf(plain.weights().keySet());
        float[] head = calibrated.get("head.weight").values();
        for (int i = 0; i < head.length; i++) {
            assertThat(head[i]).isEqualTo(plain.weights().get("head.weight").values()[i] / 2);
        }
        assertThat(calibrated.get("stem.spatial.weight"))
                .isSameAs(plain.weights().get("stem.spatial.weight"));
    }

    private static void writeTimes(int times, Checkpoint checkpoint, Path directory) {
        try {
            for (int i = 0; i < times; i++) {
                checkpoint.write(directory);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void setSize(Path path, long bytes) throws IOException {
        try (var file = new RandomAccessFile(path.toFile(), "rw")) {
            file.setLength(bytes);
        }
    }

    private void assertRejected(String message) {
        assertThatThrownBy(() -> Checkpoint.read(folder.resolve("model")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining(message);
    }

    private static Checkpoint checkpoint(List<String> labels, Map<String, Tensor> weights) {
        CheckpointConfig config = new CheckpointConfig(
                CheckpointConfig.FORMAT,
                CheckpointConfig.ARCHITECTURE,
                "test-1",
                ClipSpec.TUTORIAL,
                labels,
                new CheckpointConfig.Training("videos", "groups", 1, "tutorial", 50),
                Map.of("validation_accuracy", 0.5));
        return new Checkpoint(config, weights);
    }
}

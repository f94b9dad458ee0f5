package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.classify.ReleaseReader;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Precision;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReferenceCountedClassificationTest {
    private static final ClipSpec SPEC = new ClipSpec(4, 600, 32, 32, Padding.BLACK);
    private static final int[] POSITIONS = {0, 1, 1, -1};

    @TempDir
    private Path folder;

    private ClassificationOptions options;

    @BeforeEach
    void writeCheckpoint() throws IOException {
        checkpoint("test-1", SPEC).write(folder.resolve("model"));
        options = options(folder.resolve("model"), "cpu");
    }

    @Test
    void shouldGiveEachClipTheProbabilityOfEveryClass() throws Exception {
        try (ClassificationService service = acquire(options)) {
            ClipResult result =
                    service.submit(List.of(jpeg(1), jpeg(2)), POSITIONS).get();
            assertThat(result.labels()).containsExactly("Archery", "Biking");
            assertThat(result.version()).isEqualTo("test-1");
            assertThat(result.broken()).isEmpty();
            assertThat(result.probabilities()[0] + result.probabilities()[1]).isCloseTo(1, within(1e-5f));
        }
    }

    @Test
    void shouldGiveTheSameClipTheSameLabelAloneAndInABatch() throws Exception {
        try (ClassificationService service = acquire(options)) {
            List<byte[]> images = List.of(jpeg(1), jpeg(2));
            float[] alone = service.submit(images, POSITIONS).get().probabilities();
            var together = List.of(service.submit(images, POSITIONS), service.submit(images, POSITIONS));
            for (var result : together) {
                assertThat(result.get().probabilities()[0]).isCloseTo(alone[0], within(1e-5f));
            }
        }
    }

    @Test
    void shouldReportImagesThatCannotBeDecodedAndClassifyTheRest() throws Exception {
        try (ClassificationService service = acquire(options)) {
            ClipResult result = service.submit(List.of(jpeg(1), new byte[] {1, 2, 3}), POSITIONS)
                    .get();
            assertThat(result.broken()).containsOnlyKeys(1);
            assertThat(result.probabilities()).hasSize(2);
        }
    }

    @Test
    void shouldGiveNoProbabilitiesWhenNoImageCanBeDecoded() throws Exception {
        try (ClassificationService service = acquire(options)) {
            ClipResult result =
                    service.submit(List.of(new byte[1], new byte[2]), POSITIONS).get();
            assertThat(result.probabilities()).isNull();
            assertThat(result.broken()).containsOnlyKeys(0, 1);
        }
    }

    @Test
    void shouldOpenOneClassifierForAllAndCloseItWithTheLast() throws IOException {
        int before = ReferenceCountedClassification.open();
        ClassificationService first = acquire(options);
        ClassificationService second = acquire(options);
        assertThat(ReferenceCountedClassification.open()).isEqualTo(before + 1);
        first.close();
        first.close();
        assertThat(ReferenceCountedClassification.open()).isEqualTo(before + 1);
        second.close();
        assertThat(ReferenceCountedClassification.open()).isEqualTo(before);
    }

    @Test
    void shouldNotShareWithOneThatReadsNewerModelsFromElsewhere() throws Exception {
        int before = ReferenceCountedClassification.open();
        ReleaseReader newer = (release, running) -> checkpoint(release.version(), running);
        try (ClassificationService one = ReferenceCountedClassification.acquire(options, newer);
                ClassificationService other = acquire(options)) {
            one.use(new ModelRelease(1, "test-2", "file:/models/2")).get();

            assertThat(ReferenceCountedClassification.open()).isEqualTo(before + 2);
            assertThat(other.submit(List.of(jpeg(1), jpeg(2)), POSITIONS).get().version())
                    .isEqualTo("test-1");
        }
        assertThat(ReferenceCountedClassification.open()).isEqualTo(before);
    }

    @Test
    void shouldRefuseClipsOnceClosed() throws Exception {
        ClassificationService service = acquire(options);
        service.close();
        assertThatThrownBy(() ->
                        service.submit(List.of(jpeg(1), jpeg(2)), POSITIONS).get())
                .isInstanceOfAny(ExecutionException.class, CancellationException.class);
    }

    @Test
    void shouldNameACheckpointThatIsMissing() {
        assertThatThrownBy(() -> acquire(options(folder.resolve("nowhere"), "cpu")))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("nowhere");
    }

    @Test
    void shouldNameADeviceThatIsNoDevice() {
        assertThatThrownBy(() -> acquire(options(folder.resolve("model"), "tpu")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'tpu'");
    }

    @Test
    void shouldClassifyWithANewerModelForAllWhoShare() throws Exception {
        int before = ReferenceCountedClassification.open();
        ReleaseReader larger = (release, running) -> checkpoint(release.version(), running.withSize(48, 64));
        try (ClassificationService one = ReferenceCountedClassification.acquire(options, larger);
                ClassificationService other = ReferenceCountedClassification.acquire(options, larger)) {
            one.use(new ModelRelease(1, "test-2", "file:/models/2")).get();
            assertThat(other.submit(List.of(jpeg(1), jpeg(2)), POSITIONS).get().version())
                    .isEqualTo("test-2");
            assertThat(other.spec()).isEqualTo(SPEC.withSize(48, 64));
        }
        assertThat(ReferenceCountedClassification.open()).isEqualTo(before);
    }

    @Test
    void shouldKeepItsModelWhenANewerOneGivesNoProbabilities() throws Exception {
        ReleaseReader broken = (release, running) -> {
            Checkpoint checkpoint = checkpoint(release.version(), running);
            checkpoint.weights().get("head.bias").values()[0] = Float.NaN;
            return checkpoint;
        };
        try (ClassificationService service = ReferenceCountedClassification.acquire(options, broken)) {
            assertThatThrownBy(() -> service.use(new ModelRelease(1, "test-2", "file:/models/2"))
                            .get())
                    .hasMessageContaining("test-2")
                    .hasMessageContaining("NaN");
            assertThat(service.submit(List.of(jpeg(1), jpeg(2)), POSITIONS)
                            .get()
                            .version())
                    .isEqualTo("test-1");
        }
    }

    private static Checkpoint checkpoint(String version, ClipSpec spec) {
        CheckpointConfig config = new CheckpointConfig(
                CheckpointConfig.FORMAT,
                CheckpointConfig.ARCHITECTURE,
                version,
                spec,
                List.of("Archery", "Biking"),
                null,
                null);
        return new Checkpoint(config, Layout.of(2).initialise(4));
    }

    private static ClassificationService acquire(ClassificationOptions options) throws IOException {
        return ReferenceCountedClassification.acquire(options, (release, running) -> {
            throw new AssertionError("nobody asked for a newer model");
        });
    }

    private static ClassificationOptions options(Path checkpoint, String device) {
        return new ClassificationOptions(
                checkpoint.toString(),
                device,
                Precision.FLOAT32,
                4,
                Duration.ZERO,
                1,
                ImageLimits.DEFAULT,
                LoadRules.DEFAULT);
    }

    private static byte[] jpeg(long seed) {
        byte[] rgb = new byte[32 * 32 * 3];
        new Random(seed).nextBytes(rgb);
        return new FrameEncoder(90).encode(rgb, 32, 32);
    }
}

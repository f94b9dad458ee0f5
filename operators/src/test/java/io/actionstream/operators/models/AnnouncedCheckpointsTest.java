package io.actionstream.operators.models;

import static io.actionstream.operators.models.ModelFixture.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncedCheckpointsTest {

    private static final ClipSpec RUNNING = ClipSpec.TUTORIAL;
    private static final ClipSpec SMALL = RUNNING.withSize(32, 48);
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final AnnouncedCheckpoints CHECKPOINTS =
            new AnnouncedCheckpoints(CheckpointPlaces.ANYWHERE, PATIENCE, LoadRules.DEFAULT);

    @TempDir
    private Path folder;

    private Path directory;

    @BeforeEach
    void writeCheckpoint() throws IOException {
        directory = folder.resolve("my model");
        checkpoint("v2", SMALL).write(directory);
    }

    @Test
    void shouldReadAnAbsolutePath() throws IOException {
        assertThat(read(directory.toString()).config().clip()).isEqualTo(SMALL);
    }

    @Test
    void shouldReadAFileUri() throws IOException {
        assertThat(read(directory.toUri().toString()).config().version()).isEqualTo("v2");
    }

    @Test
    void shouldCopyTheTwoFilesOfAnotherFileSystemAndLeaveNothingBehind() throws IOException {
        long before = copies();

        Checkpoint checkpoint = read(remote());

        assertThat(checkpoint.config().version()).isEqualTo("v2");
        assertThat(checkpoint.weights()).hasSameSizeAs(checkpoint("v2", SMALL).weights());
        assertThat(copies()).isEqualTo(before);
    }

    @Test
    void shouldSayWhichRemoteFileIsMissing() throws IOException {
        Files.delete(directory.resolve("config.json"));
        long before = copies();

        assertThatThrownBy(() -> read(remote()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("config.json");
        assertThat(copies()).isEqualTo(before);
    }

    @Test
    void shouldNotCopyARemoteFileBeyondItsLimit() throws IOException {
        try (var file =
                new RandomAccessFile(directory.resolve("model.safetensors").toFile(), "rw")) {
            file.setLength(40_000_000);
        }

        assertThatThrownBy(() -> read(remote()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("model.safetensors: 40000000 bytes are more than the limit of ");
    }

    @Test
    void shouldNameTheRemotePlaceOfABrokenCheckpointNotThatOfTheCopy() throws IOException {
        Files.writeString(directory.resolve("config.json"), "{}");

        assertThatThrownBy(() -> read(remote())).hasMessageStartingWith(remote() + "/config.json: ");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models/second",
                "file:models/second",
                "file://elsewhere/models",
                "nosuchscheme://models/second",
                "http://127.0.0.1:1/models",
                "/nowhere/at all",
                "s p a c e",
                "\u0000",
                "/\u0000",
                "remote:///nowhere"
            })
    void shouldRefuseAPlaceThatCannotBeRead(String uri) {
        assertThatThrownBy(() -> read(uri)).isInstanceOf(CheckpointException.class);
    }

    @Test
    void shouldRefuseHalfACheckpoint() throws IOException {
        Path weights = directory.resolve("model.safetensors");
        try (var file = new RandomAccessFile(weights.toFile(), "rw")) {
            file.setLength(Files.size(weights) / 2);
        }

        assertThatThrownBy(() -> read(directory.toString()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("model.safetensors");
    }

    @Test
    void shouldRefuseAnotherVersionThanAnnounced() {
        assertThatThrownBy(() -> CHECKPOINTS.read(new ModelRelease(1, "v3", directory.toString()), RUNNING))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is version 'v2', not 'v3'");
    }

    @ParameterizedTest
    @MethodSource("otherSamples")
    void shouldRefuseClipsOfOtherSamplesThanTheJobs(ClipSpec other) throws IOException {
        checkpoint("v2", other).write(directory);

        assertThatThrownBy(() -> read(directory.toString()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("the job's of 10 frames, 600 ms apart");
    }

    static Stream<ClipSpec> otherSamples() {
        return Stream.of(
                RUNNING.withInterval(500),
                RUNNING.withPadding(Padding.values()[1]),
                new ClipSpec(8, 600, 224, 224, RUNNING.padding()));
    }

    @ParameterizedTest
    @MethodSource("largerClips")
    void shouldRefuseClipsLargerThanTheJobs(ClipSpec larger, String size) throws IOException {
        checkpoint("v2", larger).write(directory);

        assertThatThrownBy(() -> read(directory.toString()))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("its clips are larger than those of the job's --checkpoint: 10 frames of " + size
                        + ", not 10 frames of 224x224 pixels (1505280 bytes)");
    }

    static Stream<Arguments> largerClips() {
        return Stream.of(
                Arguments.of(RUNNING.withSize(240, 224), "224x240 pixels (1612800 bytes)"),
                Arguments.of(RUNNING.withSize(2048, 2048), "2048x2048 pixels (125829120 bytes)"));
    }

    @Test
    void shouldTakeClipsOfAnotherShapeThatAreNotLarger() throws IOException {
        checkpoint("v2", RUNNING.withSize(448, 112)).write(directory);

        assertThat(read(directory.toString()).config().version()).isEqualTo("v2");
    }

    @Test
    void shouldReadNothingFromElsewhereThanItMay() throws IOException {
        var limited = new AnnouncedCheckpoints(
                new CheckpointPlaces(List.of(folder.resolve("released").toString())), PATIENCE, LoadRules.DEFAULT);

        assertThatThrownBy(() -> limited.read(new ModelRelease(1, "v2", directory.toString()), RUNNING))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("is not under --models-under=" + folder.resolve("released"));
        checkpoint("v2", SMALL).write(folder.resolve("released/v2"));
        assertThat(limited.read(
                                new ModelRelease(
                                        1, "v2", folder.resolve("released/v2").toString()),
                                RUNNING)
                        .config()
                        .version())
                .isEqualTo("v2");
    }

    @Test
    @Timeout(30)
    void shouldGiveUpOnAStoreThatHangs() throws InterruptedException {
        var hasty = new AnnouncedCheckpoints(CheckpointPlaces.ANYWHERE, Duration.ofMillis(20), LoadRules.DEFAULT);

        assertThatThrownBy(() -> hasty.read(new ModelRelease(1, "v2", "hanging:/models/v2"), RUNNING))
                .isInstanceOf(CheckpointException.class)
                .hasMessage("the checkpoint in hanging:/models/v2 could not be read within 20 ms");
        HangingFiles.awaitGivenUp();
    }

    @Test
    @Timeout(30)
    void shouldNotWaitForAStoreWhenItIsInterrupted() {
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> read("hanging:/models/v2")).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void shouldRefuseWeightsThatAreNoNumbers() throws IOException {
        Checkpoint broken = checkpoint("v2", SMALL);
        broken.weights().get("stem.temporal.weight").values()[3] = Float.POSITIVE_INFINITY;
        broken.write(directory);

        assertThatThrownBy(() -> read(directory.toString())).hasMessageContaining("not a finite number");
    }

    private static Checkpoint read(String uri) throws IOException {
        return CHECKPOINTS.read(new ModelRelease(1, "v2", uri), RUNNING);
    }

    private String remote() {
        return "remote:" + directory.toUri().getRawPath().replaceFirst("/$", "");
    }

    private static long copies() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("actionstream-model"))
                    .count();
        }
    }
}

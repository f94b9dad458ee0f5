package io.actionstream.operators;

import static io.actionstream.operators.ModelFixture.checkpoint;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnnouncedCheckpointsTest {

    private static final ClipSpec RUNNING = ClipSpec.TUTORIAL;
    private static final ClipSpec SMALL = RUNNING.withSize(32, 48);

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
            file.setLength(20_000_000);
        }

        assertThatThrownBy(() -> read(remote()))
                .isInstanceOf(CheckpointException.class)
                .hasMessageContaining("model.safetensors: 20000000 bytes are more than the limit of ");
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
        assertThatThrownBy(() -> AnnouncedCheckpoints.read(new ModelRelease(1, "v3", directory.toString()), RUNNING))
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

    @Test
    void shouldRefuseWeightsThatAreNoNumbers() throws IOException {
        Checkpoint broken = checkpoint("v2", SMALL);
        broken.weights().get("stem.temporal.weight").values()[3] = Float.POSITIVE_INFINITY;
        broken.write(directory);

        assertThatThrownBy(() -> read(directory.toString())).hasMessageContaining("not a finite number");
    }

    private static Checkpoint read(String uri) throws IOException {
        return AnnouncedCheckpoints.read(new ModelRelease(1, "v2", uri), RUNNING);
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

package io.actionstream.jobs.savepoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestVideos;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Savepoints in the middle of clips. Those in {@code src/test/resources/savepoints} were written by earlier versions, and
 * every later one must be able to go on from them. Whoever changes a type of state adds one, written before the change:
 *
 * <pre>mvn verify -pl jobs -am -Dit.test=SavepointITCase#writeTheSavepointOfThisVersion -Dsavepoint=NAME</pre>
 */
class SavepointITCase {

    private static final Path SAVEPOINTS = Path.of("src/test/resources/savepoints");
    private static final String MODEL = "second-1";
    private static final int CLIPS = 6;
    private static final int CLIPS_AFTER_THE_SAVEPOINT = 4;

    @TempDir
    Path folder;

    private TestJob job;
    private Path checkpoint;

    @BeforeEach
    void writeCheckpoint() throws Exception {
        checkpoint = TestVideos.checkpoint(folder.resolve("second"), MODEL, List.of("Dark", "Light"));
    }

    @AfterEach
    void stop() {
        if (job != null) {
            job.stop();
        }
    }

    @Test
    void shouldGoOnAtAnotherParallelismWithTheResultsOfAnUndisturbedRun() throws Exception {
        job = TestJob.withTopics();
        var undisturbed = new Intermission(job);
        job.start("--parallelism=1");
        undisturbed.sendFirstPart(MODEL, checkpoint);
        undisturbed.sendSecondPart();
        var expectedActions = undisturbed.actions(CLIPS);
        job.stop();

        job = TestJob.withTopics();
        var disturbed = new Intermission(job);
        String savepoint = savepointInTheMiddleOf(disturbed, folder.resolve("savepoints"));
        job.start("--parallelism=2", "--flink.execution.state-recovery.path=" + savepoint);
        disturbed.sendSecondPart();

        assertThat(disturbed.actions(CLIPS)).containsExactlyInAnyOrderElementsOf(expectedActions);
        assertThat(disturbed.accuracy()).isEqualTo(undisturbed.accuracy());
        assertThat(disturbed.modelsOfTheSecondPart()).hasSize(3).containsOnly(MODEL);
    }

    @ParameterizedTest
    @MethodSource("keptSavepoints")
    void shouldGoOnFromASavepointOfAnEarlierVersion(Path savepoint) throws Exception {
        job = TestJob.withTopics(topics(savepoint.getFileName()));
        var rest = new Intermission(job);
        rest.sendFirstPart(MODEL, checkpoint);

        job.start("--flink.execution.state-recovery.path=" + savepoint.toUri());
        rest.sendSecondPart();

        assertThat(rest.actions(CLIPS_AFTER_THE_SAVEPOINT))
                .extracting(action -> action.get("camera").textValue() + " "
                        + action.get("label").textValue())
                .containsExactlyInAnyOrder("gate-1 Red", "gate-2 Green", "gate-3 Blue", "gate-3 Blue");
        assertThat(rest.accuracy().get("*").get("clips").intValue()).isEqualTo(4);
        assertThat(rest.accuracy().get("*").get("correct").intValue()).isEqualTo(3);
        assertThat(rest.modelsOfTheSecondPart()).hasSize(3).containsOnly(MODEL);
    }

    static List<Path> keptSavepoints() throws IOException {
        try (Stream<Path> savepoints = Files.list(SAVEPOINTS)) {
            return savepoints.toList();
        }
    }

    @Test
    @EnabledIfSystemProperty(named = "savepoint", matches = ".+")
    void writeTheSavepointOfThisVersion() throws Exception {
        Path kept = SAVEPOINTS.resolve(System.getProperty("savepoint"));
        job = TestJob.withTopics(topics(kept.getFileName()));

        String savepoint = savepointInTheMiddleOf(new Intermission(job), folder);

        Files.move(Path.of(URI.create(savepoint)), kept);
    }

    /** What the topics of a savepoint that is kept are called: the names are part of its state. */
    private static String topics(Path kept) {
        return "savepoint-" + kept;
    }

    /** Runs the first part at parallelism 1. */
    private String savepointInTheMiddleOf(Intermission cameras, Path directory) throws Exception {
        job.start(() -> new HoldingClassifier(Intermission.IN_FLIGHT), "--parallelism=1");
        cameras.sendFirstPart(MODEL, checkpoint);
        cameras.awaitFirstPart();
        return job.stopWithSavepoint(directory);
    }
}

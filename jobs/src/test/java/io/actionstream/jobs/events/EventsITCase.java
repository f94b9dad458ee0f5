package io.actionstream.jobs.events;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.frame;
import static io.actionstream.jobs.testing.TestFrames.jpeg;
import static io.actionstream.jobs.testing.TestKafka.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.options.Delivery;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Events of cameras that show a colour for the length of a clip or of several; a classifier sees each as an action. */
class EventsITCase {

    private static final String[] RULES = {"--smooth=1", "--merge-gap=0s", "--update-every=12s"};
    private static final Color[] COLOURS = {
        Color.RED, Color.RED, Color.BLUE, Color.GRAY, Color.RED, Color.RED, Color.RED
    };
    private static final int CAMERAS = 4;
    private static final int CLIP_MILLIS = 6000;
    private static final int FRAME_MILLIS = 200;
    private static final int MIDDLE = 3 * CLIP_MILLIS + CLIP_MILLIS / 2;
    private static final int END = COLOURS.length * CLIP_MILLIS;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    private TestJob job;

    @BeforeEach
    void createTopics() throws Exception {
        job = TestJob.withTopics();
    }

    @AfterEach
    void stop() {
        job.stop();
    }

    @Test
    void shouldWriteTheEventsOfACameraInTheirOrder() throws Exception {
        send("gate-1", 0, END);

        job.run(RULES);

        var events = TestKafka.read(job.events());
        assertThat(events).extracting(event -> text(event.key())).containsOnly("gate-1");
        assertThat(events)
                .extracting(event -> text(event.value()).replaceAll("0[.]99\\d*", "0.99"))
                .containsExactly(
                        event("start", "Red", 0, 5400, 1),
                        event("end", "Red", 0, 11_400, 2),
                        event("start", "Blue", 12_000, 17_400, 1),
                        event("end", "Blue", 12_000, 17_400, 1),
                        event("start", "Red", 24_000, 29_400, 1),
                        event("update", "Red", 24_000, 41_400, 3),
                        event("end", "Red", 24_000, 41_400, 3));
    }

    @Test
    void shouldWriteTheSameEventsWhateverTheOrderOfAnswers() throws Exception {
        sendAll(0, END);
        Set<String> expected = undisturbed();

        job.start(UnsteadyClassifier::new, RULES);
        awaitEvents(expected);

        assertThat(events()).containsExactlyInAnyOrderElementsOf(expected);
        for (int camera = 0; camera < CAMERAS; camera++) {
            String name = "\"gate-" + camera + "\"";
            assertThat(events().stream().filter(event -> event.contains(name)).map(EventsITCase::phase))
                    .containsExactly("start", "end", "start", "end", "start", "update", "end");
        }
    }

    @Test
    void shouldGoOnOverAClipThatIsRejected() throws Exception {
        List<ProducerRecord<byte[], byte[]>> frames = new ArrayList<>();
        for (int time = 0; time < 3 * CLIP_MILLIS; time += FRAME_MILLIS) {
            Color colour = time / CLIP_MILLIS == 1 ? Color.GREEN : Color.RED;
            frames.add(frame(job.frames(), "gate-1", START + time, jpeg(colour), null));
        }
        frames.add(frame(job.frames(), "gate-1", START + 3 * CLIP_MILLIS, null, null));
        TestKafka.send(frames);

        job.start(UnsteadyClassifier::new, RULES);

        assertThat(TestKafka.await(job.events(), 3)).hasSize(3);
        assertThat(TestKafka.read(job.rejected())).hasSize(1);
        assertThat(events()).extracting(EventsITCase::phase).containsExactly("start", "update", "end");
    }

    @ParameterizedTest
    @EnumSource(Delivery.class)
    void shouldTellTheSameEventsWhenTheJobDiesInTheMiddle(Delivery delivery) throws Exception {
        sendAll(0, END);
        Set<String> expected = undisturbed();
        createTopics();
        sendAll(0, MIDDLE);
        String[] options = {
            "--delivery=" + delivery,
            "--flink.execution.checkpointing.dir=" + folder.toUri(),
            "--flink.execution.checkpointing.externalized-checkpoint-retention=RETAIN_ON_CANCELLATION"
        };

        job.start(with(options));
        assertThat(TestKafka.await(job.events(), 3 * CAMERAS)).hasSizeGreaterThanOrEqualTo(3 * CAMERAS);
        job.stop();
        sendAll(MIDDLE, END);
        job.start(with(Stream.concat(
                        Stream.of(options),
                        Stream.of(
                                "--parallelism=1",
                                "--flink.execution.state-recovery.path="
                                        + newestCheckpoint().toUri()))
                .toArray(String[]::new)));
        awaitEvents(expected);
        job.stopWithSavepoint(folder);

        assertThat(new TreeSet<>(events())).isEqualTo(expected);
        if (delivery == Delivery.EXACTLY_ONCE) {
            assertThat(events()).doesNotHaveDuplicates();
        }
    }

    private Set<String> undisturbed() throws Exception {
        TestJob other = TestJob.withTopics();
        sendAll(other, 0, END);
        other.run(RULES);
        List<String> events = TestKafka.read(other.events()).stream()
                .map(event -> text(event.value()))
                .toList();
        assertThat(events).hasSize(7 * CAMERAS).doesNotHaveDuplicates();
        return new TreeSet<>(events);
    }

    private void awaitEvents(Set<String> expected) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Set.copyOf(events()).containsAll(expected) && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
    }

    private List<String> events() {
        return TestKafka.read(job.events()).stream()
                .map(event -> text(event.value()))
                .toList();
    }

    private Path newestCheckpoint() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.endsWith("_metadata"))
                    .map(Path::getParent)
                    .max(Comparator.comparingInt(EventsITCase::number))
                    .orElseThrow();
        }
    }

    private static int number(Path checkpoint) {
        return Integer.parseInt(checkpoint.getFileName().toString().replace("chk-", ""));
    }

    private void sendAll(int from, int to) {
        sendAll(job, from, to);
    }

    private static void sendAll(TestJob job, int from, int to) {
        for (int camera = 0; camera < CAMERAS; camera++) {
            send(job, "gate-" + camera, from, to);
        }
    }

    private void send(String camera, int from, int to) {
        send(job, camera, from, to);
    }

    /** Sends the frames of a stretch of time; the last is followed by the session's end. */
    private static void send(TestJob job, String camera, int from, int to) {
        List<ProducerRecord<byte[], byte[]>> frames = new ArrayList<>();
        for (int time = from; time < to; time += FRAME_MILLIS) {
            frames.add(frame(job.frames(), camera, START + time, jpeg(COLOURS[time / CLIP_MILLIS]), null));
        }
        if (to == END) {
            frames.add(frame(job.frames(), camera, START + END, null, null));
        }
        TestKafka.send(frames);
    }

    private static String[] with(String... options) {
        return Stream.concat(Stream.of(RULES), Stream.of(options)).toArray(String[]::new);
    }

    private static String phase(String event) {
        return event.replaceFirst(".*\"phase\":\"([a-z]+)\".*", "$1");
    }

    private static String event(String phase, String label, int start, int end, int clips) {
        return ("{\"id\":\"gate-1/%d/%s\",\"camera\":\"gate-1\",\"phase\":\"%s\",\"label\":\"%s\",\"start\":%d,\"end\":%d,"
                        + "\"confidence\":0.99,\"peak\":0.99,\"clips\":%d,\"model\":\"colours-1\"}")
                .formatted(START + start, label, phase, label, START + start, START + end, clips);
    }
}

package io.actionstream.jobs.run;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.frame;
import static io.actionstream.jobs.testing.TestFrames.jpeg;
import static io.actionstream.jobs.testing.TestKafka.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.SteadyCameras;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import io.actionstream.jobs.testing.TestVideos;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A stretch of the frames that a topic holds, read again beside a job, with a network of its own. */
class StretchITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CAMERAS = 4;
    private static final int CLIP_MILLIS = 6000;
    private static final int FRAME_MILLIS = 200;
    private static final int LAST_SAMPLE = 5400;
    private static final int CLIPS = 5;
    private static final int AHEAD_MILLIS = 30_000;
    private static final long NEXT_OFFSET = 3;

    @TempDir
    Path folder;

    private final String group = TestKafka.uniqueName("group");
    private TestJob job;
    private Path checkpoint;

    @BeforeEach
    void createTopics() throws Exception {
        job = TestJob.withTopics();
        checkpoint = TestVideos.checkpoint(folder.resolve("small"), List.of("Dark", "Light"));
    }

    @AfterEach
    void stop() {
        job.stop();
    }

    /** A camera whose clock is ahead sends first: neither its place nor its times move the stretch of the others. */
    @Test
    void shouldReadTheFramesCapturedInTheStretchAndEnd() throws Exception {
        List<ProducerRecord<byte[], byte[]>> ahead = new ArrayList<>();
        for (int camera = 0; camera < CAMERAS; camera++) {
            ahead.add(frame(job.frames(), "ahead-" + camera, START + AHEAD_MILLIS, jpeg(Color.GRAY), null));
        }
        TestKafka.send(ahead);
        sendFrames();

        Console console = run("--start=" + (START + CLIP_MILLIS), "--stop-at=" + (START + 3 * CLIP_MILLIS));

        assertThat(console.exitCode()).as(console.err()).isZero();
        List<String> expected = new ArrayList<>();
        for (int camera = 0; camera < CAMERAS; camera++) {
            expected.add(clip("gate-" + camera, 1));
            expected.add(clip("gate-" + camera, 2));
        }
        assertThat(clips(job.actions() + "-try")).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(TestKafka.read(job.actions())).isEmpty();
        assertThat(TestKafka.read(job.rejected() + "-try")).isEmpty();
    }

    @Test
    void shouldReadToTheEndWhereNoFrameOfTheStopHasCome() throws Exception {
        sendFrames();

        Console console = run("--start=" + (START + 4 * CLIP_MILLIS), "--stop-at=" + (START + 100 * CLIP_MILLIS));

        assertThat(console.exitCode()).as(console.err()).isZero();
        assertThat(clips(job.actions() + "-try")).hasSize(CAMERAS).contains(clip("gate-0", 4));
    }

    /** All were written before the stretch; one is of another time, and one is none. */
    @Test
    void shouldTakeTheTruthsOfTheStretchWheneverTheyWereWritten() throws Exception {
        TestKafka.send(List.of(
                truth("{\"start\":" + START + ",\"end\":" + (START + 2 * CLIP_MILLIS) + ",\"label\":\"Dark\"}"),
                truth("nonsense"),
                truth("{\"start\":" + (START - CLIP_MILLIS) + ",\"end\":" + (START - 1) + ",\"label\":\"Light\"}")));
        sendFrames();

        Console console = run("--start=" + START, "--stop-at=" + (START + CLIP_MILLIS));

        assertThat(console.exitCode()).as(console.err()).isZero();
        assertThat(TestKafka.read(job.accuracy() + "-try"))
                .extracting(figures -> text(figures.key()))
                .filteredOn(scope -> !scope.equals("events:*"))
                .containsExactlyInAnyOrder("gate-0", "*");
        assertThat(TestKafka.read(job.rejected() + "-try")).isEmpty();
    }

    @Test
    void shouldLeaveTheOffsetsOfTheGroupWhereTheyAre() throws Exception {
        sendFrames();
        commitOffsets();

        run("--start=earliest", "--stop-at=" + (START + CLIP_MILLIS), "--output-suffix=");
        run("--start=earliest", "--stop-at=" + (START + CLIP_MILLIS));
        run("--start=earliest", "--stop-at-end");

        assertThat(offsets(group)).containsExactlyInAnyOrder(NEXT_OFFSET, NEXT_OFFSET);
    }

    @Test
    void shouldCommitNoOffsetsOfAStretch() throws Exception {
        sendFrames();

        run("--start=earliest", "--stop-at=" + (START + CLIP_MILLIS));

        assertThat(clips(job.actions() + "-try")).hasSize(CAMERAS);
        assertThat(offsets(group + "-try")).isEmpty();
    }

    @Test
    void shouldNotDisturbAJobThatDeliversExactlyOnce() throws Exception {
        var cameras = new SteadyCameras(job.frames(), CAMERAS);
        cameras.nextClip();
        job.start("--delivery=exactly-once", "--group-id=" + group);
        assertThat(TestKafka.await(job.actions(), CAMERAS)).hasSize(CAMERAS);

        Console console = run("--start=" + START, "--stop-at=" + (START + CLIP_MILLIS), "--delivery=exactly-once");

        assertThat(console.exitCode()).as(console.err()).isZero();
        cameras.nextClip();
        assertThat(TestKafka.await(job.actions(), 2 * CAMERAS)).hasSize(2 * CAMERAS);
        assertThat(clips(job.actions() + "-try")).hasSize(CAMERAS);
    }

    private Console run(String... options) {
        List<String> arguments = new ArrayList<>(List.of(
                "run",
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--frames-topic=" + job.frames(),
                "--actions-topic=" + job.actions(),
                "--events-topic=" + job.events(),
                "--accuracy-topic=" + job.accuracy(),
                "--rejected-topic=" + job.rejected(),
                "--truth-topic=" + job.truth(),
                "--models-topic=" + job.models(),
                "--group-id=" + group,
                "--checkpoint=" + checkpoint,
                "--checkpoint-interval=200ms",
                "--report=0ms",
                "--parallelism=1",
                "--flink.restart-strategy.type=none"));
        if (Stream.of(options).noneMatch(option -> option.startsWith("--output-suffix="))) {
            arguments.add("--output-suffix=-try");
        }
        arguments.addAll(List.of(options));
        return Console.run(arguments.toArray(String[]::new));
    }

    private void sendFrames() {
        List<ProducerRecord<byte[], byte[]>> frames = new ArrayList<>();
        byte[] image = jpeg(Color.GRAY);
        for (int time = 0; time < CLIPS * CLIP_MILLIS; time += FRAME_MILLIS) {
            for (int camera = 0; camera < CAMERAS; camera++) {
                frames.add(frame(job.frames(), "gate-" + camera, START + time, image, null));
            }
        }
        TestKafka.send(frames);
    }

    private ProducerRecord<byte[], byte[]> truth(String json) {
        return new ProducerRecord<>(
                job.truth(), null, START - 7 * CLIP_MILLIS, "gate-0".getBytes(UTF_8), json.getBytes(UTF_8));
    }

    private void commitOffsets() throws Exception {
        try (Admin admin = admin()) {
            admin.alterConsumerGroupOffsets(
                            group,
                            Map.of(
                                    new TopicPartition(job.frames(), 0), new OffsetAndMetadata(NEXT_OFFSET),
                                    new TopicPartition(job.frames(), 1), new OffsetAndMetadata(NEXT_OFFSET)))
                    .all()
                    .get();
        }
    }

    private List<Long> offsets(String ofGroup) throws Exception {
        try (Admin admin = admin()) {
            return admin.listConsumerGroupOffsets(ofGroup).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(offset -> offset.getKey().topic().equals(job.frames()))
                    .map(offset -> offset.getValue().offset())
                    .toList();
        }
    }

    private static Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", TestKafka.bootstrapServers()));
    }

    private static String clip(String camera, int number) {
        long start = START + (long) number * CLIP_MILLIS;
        return camera + " " + start + " " + (start + LAST_SAMPLE);
    }

    private static List<String> clips(String topic) throws IOException {
        List<String> clips = new ArrayList<>();
        for (var action : TestKafka.read(topic)) {
            JsonNode json = JSON.readTree(action.value());
            clips.add(json.get("camera").textValue() + " " + json.get("start") + " " + json.get("end"));
        }
        return clips;
    }
}

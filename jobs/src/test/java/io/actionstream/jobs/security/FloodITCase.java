package io.actionstream.jobs.security;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.jpeg;
import static io.actionstream.jobs.testing.TestKafka.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** More than the budgets have room for. The topic has two partitions, and each is read by one subtask. */
class FloodITCase {

    private static final int SLOT_MILLIS = 600;
    private static final List<String> GOOD = List.of("gate-1", "gate-2", "gate-3", "gate-4");

    private final List<ProducerRecord<byte[], byte[]>> frames = new ArrayList<>();

    @Test
    void shouldRefuseNewCamerasBeyondTheBudgetAndGoOnWithTheOthers() throws Exception {
        TestJob job = TestJob.withTopics();
        goodCameras(job, 0, 5);
        for (int i = 0; i < 300; i++) {
            frame(job, "random-" + i, START);
        }
        goodCameras(job, 5, 10);
        TestKafka.send(frames);

        job.run("--max-cameras=4", "--max-in-flight-bytes=1", "--min-frames=4");

        assertThat(cameras(TestKafka.read(job.actions()))).containsExactlyInAnyOrderElementsOf(GOOD);
        assertThat(TestKafka.read(job.rejected()))
                .hasSize(300 - (2 * 4 - GOOD.size()))
                .allSatisfy(rejected -> {
                    assertThat(reason(rejected)).isEqualTo("too-many-cameras");
                    assertThat(text(rejected.key())).startsWith("random-");
                    assertThat(rejected.value()).isNull();
                });
    }

    @Test
    void shouldTellOfFramesThatCouldNotBeHeld() throws Exception {
        TestJob job = TestJob.withTopics();
        goodCameras(job, 0, 10);
        TestKafka.send(frames);

        job.run("--max-held-bytes=1");

        assertThat(TestKafka.read(job.actions())).isEmpty();
        assertThat(TestKafka.read(job.rejected()))
                .hasSize(frames.size())
                .allSatisfy(rejected -> assertThat(reason(rejected)).isEqualTo("too-many-held-bytes"));
    }

    @Test
    void shouldTellOfSamplesThatCouldNotBeHeld() throws Exception {
        TestJob job = TestJob.withTopics();
        goodCameras(job, 0, 10);
        TestKafka.send(frames);

        job.run("--max-sample-bytes=1");

        assertThat(TestKafka.read(job.actions())).isEmpty();
        assertThat(TestKafka.read(job.rejected()))
                .hasSize(frames.size())
                .allSatisfy(rejected -> assertThat(reason(rejected)).isEqualTo("too-many-sample-bytes"));
    }

    private void goodCameras(TestJob job, int from, int to) {
        for (int slot = from; slot < to; slot++) {
            for (String camera : GOOD) {
                frame(job, camera, START + (long) slot * SLOT_MILLIS);
            }
        }
    }

    private void frame(TestJob job, String camera, long timestamp) {
        frames.add(new ProducerRecord<>(job.frames(), null, timestamp, camera.getBytes(UTF_8), jpeg(Color.RED)));
    }

    private static List<String> cameras(List<ConsumerRecord<byte[], byte[]>> records) {
        return records.stream().map(found -> text(found.key())).toList();
    }

    private static String reason(ConsumerRecord<byte[], byte[]> rejected) {
        return text(rejected.headers().lastHeader("reason").value());
    }
}

package io.actionstream.jobs.security;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.testing.CapturedLog;
import io.actionstream.jobs.testing.SteadyCameras;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import io.actionstream.jobs.testing.TestVideos;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Announcements that are meant to forge lines of the log, or to steer the terminal that shows it. */
class PoisonedLogITCase {

    private static final String POISON = "\u001b[2J\u009b31m\n12:00:00 INFO forged\r\u202e";

    @TempDir
    Path folder;

    @Test
    @Timeout(120)
    void shouldLogNoControlCharactersOfRecords() throws Exception {
        TestJob job = TestJob.withTopics();
        var cameras = new SteadyCameras(job.frames(), 1);
        Path first = TestVideos.checkpoint(folder.resolve("v1"), "v1", List.of("Dark", "Light"));
        Path poisoned = TestVideos.checkpoint(folder.resolve("v2\u001b[2J"), "v2\n", List.of("Dark", "Light"));
        TestKafka.send(List.of(
                announcement(job, "key " + POISON, "any"),
                announcement(job, "deleted " + POISON, null),
                announcement(job, "current", "{\"version\":\"v\\n9\",\"uri\":\"/none \\u001b\\u202e\"}"),
                announcement(
                        job,
                        "current",
                        "{\"version\":\"v2\\n\",\"uri\":\""
                                + poisoned.toString().replace("\u001b", "\\u001b") + "\"}")));

        try (var log = CapturedLog.begin()) {
            JobClient running = job.start(first);
            assertThat(TestKafka.await(job.rejected(), 2)).hasSize(2);
            while (log.lines().stream().noneMatch(line -> line.contains("takes over"))) {
                cameras.nextClip();
                assertThat(TestKafka.await(job.actions(), cameras.clips())).hasSize(cameras.clips());
            }
            running.cancel().get();

            List<String> ours = log.lines().stream()
                    .filter(line -> line.startsWith("io.actionstream"))
                    .toList();
            assertThat(ours)
                    .anyMatch(line -> line.contains("the models record of key deleted ?[2J?31m?12:00:00"))
                    .anyMatch(line -> line.contains("the key is key ?[2J"))
                    .anyMatch(line -> line.contains("/none ??"))
                    .anyMatch(line -> line.contains("model v2? from ") && line.contains("is announced"))
                    .anyMatch(line -> line.contains("model v2? from ") && line.contains("takes over"));
            assertThat(ours).noneMatch(line -> line.matches("(?s).*[\\p{Cc}\u202e].*"));
        }
    }

    private static ProducerRecord<byte[], byte[]> announcement(TestJob job, String key, String value) {
        return new ProducerRecord<>(job.models(), key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
    }
}

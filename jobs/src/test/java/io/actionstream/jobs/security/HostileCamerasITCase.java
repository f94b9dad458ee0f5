package io.actionstream.jobs.security;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.jpeg;
import static io.actionstream.jobs.testing.TestKafka.text;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Cameras whose names are meant to do harm: they are names and nothing more, or no names. */
class HostileCamerasITCase {

    private static final List<String> NAMES = List.of(
            "../../../../etc/passwd",
            "/dev/null",
            "C:\\Windows\\win.ini",
            "..",
            "${jndi:ldap://127.0.0.1/x}",
            "%s%n%d",
            "<script>alert(1)</script>",
            "\"}, {\"camera\":\"gate-1",
            "'; DROP TABLE cameras; --",
            "gate\u202e1-etag",
            "x".repeat(255));

    private static final List<String> NO_NAMES =
            List.of("", "*", "x".repeat(10_000), "gate\n1", "gate\0", "\u001b[2J\u001b]0;gate\u0007", "gate\u0085");

    @Test
    void shouldTakeThemForNamesOrRejectThemAndShowThemWithoutHarm() throws Exception {
        TestJob job = TestJob.withTopics();
        TestKafka.send(Stream.concat(NAMES.stream(), NO_NAMES.stream()).map(name -> frame(job, name.getBytes(UTF_8))));
        TestKafka.send(List.of(frame(job, null), frame(job, new byte[] {-1, -2})));

        job.run("--min-frames=1");

        assertThat(TestKafka.read(job.actions()))
                .extracting(action -> text(action.key()))
                .containsExactlyInAnyOrderElementsOf(NAMES);
        assertThat(TestKafka.read(job.rejected())).hasSize(NO_NAMES.size() + 2).allSatisfy(rejected -> {
            assertThat(text(rejected.headers().lastHeader("reason").value())).isEqualTo("invalid-camera");
            assertThat(rejected.key() == null ? 0 : rejected.key().length).isLessThanOrEqualTo(1000);
        });
        Console watch = watch(job);
        assertThat(watch.exitCode()).isZero();
        assertThat(watch.out().lines()).hasSize(NAMES.size()).anyMatch(line -> line.contains("../../etc/passwd"));
        assertThat(watch.out()).doesNotContain("\u001b", "\u202e");
    }

    private static ProducerRecord<byte[], byte[]> frame(TestJob job, byte[] camera) {
        return new ProducerRecord<>(job.frames(), null, START, camera, jpeg(Color.RED));
    }

    private static Console watch(TestJob job) {
        return Console.run(
                "watch",
                "--plain",
                "--clips",
                "--from-beginning",
                "--max-messages=" + NAMES.size(),
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--actions-topic=" + job.actions(),
                "--accuracy-topic=" + job.accuracy());
    }
}

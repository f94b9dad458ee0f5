package io.actionstream.jobs.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

    @Test
    void shouldAnswerOnceStarted() throws Exception {
        try (EmbeddedKafka kafka = EmbeddedKafka.start();
                Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
            assertThat(admin.describeCluster().nodes().get()).hasSize(1);
        }
    }

    @Test
    void shouldKeepItsLogWhereItIsToldAndLeaveNothingThere(@TempDir Path parent) {
        EmbeddedKafka kafka = EmbeddedKafka.start(parent);
        try {
            assertThat(parent).isDirectoryRecursivelyContaining("glob:**/meta.properties");
        } finally {
            kafka.close();
        }
        assertThat(parent).isEmptyDirectory();
    }
}

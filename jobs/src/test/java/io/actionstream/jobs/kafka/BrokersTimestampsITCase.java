package io.actionstream.jobs.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.demo.EmbeddedKafka;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.run.KafkaJob;
import io.actionstream.jobs.testing.CapturedLog;
import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestKafka;
import io.actionstream.jobs.testing.TestVideos;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A topic whose timestamps are the broker's, where times of capture should be. */
class BrokersTimestampsITCase {

    private static final String WARNING = "message.timestamp.type=LogAppendTime";

    @TempDir
    Path folder;

    private final String name = TestKafka.uniqueName("timestamps");

    @Test
    void shouldBeToldOfOnceWhenTheJobStarts() throws Exception {
        createTopic("LogAppendTime");

        assertThat(warningsOf(() -> KafkaJob.prepare(options(TestKafka.bootstrapServers()))))
                .singleElement()
                .asString()
                .contains("topic " + name + " has " + WARNING + ": times of capture are lost");
    }

    @Test
    void shouldBeToldOfWhenFramesArePublished() throws Exception {
        createTopic("LogAppendTime");
        String video = TestVideos.write(folder.resolve("one.avi"), 200, 1).toString();
        String brokers = "--bootstrap-servers=" + TestKafka.bootstrapServers();

        assertThat(warningsOf(() -> Console.run("publish", "--pace=max", brokers, "--frames-topic=" + name, video)))
                .hasSize(1);
    }

    @Test
    void shouldSayNothingOfATopicWithTheTimesOfItsProducers() throws Exception {
        createTopic("CreateTime");

        assertThat(warningsOf(() -> KafkaJob.prepare(options(TestKafka.bootstrapServers()))))
                .isEmpty();
    }

    @Test
    void shouldStartAllTheSameWhenTheBrokerTellsNobody() throws Exception {
        try (var broker = EmbeddedKafka.start(
                "PLAINTEXT",
                Map.of(
                        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                        "allow.everyone.if.no.acl.found", "true"))) {
            RunOptions options = options(broker.bootstrapServers());
            KafkaJob.ensureTopics(options);
            forbidSettings(broker);
            try (var log = CapturedLog.begin()) {
                KafkaJob.prepare(options);

                assertThat(log.lines())
                        .anyMatch(line -> line.contains("cannot tell whose timestamps topic " + name + " has: "))
                        .noneMatch(line -> line.contains(WARNING));
            }
        }
    }

    private void createTopic(String type) throws Exception {
        TestKafka.createTopic(name, 1, Map.of("message.timestamp.type", type));
    }

    private List<String> warningsOf(Runnable command) {
        try (var log = CapturedLog.begin()) {
            command.run();
            return log.lines().stream().filter(line -> line.contains(WARNING)).toList();
        }
    }

    /** All but the settings of the frames topic may be read. */
    private void forbidSettings(EmbeddedKafka broker) throws Exception {
        var topic = new ResourcePattern(ResourceType.TOPIC, name, PatternType.LITERAL);
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.createAcls(List.of(
                            new AclBinding(topic, everyone(AclOperation.ALL, AclPermissionType.ALLOW)),
                            new AclBinding(topic, everyone(AclOperation.DESCRIBE_CONFIGS, AclPermissionType.DENY))))
                    .all()
                    .get();
        }
    }

    private static AccessControlEntry everyone(AclOperation operation, AclPermissionType permission) {
        return new AccessControlEntry("User:*", "*", operation, permission);
    }

    private RunOptions options(String bootstrapServers) {
        return RunOptions.parse(
                "--bootstrap-servers=" + bootstrapServers,
                "--frames-topic=" + name,
                "--actions-topic=" + name + "-actions",
                "--events-topic=" + name + "-events",
                "--accuracy-topic=" + name + "-accuracy",
                "--rejected-topic=" + name + "-rejected",
                "--truth-topic=" + name + "-truth",
                "--models-topic=" + name + "-models");
    }
}

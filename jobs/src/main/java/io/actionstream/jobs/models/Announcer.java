package io.actionstream.jobs.models;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.options.KafkaOptions;
import io.actionstream.jobs.wire.AnnouncementJson;
import io.actionstream.operators.records.Announcement;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Writes announcements to the models topic. */
public final class Announcer {

    private Announcer() {}

    /**
     * Writes one and waits until the broker has it.
     *
     * @return where it stands
     * @throws LaunchException when the broker does not take it
     */
    public static RecordMetadata announce(KafkaOptions kafka, String topic, AnnouncementJson announcement)
            throws InterruptedException {
        try (var producer =
                new KafkaProducer<>(kafka.clientProperties(), new ByteArraySerializer(), new ByteArraySerializer())) {
            return producer.send(
                            new ProducerRecord<>(topic, Announcement.CURRENT.getBytes(UTF_8), announcement.write()))
                    .get();
        } catch (ExecutionException e) {
            throw new LaunchException(
                    "cannot write to topic " + topic + ": " + e.getCause().getMessage(), e.getCause());
        }
    }
}

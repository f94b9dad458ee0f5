package io.actionstream.jobs.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.jobs.options.KafkaOptions;
import io.actionstream.jobs.wire.AnnouncementJson;
import io.actionstream.operators.records.Announcement;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The checkpoint that the topic {@code models} announces now. */
final class CurrentModel {

    private CurrentModel() {}

    /** The model that was announced last; empty when none was, or it was taken back. */
    static Optional<AnnouncementJson> read(KafkaOptions kafka, String topic) throws InterruptedException {
        Optional<AnnouncementJson> current = Optional.empty();
        try (var models = TopicContents.open(kafka.consumerProperties(), topic, 0)) {
            while (models.left() > 0) {
                for (ConsumerRecord<byte[], byte[]> announced : models.poll()) {
                    current = after(current, announced);
                }
            }
        }
        return current;
    }

    /** The path of a checkpoint on this machine, or its address elsewhere. */
    static String place(AnnouncementJson model) {
        try {
            URI uri = URI.create(model.uri());
            return "file".equals(uri.getScheme()) ? Path.of(uri).toString() : model.uri();
        } catch (IllegalArgumentException e) {
            return model.uri();
        }
    }

    private static Optional<AnnouncementJson> after(
            Optional<AnnouncementJson> before, ConsumerRecord<byte[], byte[]> announced) {
        if (announced.key() == null || !Announcement.CURRENT.equals(new String(announced.key(), UTF_8))) {
            return before;
        }
        if (announced.value() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(AnnouncementJson.read(announced.value()));
        } catch (IOException e) {
            return before; // jobs go on with that, too
        }
    }
}

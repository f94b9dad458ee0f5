package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.actionstream.model.console.Printable;
import io.actionstream.operators.records.Announcement;
import io.actionstream.operators.records.Origin;
import java.io.IOException;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads a record of the models topic; what is wrong with it stands in the announcement. A tombstone tidies the topic up
 * and announces nothing.
 */
public final class AnnouncementDeserializer implements KafkaRecordDeserializationSchema<Announcement> {

    private static final Logger LOG = LoggerFactory.getLogger(AnnouncementDeserializer.class);

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> kafkaRecord, Collector<Announcement> announcements) {
        String key = kafkaRecord.key() == null ? null : new String(kafkaRecord.key(), UTF_8);
        Origin origin = new Origin(kafkaRecord.topic(), kafkaRecord.partition(), kafkaRecord.offset());
        if (kafkaRecord.value() == null) {
            LOG.info(
                    "the models record of key {} has been deleted; the present model goes on; see {}",
                    Printable.of(key),
                    origin);
            return;
        }
        announcements.collect(announcement(key, kafkaRecord.value(), origin));
    }

    @Override
    public TypeInformation<Announcement> getProducedType() {
        return TypeInformation.of(Announcement.class);
    }

    private static Announcement announcement(String key, byte[] value, Origin origin) {
        var empty = new Announcement(key, null, null, null, value, origin);
        if (!Announcement.CURRENT.equals(key)) {
            return empty.unusable("the key is " + key + ", not " + Announcement.CURRENT);
        }
        try {
            AnnouncementJson json = AnnouncementJson.read(value);
            return new Announcement(key, json.version(), json.uri(), null, value, origin);
        } catch (IOException e) {
            return empty.unusable(e.getMessage());
        }
    }
}

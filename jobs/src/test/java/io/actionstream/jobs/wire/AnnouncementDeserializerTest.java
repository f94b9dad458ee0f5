package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.operators.records.Announcement;
import io.actionstream.operators.records.Origin;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.functions.util.ListCollector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnnouncementDeserializerTest {

    private static final byte[] CURRENT = "current".getBytes(UTF_8);

    @Test
    void shouldReadWhatTheLauncherWrites() {
        byte[] value = new AnnouncementJson("v2", "s3://models/\"second\"").write();

        assertThat(read(CURRENT, value))
                .containsExactly(new Announcement(
                        "current", "v2", "s3://models/\"second\"", null, value, new Origin("models", 0, 42)));
    }

    @Test
    void shouldReadBesideFieldsThatItDoesNotKnow() {
        assertThat(read("{\"version\":\"v2\",\"uri\":\"/models/2\",\"by\":[\"me\"]}"))
                .satisfies(announcement -> assertThat(announcement.problem()).isNull());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"version\":\"v2\",                      | not JSON",
                "v2                                        | not JSON",
                "{\"version\":\"v2\",\"uri\":\"/m\"} {}    | not JSON",
                "{\"version\":\"1\",\"version\":\"2\"}     | not JSON",
                "''                                        | 'version'",
                "null                                      | 'version'",
                "[\"v2\",\"/models/2\"]                    | 'version'",
                "{\"uri\":\"/models/2\"}                   | 'version'",
                "{\"version\":2,\"uri\":\"/models/2\"}     | 'version'",
                "{\"version\":\"v2\"}                      | 'uri'",
                "{\"version\":\"v2\",\"uri\":null}         | 'uri'",
                "{\"version\":\"v2\",\"uri\":\" \"}        | 'uri'",
            })
    void shouldSayWhatIsWrongWithAValue(String value, String problem) {
        Announcement announcement = read(value);

        assertThat(announcement.problem()).contains(problem);
        assertThat(announcement.value()).isEqualTo(value.getBytes(UTF_8));
    }

    @Test
    void shouldNotParseAnEndlessValue() {
        assertThat(read("[".repeat(70_000)).problem()).isEqualTo("70000 bytes are more than 65536");
    }

    @Test
    void shouldSurviveDeepNesting() {
        assertThat(read("[".repeat(60_000)).problem()).contains("not JSON");
    }

    @Test
    void shouldRefuseAnotherKey() {
        byte[] value = new AnnouncementJson("v2", "/models/2").write();

        assertThat(read("Current".getBytes(UTF_8), value).get(0).problem())
                .isEqualTo("the key is Current, not current");
        assertThat(read(null, value).get(0).problem()).isEqualTo("the key is null, not current");
    }

    @Test
    void shouldTakeATombstoneForNoAnnouncement() {
        assertThat(read(CURRENT, null)).isEmpty();
        assertThat(read(null, null)).isEmpty();
    }

    private static Announcement read(String value) {
        return read(CURRENT, value.getBytes(UTF_8)).get(0);
    }

    private static List<Announcement> read(byte[] key, byte[] value) {
        List<Announcement> read = new ArrayList<>();
        new AnnouncementDeserializer()
                .deserialize(new ConsumerRecord<>("models", 0, 42, key, value), new ListCollector<>(read));
        return read;
    }
}

package io.actionstream.jobs.options;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.events.EventOptions;
import io.actionstream.model.network.Precision;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.ParameterException;

class RunOptionsTest {

    @TempDir
    Path folder;

    @Test
    void shouldReachALocalBrokerAndTheDesignsTopicsByDefault() {
        RunOptions options = RunOptions.parse();

        assertThat(options.kafka().bootstrapServers()).isEqualTo("localhost:9092");
        assertThat(options.kafka().clientProperties()).isEqualTo(Map.of("bootstrap.servers", "localhost:9092"));
        assertThat(options.topics().frames()).isEqualTo("frames");
        assertThat(options.topics().actions()).isEqualTo("actions");
        assertThat(options.topics().accuracy()).isEqualTo("accuracy");
        assertThat(options.topics().events()).isEqualTo("events");
        assertThat(options.topics().rejected()).isEqualTo("rejected");
        assertThat(options.topics().truth()).isEqualTo("truth");
        assertThat(options.topics().models()).isEqualTo("models");
        assertThat(options.creation().create()).isTrue();
        assertThat(options.creation().partitions()).isEqualTo(4);
        assertThat(options.groupId()).isEqualTo("actionstream");
        assertThat(options.start()).isEqualTo(StartAt.COMMITTED);
        assertThat(options.stopAtEnd()).isFalse();
        assertThat(options.stopAt()).isEmpty();
        assertThat(options.hasStretch()).isFalse();
        assertThat(options.ends()).isFalse();
    }

    @Test
    void shouldMakeTheDesignsClipsByDefault() {
        RunOptions options = RunOptions.parse();

        assertThat(options.images().maxImageBytes()).isEqualTo(10_000_000);
        assertThat(options.images().maxRecordBytes()).isEqualTo(10_065_536);
        assertThat(options.clips().maxImagePixels()).isEqualTo(4096 * 4096);
        assertThat(options.clips().hop(ClipSpec.TUTORIAL)).isEqualTo(10);
        assertThat(options.clips().hop(new ClipSpec(16, 67, 112, 112, Padding.LAST)))
                .isEqualTo(16);
        assertThat(options.clips().maxGap()).isEqualTo(3);
        assertThat(options.clips().minFrames()).isEqualTo(4);
        assertThat(options.clips().outOfOrderness()).isEqualTo(Duration.ofMillis(200));
        assertThat(options.clips().idleTimeout()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void shouldTakeFramesOfAnyAgeButNotFromTheFutureByDefault() {
        assertThat(RunOptions.parse().clock().maxAhead()).isEqualTo(Duration.ofHours(1));
        assertThat(RunOptions.parse().clock().maxBehind()).isEmpty();
        assertThat(RunOptions.parse("--max-clock-behind=7h").clock().maxBehind())
                .contains(Duration.ofHours(7));
    }

    @Test
    void shouldClassifySmallBatchesOnTheBestDeviceByDefault() {
        ClassifyOptions classify = RunOptions.parse().classify();

        assertThat(classify.checkpoint()).isEqualTo("ucf101");
        assertThat(classify.precision()).isEqualTo(Precision.FLOAT32);
        assertThat(classify.device()).isEqualTo("auto");
        assertThat(classify.batchSize()).isEqualTo(8);
        assertThat(classify.batchDelay()).isEqualTo(Duration.ZERO);
        assertThat(classify.decodeThreads()).isEqualTo(2);
        assertThat(classify.inFlight()).isEqualTo(32);
        assertThat(classify.overload()).isEqualTo(Overload.WAIT);
        assertThat(classify.timeout()).isEqualTo(Duration.ofMinutes(1));
        assertThat(classify.top()).isEqualTo(5);
    }

    @Test
    void shouldHoldNoMoreThanAnInstanceOfAFewHundredMegabytesHasRoomFor() {
        BudgetOptions budgets = RunOptions.parse().budgets();

        assertThat(budgets.maxDecodingBytes()).isEqualTo(64_000_000);
        assertThat(budgets.maxScanBlocks()).isEqualTo(4 << 20);
        assertThat(budgets.maxCameras()).isEqualTo(2000);
        assertThat(budgets.maxHeldBytes()).isEqualTo(64_000_000);
        assertThat(budgets.maxSampleBytes()).isEqualTo(128_000_000);
        assertThat(budgets.maxInFlightBytes()).isEqualTo(128_000_000);
    }

    @Test
    void shouldDeliverAtLeastOnceAndCount500ClipsByDefault() {
        RunOptions options = RunOptions.parse();

        assertThat(options.window()).isEqualTo(500);
        assertThat(options.report()).isEqualTo(Duration.ofSeconds(1));
        assertThat(options.truthWait()).isEqualTo(Duration.ofHours(1));
        assertThat(options.maxRejectedBytes()).isEqualTo(1_000_000);
        assertThat(options.delivery()).isEqualTo(Delivery.AT_LEAST_ONCE);
        assertThat(options.checkpointInterval()).isEqualTo(Duration.ofSeconds(10));
        assertThat(options.parallelism()).isEmpty();
        assertThat(options.flinkSettings()).isEmpty();
    }

    @Test
    void shouldMakeEventsByTheRulesDefaults() {
        assertThat(RunOptions.parse().events().rules()).isEqualTo(EventOptions.DEFAULT);
    }

    @Test
    void shouldMakeEventsAsAskedTo() {
        RunOptions options = RunOptions.parse(
                "--smooth=3",
                "--enter=0.7",
                "--exit=.5",
                "--min-event=4s",
                "--merge-gap=0s",
                "--update-every=500ms",
                "--unknown=0");

        assertThat(options.events().rules())
                .isEqualTo(
                        new EventOptions(3, 0.7, 0.5, Duration.ofSeconds(4), Duration.ZERO, Duration.ofMillis(500), 0));
    }

    @Test
    void shouldBeginTransactionalIdsWithTheGroupIdByDefault() {
        assertThat(RunOptions.parse().transactionalIdPrefix()).isEqualTo("actionstream");
        assertThat(RunOptions.parse("--group-id=yard").transactionalIdPrefix()).isEqualTo("yard");
        assertThat(RunOptions.parse("--group-id=yard", "--transactional-id-prefix=yard-2")
                        .transactionalIdPrefix())
                .isEqualTo("yard-2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T08:00:00+01:00",
                "2026-11-24T07:00Z",
                "2026-11-24T08:00:00+01:00[Europe/Berlin]",
                "1795503600000",
            })
    void shouldReadTimesWithTheirZonesOrInMilliseconds(String time) {
        RunOptions options = RunOptions.parse("--start=" + time, "--stop-at=" + time);

        assertThat(options.start()).isEqualTo(StartAt.at(Instant.parse("2026-11-24T07:00:00Z")));
        assertThat(options.start()).hasToString("2026-11-24T07:00:00Z");
        assertThat(options.stopAt()).contains(Instant.parse("2026-11-24T07:00:00Z"));
        assertThat(options.stretch()).isEqualTo(new Stretch(1_795_503_600_000L, 1_795_503_600_000L));
        assertThat(options.ends()).isTrue();
    }

    @Test
    void shouldReadTheWordsOfStartInAnyCase() {
        assertThat(RunOptions.parse("--start=Earliest").start()).isEqualTo(StartAt.EARLIEST);
        assertThat(RunOptions.parse("--start=LATEST").start()).isEqualTo(StartAt.LATEST);
        assertThat(RunOptions.parse("--start=committed").start()).isEqualTo(StartAt.COMMITTED);
    }

    @Test
    void shouldWriteBesideTheResultsOfAnotherJobWithASuffix() {
        RunOptions options = RunOptions.parse("--output-suffix=-try", "--actions-topic=labels");

        assertThat(options.topics().actions()).isEqualTo("labels-try");
        assertThat(options.topics().events()).isEqualTo("events-try");
        assertThat(options.topics().accuracy()).isEqualTo("accuracy-try");
        assertThat(options.topics().rejected()).isEqualTo("rejected-try");
        assertThat(options.topics().models()).isEqualTo("models-try");
        assertThat(options.topics().frames()).isEqualTo("frames");
        assertThat(options.topics().truth()).isEqualTo("truth");
        assertThat(options.groupId()).isEqualTo("actionstream-try");
        assertThat(options.transactionalIdPrefix()).isEqualTo("actionstream-try");
        assertThat(RunOptions.parse("--output-suffix=-try", "--transactional-id-prefix=yard")
                        .transactionalIdPrefix())
                .isEqualTo("yard-try");
    }

    @Test
    void shouldTakeAnnouncedModelsFromAnywhereByDefault() {
        assertThat(RunOptions.parse().models().under()).isEmpty();
        assertThat(RunOptions.parse().models().timeout()).isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--models-under=/srv/models,s3://models/released",
                "--models-under=/srv/models s3://models/released",
                "--models-under=/srv/models --models-under=s3://models/released",
                "--models-under /srv/models s3://models/released --window=5",
            })
    void shouldTakeSeveralPlacesOfModels(String options) {
        assertThat(RunOptions.parse(options.split(" ")).models().under())
                .containsExactly("/srv/models", "s3://models/released");
    }

    @Test
    void shouldDropTheOldestInOverloadWhenAskedTo() {
        assertThat(RunOptions.parse("--overload=drop-oldest").classify().overload())
                .isEqualTo(Overload.DROP_OLDEST);
    }

    @ParameterizedTest
    @CsvSource({
        "10MB, 1MB, 10_065_536",
        "100KB, 1MB, 1_065_536",
        "100KB, 20MB, 20_065_536",
        "77, 1KB, 1_048_576",
    })
    void shouldMakeRoomForTheLargestResult(String image, String rejected, String room) {
        assertThat(RunOptions.parse("--max-image-bytes=" + image, "--max-rejected-bytes=" + rejected)
                        .maxResultRecordBytes())
                .isEqualTo(Integer.parseInt(room.replace("_", "")));
    }

    @Test
    void shouldPassAnyKafkaSettingThroughAboveThoseOfTheFile() throws IOException {
        Path file = Files.writeString(
                folder.resolve("client.properties"), "security.protocol=SSL\nssl.truststore.password=secret\n");

        RunOptions options = RunOptions.parse(
                "--bootstrap-servers=kafka:9093",
                "--kafka-config=" + file,
                "--kafka.security.protocol=SASL_SSL",
                "--kafka.sasl.jaas.config=module required user=\"a=b\";");

        assertThat(options.kafka().clientProperties())
                .isEqualTo(Map.of(
                        "bootstrap.servers", "kafka:9093",
                        "security.protocol", "SASL_SSL",
                        "ssl.truststore.password", "secret",
                        "sasl.jaas.config", "module required user=\"a=b\";"));
    }

    @Test
    void shouldFindTheBrokersInTheFileUnlessToldOtherwise() throws IOException {
        Path file = Files.writeString(folder.resolve("client.properties"), "bootstrap.servers=kafka:9093\n");

        assertThat(RunOptions.parse("--kafka-config=" + file).kafka().bootstrapServers())
                .isEqualTo("kafka:9093");
        assertThat(RunOptions.parse("--kafka-config=" + file, "--bootstrap-servers=other:9094")
                        .kafka()
                        .clientProperties())
                .isEqualTo(Map.of("bootstrap.servers", "other:9094"));
    }

    @Test
    void shouldReadCommittedRecordsOnlyUnlessToldOtherwise() {
        assertThat(RunOptions.parse().kafka().consumerProperties())
                .isEqualTo(Map.of("bootstrap.servers", "localhost:9092", "isolation.level", "read_committed"));
        assertThat(RunOptions.parse("--kafka.isolation.level=read_uncommitted")
                        .kafka()
                        .consumerProperties())
                .containsEntry("isolation.level", "read_uncommitted");
    }

    @Test
    void shouldPassAnyFlinkSettingThrough() {
        assertThat(RunOptions.parse("--flink.state.backend.type=rocksdb").flinkSettings())
                .isEqualTo(Map.of("state.backend.type", "rocksdb"));
    }

    @Test
    void shouldReadEveryUnit() {
        assertThat(RunOptions.parse("--batch-delay=0ms").classify().batchDelay())
                .isZero();
        assertThat(RunOptions.parse("--batch-delay=3s").classify().batchDelay()).isEqualTo(Duration.ofSeconds(3));
        assertThat(RunOptions.parse("--idle-timeout=2h").clips().idleTimeout()).isEqualTo(Duration.ofHours(2));
        assertThat(RunOptions.parse("--max-image-bytes=900KB").images().maxImageBytes())
                .isEqualTo(900_000);
        assertThat(RunOptions.parse("--max-image-bytes=77").images().maxImageBytes())
                .isEqualTo(77);
    }

    @ParameterizedTest
    @CsvSource({
        "--batch-delay, 20",
        "--batch-delay, -1s",
        "--classify-timeout, 1 fortnight",
        "--checkpoint-interval, 99999999999s",
        "--classify-timeout, 0ms",
        "--checkpoint-interval, 0s",
        "--idle-timeout, 0m",
        "--batch-size, 0",
        "--hop, many",
        "--truth-wait, never",
        "--max-clock-ahead, 1y",
        "--max-clock-behind, ever",
        "--top, -5",
        "--window, 1.5",
        "--max-image-bytes, 0",
        "--max-image-bytes, 3GB",
        "--max-cameras, 0",
        "--max-held-bytes, lots",
        "--max-sample-bytes, 0",
        "--max-in-flight-bytes, -1",
        "--smooth, 0",
        "--smooth, 101",
        "--enter, 1.5",
        "--enter, likely",
        "--exit, NaN",
        "--unknown, -0.1",
        "--min-event, 5",
        "--merge-gap, -1s",
        "--update-every, often",
        "--device, tpu",
        "--device, gpu:x",
        "--precision, float8",
        "--start, yesterday",
        "--start, 2026-11-24T08:00:00",
        "--start, 1764000000",
        "--stop-at, latest",
        "--stop-at, 2026-11-24",
        "--stop-at, 2126-11-24T08:00:00Z",
        "--stop-at, 1764000000000000",
        "--output-suffix, /try",
        "--delivery, maybe",
        "--overload, ignore",
        "--create-topics, perhaps",
        "--models-under, models",
        "--models-under, s3:models",
        "--models-timeout, 0s",
        "--kafka.no-value, ''",
        "--no-such-option, 1",
    })
    void shouldNameTheOptionAndTheValueThatAreWrong(String option, String value) {
        String argument = value.isEmpty() ? option : option + "=" + value;

        assertThatThrownBy(() -> RunOptions.parse(argument))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining(option.replaceFirst("[.].*", ""))
                .hasMessageContaining(value.isEmpty() ? "no-value" : value);
    }

    @Test
    void shouldNameAFileOfSettingsThatCannotBeRead() {
        KafkaOptions kafka =
                RunOptions.parse("--kafka-config=" + folder.resolve("none")).kafka();

        assertThatThrownBy(kafka::clientProperties)
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("--kafka-config")
                .hasMessageContaining(folder.resolve("none").toString());
    }
}

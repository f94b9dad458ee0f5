package io.actionstream.jobs.collect;

import static io.actionstream.jobs.testing.TestFrames.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestFrames;
import io.actionstream.jobs.testing.TestKafka;
import io.actionstream.jobs.wire.ActionJson;
import io.actionstream.media.video.VideoReader;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Score;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectITCase {

    /** From the start of a clip to that of the next, and to its own end. */
    private static final int CLIP = 6_000;

    private static final int CLIP_END = 5_400;
    private static final int FRAME_MILLIS = 200;
    private static final long DAY = Duration.ofDays(1).toMillis();

    @TempDir
    private Path folder;

    private final String frames = TestKafka.uniqueName("frames");
    private final String actions = TestKafka.uniqueName("actions");
    private final String truth = TestKafka.uniqueName("truth");
    private final String models = TestKafka.uniqueName("models");
    private int shade;

    @BeforeEach
    void createTopics() throws Exception {
        TestKafka.createTopic(frames, 1);
        TestKafka.createTopic(actions, 2);
        TestKafka.createTopic(truth, 2);
    }

    @Test
    void shouldCutLabelledCorrectedAndUncertainClips() throws IOException {
        film("gate-1", START, 24);
        action("gate-1", 0, "Squats", 0.6f, "Squats");
        action("gate-1", 1, "Squats", 0.6f, null);
        action("gate-1", 2, "Squats", 0.05f, null);
        action("gate-1", 3, "Squats", 0.6f, null);
        judge("gate-1", START + CLIP, START + CLIP + CLIP_END, "Bowing");

        Console console = collect("--uncertain=0.2");

        assertThat(console.exitCode()).as(console.err()).isZero();
        assertThat(rows())
                .extracting(
                        row -> row.clip().kind(),
                        StoredClip::file,
                        row -> row.clip().labelledBy())
                .containsExactlyInAnyOrder(
                        tuple(Kind.LABELLED, "videos/Squats/v_Squats_g01_c01.mp4", LabelSource.FRAMES),
                        tuple(Kind.CORRECTED, "videos/Bowing/v_Bowing_g01_c01.mp4", LabelSource.TRUTH),
                        tuple(Kind.UNCERTAIN, "uncertain/gate-1_" + (START + 2 * CLIP) + ".mp4", LabelSource.NONE));
        assertThat(lines("trainlist.txt"))
                .containsExactlyInAnyOrder("Squats/v_Squats_g01_c01.mp4", "Bowing/v_Bowing_g01_c01.mp4");
        assertThat(console.out()).contains("3 clips", "gate-1").containsPattern("Bowing +1 +0 +0 +1 +1 +0 +0");
        assertThat(times(folder().resolve("videos/Bowing/v_Bowing_g01_c01.mp4")))
                .hasSize(CLIP_END / FRAME_MILLIS + 1)
                .startsWith(0L, 200L)
                .endsWith((long) CLIP_END);
    }

    @Test
    void shouldPutFramesInOrderAndEachOnce() throws IOException {
        List<ProducerRecord<byte[], byte[]>> sent = new ArrayList<>(filmed("gate-1", START, 6));
        sent.addAll(sent.subList(3, 9));
        Collections.swap(sent, 4, 8);
        TestKafka.send(sent);
        action("gate-1", 0, "Squats", 0.6f, "Squats");

        assertThat(collect().exitCode()).isZero();

        assertThat(times(video("Squats", 1, 1))).hasSize(28).isSorted().doesNotHaveDuplicates();
    }

    @Test
    void shouldSplitByCameraAndDay() throws IOException {
        for (int day = 0; day < 5; day++) {
            film("gate-1", START + day * DAY, 12);
            for (int clip = 0; clip < 2; clip++) {
                action("gate-1", START + day * DAY + clip * CLIP, "Squats", 0.6f, "Squats");
            }
        }

        Console console = collect();

        assertThat(console.exitCode()).as(console.err()).isZero();
        assertThat(lines("trainlist.txt")).hasSize(6);
        assertThat(lines("vallist.txt")).hasSize(2);
        assertThat(lines("testlist.txt")).hasSize(2);
        assertThat(Stream.of("trainlist.txt", "vallist.txt", "testlist.txt")
                        .map(list -> lines(list).stream()
                                .map(line -> line.replaceFirst("_c\\d+.*", ""))
                                .distinct()
                                .count()))
                .containsExactly(3L, 1L, 1L);
    }

    @Test
    void shouldLetTheLastJudgementCountAlsoWhenTheClipWasCutBefore() throws IOException {
        film("gate-1", START, 12);
        action("gate-1", 0, "Squats", 0.6f, null);
        action("gate-1", 1, "Squats", 0.05f, null);
        judge("gate-1", START, START + CLIP_END, "Kicking");
        judge("gate-1", START, START + CLIP_END, "Bowing");
        collect("--uncertain=0.2");
        assertThat(video("Bowing", 1, 1)).exists();

        judge("gate-1", START, START + CLIP_END, "Squats");
        judge("gate-1", START + CLIP, START + CLIP + CLIP_END, "Nothing");
        Console again = collect("--uncertain=0.2");

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(rows())
                .extracting(StoredClip::file, row -> row.clip().kind())
                .containsExactlyInAnyOrder(
                        tuple("videos/Squats/v_Squats_g01_c01.mp4", Kind.LABELLED),
                        tuple("videos/Nothing/v_Nothing_g01_c01.mp4", Kind.CORRECTED));
        assertThat(files()).hasSize(2);
        assertThat(lines("trainlist.txt")).hasSize(2);
    }

    @Test
    void shouldAddToADataSetAndKeepWhatItHas() throws Exception {
        film("gate-1", START, 6);
        action("gate-1", 0, "Squats", 0.6f, "Squats");
        collect();
        byte[] first = Files.readAllBytes(video("Squats", 1, 1));
        TestKafka.removeBefore(new TopicPartition(frames, 0), 30);
        Files.createDirectories(folder().resolve(".part"));
        Files.writeString(folder().resolve(".part/7.frames"), "of a run that was killed");
        film("gate-1", START + CLIP, 6);
        film("gate-2", START, 6);
        action("gate-1", 1, "Squats", 0.6f, "Squats");
        action("gate-2", 0, "Squats", 0.6f, "Squats");

        Console again = collect();

        assertThat(again.exitCode()).as(again.err()).isZero();
        assertThat(rows()).hasSize(3);
        assertThat(again.out()).doesNotContain("left out");
        assertThat(Files.readAllBytes(video("Squats", 1, 1))).isEqualTo(first);
        assertThat(video("Squats", 1, 2)).exists();
        assertThat(lines("trainlist.txt")).hasSize(2);
        assertThat(lines("vallist.txt")).containsExactly("Squats/v_Squats_g02_c01.mp4");
        assertThat(folder().resolve(".part")).doesNotExist();
    }

    @Test
    void shouldCountWhatIsGoneFromTheFrames() throws Exception {
        film("gate-1", START, 18);
        action("gate-1", 0, "Squats", 0.6f, "Squats");
        action("gate-1", 1, "Squats", 0.6f, "Squats");
        action("gate-1", 2, "Squats", 0.6f, "Squats");
        TestKafka.removeBefore(new TopicPartition(frames, 0), 45);

        Console console = collect();

        assertThat(console.exitCode()).as(console.err()).isZero();
        assertThat(console.out()).contains("left out: 2 clips with frames that topic " + frames + " does not have");
        assertThat(rows()).extracting(row -> row.clip().start()).containsExactly(START + 2 * CLIP);
    }

    @Test
    void shouldKeepHostileNamesInsideTheFolder() throws IOException {
        String camera = "../../gate,\"=1+1\"";
        film(camera, START, 18);
        action(camera, 0, "Squats", 0.6f, null);
        action(camera, 1, "Squats", 0.6f, null);
        action(camera, 2, "Squats", 0.05f, null);
        judge(camera, START, START + CLIP_END, "../../../evil\\u202e");
        judge(camera, START + CLIP, START + CLIP + CLIP_END, "=cmd|'x'!A0\\n");

        Console console = collect("--uncertain=0.2");

        assertThat(console.exitCode()).as(console.err()).isZero();
        assertThat(rows())
                .hasSize(3)
                .allSatisfy(row -> assertThat(row.clip().camera()).isEqualTo(camera))
                .extracting(row -> row.clip().label())
                .containsExactlyInAnyOrder("../../../evil\u202e", "=cmd|'x'!A0\n", null);
        assertThat(files())
                .hasSize(3)
                .allSatisfy(file -> assertThat(file.toString())
                        .matches("(videos/[\\w-]+/v_[\\w-]+_g01_c01|uncertain/[\\w+-]+)\\.mp4"));
        assertThat(console.out()).contains("is called evil_-").doesNotContain("\u202e");
        try (Stream<Path> beside = Files.list(folder)) {
            assertThat(beside).containsExactly(folder());
        }
    }

    @Test
    void shouldKeepTheMoreTellingOfClipsThatOverlap() throws IOException {
        film("gate-1", START, 18);
        action("gate-1", START, "Squats", 0.05f, null);
        action("gate-1", START + 3_000, "Squats", 0.6f, "Squats");
        action("gate-1", START + 6_000, "Squats", 0.6f, "Bowing");
        action("gate-1", START + 12_000, "Squats", 0.6f, "Squats");

        Console console = collect("--uncertain=0.2");

        assertThat(rows())
                .extracting(row -> row.clip().start())
                .containsExactlyInAnyOrder(START + 6_000, START + 12_000);
        assertThat(console.out()).contains("left out: 2 clips that overlap others");
    }

    @Test
    void shouldTakeAClipThatWasDeliveredTwiceOnce() throws IOException {
        film("gate-1", START, 6);
        action("gate-1", 0, "Squats", 0.6f, "Squats");
        action("gate-1", 0, "Squats", 0.6f, "Squats");

        Console console = collect();

        assertThat(rows()).hasSize(1);
        assertThat(console.out()).doesNotContain("left out");
    }

    @Test
    void shouldTakeTheSameFramesOnce() throws IOException {
        List<ProducerRecord<byte[], byte[]>> film = filmed("gate-1", START, 6);
        TestKafka.send(film);
        film.forEach(frame -> TestKafka.send(
                List.of(TestFrames.frame(frames, "gate-2", frame.timestamp() + DAY, frame.value(), null))));
        action("gate-1", 0, "Squats", 0.6f, "Squats");
        action("gate-2", START + DAY, "Squats", 0.6f, "Squats");

        Console console = collect();

        assertThat(rows()).hasSize(1);
        assertThat(console.out()).contains("left out: 1 clips with the same frames as another");
    }

    @Test
    void shouldTakeTheMostTellingClipsWhenThereAreTooMany() throws IOException {
        film("gate-1", START, 24);
        action("gate-1", 0, "Squats", 0.6f, "Bowing");
        action("gate-1", 1, "Squats", 0.05f, null);
        action("gate-1", 2, "Squats", 0.6f, "Squats");
        action("gate-1", 3, "Squats", 0.6f, "Squats");

        Console console = collect("--uncertain=0.2", "--max-clips=2");

        assertThat(rows()).extracting(row -> row.clip().start()).containsExactlyInAnyOrder(START, START + 3 * CLIP);
        assertThat(console.out()).contains("left out: 2 clips beyond --max-clips");
        assertThat(collect("--max-clips=2").out()).contains("2 clips,", "left out: 1 clips beyond --max-clips");
    }

    @Test
    void shouldStayWithinItsBytes() throws IOException {
        film("gate-1", START, 18);
        action("gate-1", 0, "Squats", 0.6f, "Squats");
        action("gate-1", 1, "Squats", 0.6f, "Squats");
        action("gate-1", 2, "Squats", 0.6f, "Squats");
        int frame = TestFrames.jpeg(Color.GRAY).length;

        Console console = collect("--max-bytes=" + 45 * frame / 1000 + "KB");

        assertThat(rows()).hasSize(1);
        assertThat(console.out()).contains("left out: 2 clips beyond --max-bytes");
    }

    @Test
    void shouldLeaveOutFramesThatCannotBeDecodedAndTakePngs() throws IOException {
        List<ProducerRecord<byte[], byte[]>> film = new ArrayList<>(filmed("gate-1", START, 6));
        film.set(5, TestFrames.frame(frames, "gate-1", START + 1_000, "no image".getBytes(UTF_8), null));
        film.set(6, TestFrames.frame(frames, "gate-1", START + 1_200, TestFrames.png(Color.RED), null));
        film.set(7, TestFrames.frame(frames, "gate-1", START + 1_400, null, null));
        TestKafka.send(film);
        for (int i = 0; i < 28; i++) {
            TestKafka.send(
                    List.of(TestFrames.frame(frames, "gate-2", START + i * 200L, "no image".getBytes(UTF_8), null)));
        }
        action("gate-1", 0, "Squats", 0.6f, "Squats");
        action("gate-2", 0, "Squats", 0.6f, "Squats");

        Console console = collect();

        assertThat(times(video("Squats", 1, 1))).hasSize(26).contains(1_200L).doesNotContain(1_000L, 1_400L);
        assertThat(rows()).hasSize(1);
        assertThat(console.out()).contains("left out: 1 clips without a frame that can be decoded");
    }

    @Test
    void shouldCollectAStretchAndALabelOnly() throws IOException {
        film("gate-1", START, 24);
        action("gate-1", 0, "Squats", 0.6f, "Squats");
        action("gate-1", 1, "Squats", 0.6f, "Squats");
        action("gate-1", 2, "Squats", 0.6f, "Bowing");
        action("gate-1", 3, "Squats", 0.6f, "Squats");

        collect("--start=" + (START + CLIP), "--stop-at=" + (START + 3 * CLIP), "--label=Squats");

        assertThat(rows()).extracting(row -> row.clip().start()).containsExactly(START + CLIP);
    }

    @Test
    void shouldOnlyShowWhatItWouldCut() {
        film("gate-1", START, 6);
        action("gate-1", 0, "Squats", 0.6f, "Bowing");

        Console console = collect("--dry-run");

        assertThat(console.exitCode()).as(console.err()).isZero();
        assertThat(console.out()).contains("1 clips would be cut").containsPattern("Bowing +1 +0 +1 +0");
        assertThat(folder()).doesNotExist();
    }

    @Test
    void shouldSayWhichModelIsAnnouncedNow() throws Exception {
        TestKafka.createTopic(models, 1);
        announce("{\"version\":\"first\",\"uri\":\"file:///srv/models/first\"}");
        announce("{\"version\":\"second\",\"uri\":\"file:///srv/models/second\"}");
        announce("nonsense");

        Console console = collect();

        assertThat(console.out()).contains("the current model is second, from /srv/models/second");
        assertThat(lines("current-model.txt")).containsExactly("/srv/models/second");
    }

    @Test
    void shouldPassOverRecordsThatAreNoResults() {
        TestKafka.send(List.of(
                new ProducerRecord<>(actions, "nonsense".getBytes(UTF_8)),
                new ProducerRecord<>(truth, "gate-1".getBytes(UTF_8), "nonsense".getBytes(UTF_8))));
        action("gate\u0000", 0, "Squats", 0.6f, "Squats");

        Console console = collect();

        assertThat(console.exitCode()).as(console.err()).isZero();
        assertThat(console.out()).contains("left out: 3 records that are no results", "0 clips");
    }

    @Test
    void shouldNotTouchAFolderOfSomethingElse() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("thesis.txt"), "mine");

        Console console = collect();

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("holds something else").doesNotContain("\tat ");
        assertThat(folder()).isDirectoryContaining(file -> file.endsWith("thesis.txt"));
    }

    @Test
    void shouldSayThatItsTableIsDamaged() throws IOException {
        Files.createDirectories(folder());
        Files.writeString(folder().resolve("clips.csv"), "file,list\na,b\n");

        Console console = collect();

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("cannot go on with --out=").doesNotContain("\tat ");
    }

    @Test
    void shouldNameATopicThatIsMissing() {
        Console console = collect("--frames-topic=no-frames");

        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("there is no topic no-frames");
    }

    @Test
    void shouldRefuseAStretchThatEndsBeforeItBegins() {
        Console console = collect("--start=" + (START + 1), "--stop-at=" + START);

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains("must be later than --start");
    }

    @Test
    void shouldRefuseASizeWithoutAUnit() {
        Console console = collect("--max-bytes=5000");

        assertThat(console.exitCode()).isEqualTo(2);
        assertThat(console.err()).contains("'5000' is not a size");
    }

    private Console collect(String... options) {
        List<String> all = new ArrayList<>(List.of(
                "collect",
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--frames-topic=" + frames,
                "--actions-topic=" + actions,
                "--truth-topic=" + truth,
                "--models-topic=" + models,
                "--out=" + folder()));
        for (String option : options) {
            all.removeIf(given -> given.startsWith(option.split("=")[0] + "="));
            all.add(option);
        }
        return Console.run(all.toArray(String[]::new));
    }

    private Path folder() {
        return folder.resolve("collected");
    }

    private Path video(String label, int group, int number) {
        return folder().resolve(String.format("videos/%s/v_%s_g%02d_c%02d.mp4", label, label, group, number));
    }

    private void film(String camera, long start, int seconds) {
        TestKafka.send(filmed(camera, start, seconds));
    }

    /** Frames that all differ, five a second. */
    private List<ProducerRecord<byte[], byte[]>> filmed(String camera, long start, int seconds) {
        List<ProducerRecord<byte[], byte[]>> film = new ArrayList<>();
        for (int i = 0; i < seconds * 1000 / FRAME_MILLIS; i++) {
            shade++;
            byte[] jpeg = TestFrames.jpeg(new Color(shade * 8 % 256, shade * 8 / 256 * 8 % 256, 128));
            film.add(TestFrames.frame(frames, camera, start + (long) i * FRAME_MILLIS, jpeg, null));
        }
        return film;
    }

    private void action(String camera, int clip, String label, float margin, String trueLabel) {
        action(camera, START + (long) clip * CLIP, label, margin, trueLabel);
    }

    private void action(String camera, long start, String label, float margin, String trueLabel) {
        float confidence = 0.5f + margin / 2;
        List<Score> top = List.of(new Score(label, confidence), new Score("Waving", confidence - margin));
        var action = new Action(camera, start, start + CLIP_END, label, confidence, top, trueLabel, "model-1", 10, 100);
        TestKafka.send(List.of(new ProducerRecord<>(actions, camera.getBytes(UTF_8), ActionJson.write(action))));
    }

    private void judge(String camera, long start, long end, String label) {
        String json = "{\"start\":" + start + ",\"end\":" + end + ",\"label\":\"" + label + "\"}";
        TestKafka.send(List.of(new ProducerRecord<>(truth, camera.getBytes(UTF_8), json.getBytes(UTF_8))));
    }

    private void announce(String json) {
        TestKafka.send(List.of(new ProducerRecord<>(models, "current".getBytes(UTF_8), json.getBytes(UTF_8))));
    }

    private List<StoredClip> rows() throws IOException {
        return Csv.read(folder().resolve("clips.csv")).stream()
                .skip(1)
                .map(StoredClip::of)
                .toList();
    }

    private List<String> lines(String file) {
        try {
            return Files.readAllLines(folder().resolve(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder())) {
            return files.filter(file -> file.toString().endsWith(".mp4"))
                    .map(folder()::relativize)
                    .toList();
        }
    }

    private static List<Long> times(Path video) throws IOException {
        List<Long> times = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(video)) {
            while (reader.next()) {
                times.add(reader.timestampMillis());
            }
        }
        return times;
    }
}

package io.actionstream.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.media.video.Remux;
import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.media.video.files.VideoFiles;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.training.JpegVideos;
import io.actionstream.training.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingClipsTest {
    private static final ClipSpec SPEC = new ClipSpec(3, 100, 16, 16, Padding.BLACK);
    private static final Augmentation SOME = new Augmentation(true, 0.1, 0.2, 0.1, 5, 0.1, 0.2, 0.3, 10, 0.1, 0.2);

    @TempDir
    private Path folder;

    private VideoSet videos;
    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void writeSixVideos() throws IOException {
        videos = VideoSet.of(VideoFiles.below(TestVideos.stripes(folder, 3)));
    }

    @Test
    void shouldRepeatAnEpochOfTheSameSeed() throws Exception {
        assertThat(fingerprint(SOME, 7, 3)).isEqualTo(fingerprint(SOME, 7, 3));
    }

    @Test
    void shouldDrawEveryEpochAnew() throws Exception {
        assertThat(fingerprint(SOME, 7, 3)).isNotEqualTo(fingerprint(SOME, 7, 4));
    }

    @Test
    void shouldDrawOtherwiseForAnotherSeed() throws Exception {
        assertThat(fingerprint(SOME, 7, 3)).isNotEqualTo(fingerprint(SOME, 8, 3));
    }

    @Test
    void shouldGiveEveryVideoOnceAnEpoch() throws Exception {
        List<Batch> batches = batches(Augmentation.NONE, 1, 0);
        assertThat(batches).extracting(Batch::size).containsExactly(4, 2);
        int[] classes = batches.stream()
                .flatMapToInt(batch -> Arrays.stream(batch.classes()))
                .sorted()
                .toArray();
        assertThat(classes).containsExactly(0, 0, 0, 1, 1, 1);
    }

    @Test
    void shouldAlternateTheClassesOfABalancedEpoch() throws Exception {
        Iterator<Callable<Batch>> pairs = clips(Augmentation.NONE, true, 1).epoch(0, 2, SPEC);
        int batches = 0;
        while (pairs.hasNext()) {
            assertThat(pairs.next().call().classes()).containsExactlyInAnyOrder(0, 1);
            batches++;
        }
        assertThat(batches).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "webm", "flv"})
    void shouldDrawTheSameClipsFromEachContainer(String container) throws Exception {
        List<LabelledVideo> avis = new ArrayList<>();
        List<LabelledVideo> others = new ArrayList<>();
        for (LabelledVideo video : videos.videos()) {
            String name = "v" + avis.size() + ".";
            Path avi = Remux.flv1(video.file(), folder.resolve(name + "avi"));
            avis.add(new LabelledVideo(avi, video.label()));
            Path other = Remux.of(avi).frameRate(10).to(folder.resolve(name + container));
            others.add(new LabelledVideo(other, video.label()));
        }
        videos = VideoSet.of(avis);
        List<Batch> fromAvi = batches(SOME, 7, 3);
        videos = VideoSet.of(others);

        List<Batch> batches = batches(SOME, 7, 3);

        assertThat(batches).hasSameSizeAs(fromAvi);
        for (int i = 0; i < batches.size(); i++) {
            assertThat(batches.get(i).classes()).isEqualTo(fromAvi.get(i).classes());
            assertThat(batches.get(i).clips())
                    .usingElementComparator(Arrays::compare)
                    .containsExactlyElementsOf(fromAvi.get(i).clips());
        }
    }

    @Test
    void shouldDrawFromAllOfAVideoWithoutContainer() throws Exception {
        List<byte[]> jpegs = JpegVideos.pictures(50, 32, 32);
        Path avi = JpegVideos.write(folder.resolve("v.avi"), jpegs, 32, 32);
        Path raw = JpegVideos.write(folder.resolve("v.mjpeg"), jpegs, 32, 32);
        videos = VideoSet.of(List.of(new LabelledVideo(avi, "Down")));
        int fromAvi = fingerprint(Augmentation.NONE, 1, 5);
        videos = VideoSet.of(List.of(new LabelledVideo(raw, "Down")));

        assertThat(fingerprint(Augmentation.NONE, 1, 5)).isEqualTo(fromAvi);
    }

    @Test
    void shouldLeaveOutAndNameOnceAClipThatCannotBeRead() throws Exception {
        TrainingClips clips = clips(Augmentation.NONE, false, 1);
        Path gone = videos.videos().get(0).file();
        Files.delete(gone);

        for (int epoch = 0; epoch < 3; epoch++) {
            List<Batch> batches = new ArrayList<>();
            for (Iterator<Callable<Batch>> tasks = clips.epoch(epoch, 4, SPEC); tasks.hasNext(); ) {
                batches.add(tasks.next().call());
            }
            assertThat(batches.stream().mapToInt(Batch::size).sum()).isEqualTo(5);
            assertThat(batches).allSatisfy(batch -> assertThat(batch.clips()).hasSize(batch.size()));
        }

        assertThat(told).containsExactly("left out: can't open " + gone + ": No such file or directory");
    }

    @Test
    void shouldNotTakeTheEndOfTheRunForAProblemOfAVideo() throws Exception {
        Iterator<Callable<Batch>> tasks = clips(Augmentation.NONE, false, 1).epoch(0, 4, SPEC);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> tasks.next().call()).isInstanceOf(VideoException.class);

        assertThat(Thread.interrupted()).isTrue();
        assertThat(told).isEmpty();
    }

    @Test
    void shouldStartAShortVideoAtItsBeginning() {
        assertThat(TrainingClips.lastStart(150, SPEC)).isZero();
        assertThat(TrainingClips.lastStart(1000, SPEC)).isEqualTo(799);
    }

    private TrainingClips clips(Augmentation augmentation, boolean balanced, long seed) throws VideoException {
        VideoProblems problems = new VideoProblems(told::add);
        return new TrainingClips(WholeVideos.of(videos, problems), augmentation, balanced, seed, problems);
    }

    private int fingerprint(Augmentation augmentation, long seed, int epoch) throws Exception {
        return batches(augmentation, seed, epoch).stream()
                .flatMap(batch -> batch.clips().stream())
                .map(Arrays::hashCode)
                .toList()
                .hashCode();
    }

    private List<Batch> batches(Augmentation augmentation, long seed, int epoch) throws Exception {
        Iterator<Callable<Batch>> tasks = clips(augmentation, false, seed).epoch(epoch, 4, SPEC);
        List<Batch> batches = new ArrayList<>();
        while (tasks.hasNext()) {
            batches.add(tasks.next().call());
        }
        return batches;
    }
}

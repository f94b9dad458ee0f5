package io.actionstream.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.video.LabelledVideo;
import io.actionstream.model.video.VideoException;
import io.actionstream.model.video.VideoFiles;
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

class TrainingClipsTest {
    private static final ClipSpec SPEC = new ClipSpec(3, 100, 16, 16, Padding.BLACK);
    private static final Augmentation SOME = new Augmentation(true, 0.1, 0.2, 0.1, 5, 0.1, 0.2, 0.3, 10, 0.1, 0.2);

    @TempDir
    private Path folder;

    private VideoSet videos;

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
        Iterator<Callable<Batch>> pairs = new TrainingClips(videos, Augmentation.NONE, true, 1).epoch(0, 2, SPEC);
        int batches = 0;
        while (pairs.hasNext()) {
            assertThat(pairs.next().call().classes()).containsExactlyInAnyOrder(0, 1);
            batches++;
        }
        assertThat(batches).isEqualTo(3);
    }

    @Test
    void shouldRefuseAVideoThatCannotBeReadBeforeTraining() throws IOException {
        Path broken = Files.writeString(folder.resolve("Down").resolve("broken.avi"), "no video");
        VideoSet set = VideoSet.of(List.of(new LabelledVideo(broken, "Down")));
        assertThatThrownBy(() -> new TrainingClips(set, Augmentation.NONE, false, 1))
                .isInstanceOf(VideoException.class)
                .hasMessageContaining("broken.avi");
    }

    @Test
    void shouldStartAShortVideoAtItsBeginning() {
        assertThat(TrainingClips.lastStart(150, SPEC)).isZero();
        assertThat(TrainingClips.lastStart(1000, SPEC)).isEqualTo(799);
    }

    private int fingerprint(Augmentation augmentation, long seed, int epoch) throws Exception {
        return batches(augmentation, seed, epoch).stream()
                .flatMap(batch -> batch.clips().stream())
                .map(Arrays::hashCode)
                .toList()
                .hashCode();
    }

    private List<Batch> batches(Augmentation augmentation, long seed, int epoch) throws Exception {
        Iterator<Callable<Batch>> tasks = new TrainingClips(videos, augmentation, false, seed).epoch(epoch, 4, SPEC);
        List<Batch> batches = new ArrayList<>();
        while (tasks.hasNext()) {
            batches.add(tasks.next().call());
        }
        return batches;
    }
}

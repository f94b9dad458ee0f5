package io.actionstream.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.inference.ClipClassifier;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.training.TestVideos;
import io.actionstream.training.data.EvaluationClips;
import io.actionstream.training.data.VideoProblems;
import io.actionstream.training.data.VideoSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvaluatorTest {
    private static final ClipSpec SPEC = new ClipSpec(2, 100, 16, 16, Padding.BLACK);

    @TempDir
    private Path folder;

    private VideoSet videos;
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final VideoProblems problems = new VideoProblems(told::add);

    @BeforeEach
    void writeVideos() throws IOException {
        videos = new VideoSet(
                List.of(
                        new LabelledVideo(TestVideos.brightening(folder.resolve("dark.avi"), 4), "Dark"),
                        new LabelledVideo(TestVideos.brightening(folder.resolve("bright.avi"), 40), "Bright")),
                List.of("Bright", "Dark"));
    }

    @Test
    void shouldJudgeAVideoByTheMeanOfItsViews() throws Exception {
        List<Integer> done = new ArrayList<>();
        Evaluation evaluation =
                new Evaluator(new EvaluationClips.Views(3), 2, problems).evaluate(new Brightness(), videos, done::add);
        assertThat(done).containsExactly(1, 2);
        assertThat(evaluation.samples()).extracting(Evaluation.Judged::name).containsExactly("dark.avi", "bright.avi");
        assertThat(evaluation.samples()).extracting(Evaluation.Judged::truth).containsExactly(1, 0);
        // views begin at 1/6, 3/6 and 5/6 of 3.9 s, hence at frames 7, 20 and 33 (each the first at or after its start)
        float mean = (brightness(7) + brightness(20) + brightness(33)) / 3;
        assertThat(evaluation.samples().get(1).probabilities()[0]).isCloseTo(mean, within(0.02f));
    }

    @Test
    void shouldJudgeEveryClipOfTheStreamByItself() throws Exception {
        EvaluationClips stream = new EvaluationClips.Stream(new ClipRules(2, 1));
        Evaluation evaluation = new Evaluator(stream, 1, problems).evaluate(new Brightness(), videos, done -> {});
        assertThat(evaluation.samples()).hasSize(2 + 20);
    }

    @Test
    void shouldSayThatNoVideoIsLongEnough() {
        ClipSpec slow = new ClipSpec(2, 5000, 16, 16, Padding.BLACK);
        EvaluationClips stream = new EvaluationClips.Stream(new ClipRules(2, 2));
        assertThatThrownBy(() -> new Evaluator(stream, 1, problems).evaluate(new Brightness(slow), videos, done -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none of the 2 videos can be read and is long enough");
    }

    @Test
    void shouldLeaveOutAndNameAVideoThatCannotBeRead() throws Exception {
        Path broken = Files.writeString(folder.resolve("broken.avi"), "no video");
        List<LabelledVideo> more = new ArrayList<>(videos.videos());
        more.add(1, new LabelledVideo(broken, "Dark"));
        VideoSet set = new VideoSet(more, videos.labels());

        Evaluation evaluation =
                new Evaluator(new EvaluationClips.Views(1), 1, problems).evaluate(new Brightness(), set, done -> {});

        assertThat(evaluation.samples()).extracting(Evaluation.Judged::name).containsExactly("dark.avi", "bright.avi");
        assertThat(told).singleElement().asString().startsWith("left out: can't open " + broken);
    }

    @Test
    void shouldSayThatNoVideoCanBeRead() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.avi"), "no video");
        VideoSet set = new VideoSet(List.of(new LabelledVideo(broken, "Dark")), List.of("Bright", "Dark"));
        assertThatThrownBy(() -> new Evaluator(new EvaluationClips.Views(1), 1, problems)
                        .evaluate(new Brightness(), set, done -> {}))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("none of the 1 videos can be read");
        assertThat(told).hasSize(1);
    }

    @Test
    void shouldRefuseFewerThanOneView() {
        assertThatThrownBy(() -> new EvaluationClips.Views(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("views must be at least 1, not 0");
    }

    private static float brightness(int frame) {
        return TestVideos.grey(frame) / 255f;
    }

    /** Takes the first frame's brightness for the probability of "Bright". */
    private record Brightness(ClipSpec spec) implements ClipClassifier {
        Brightness() {
            this(SPEC);
        }

        @Override
        public List<String> labels() {
            return List.of("Bright", "Dark");
        }

        @Override
        public String version() {
            return "brightness";
        }

        @Override
        public float[][] classify(List<byte[]> clips) {
            return clips.stream()
                    .map(clip -> (clip[SPEC.frameBytes() / 2] & 0xff) / 255f)
                    .map(bright -> new float[] {bright, 1 - bright})
                    .toArray(float[][]::new);
        }

        @Override
        public void close() {}
    }
}

package io.actionstream.training.predict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.inference.ClipClassifier;
import io.actionstream.media.video.Remux;
import io.actionstream.media.video.VideoException;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.events.EventOptions;
import io.actionstream.training.TestVideos;
import io.actionstream.training.events.FoundEvent;
import io.actionstream.training.events.Segment;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictorTest {
    /** Ten frames of video a clip. */
    private static final ClipSpec SPEC = new ClipSpec(5, 200, 16, 16, Padding.BLACK);

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();

    @Test
    void shouldFollowAVideoOverTime() throws IOException {
        Path video = TestVideos.brightening(folder.resolve("v.avi"), 40);
        Prediction prediction = predict(video, new ClipRules(5, 4), 2);
        assertThat(prediction.clips()).extracting(Prediction.Clip::start).containsExactly(0L, 1000L, 2000L, 3000L);
        assertThat(prediction.clips()).extracting(Prediction.Clip::end).containsExactly(800L, 1800L, 2800L, 3800L);
        assertThat(prediction.clips())
                .extracting(clip -> clip.top().get(0).label())
                .containsExactly("Night", "Night", "Day", "Day");
        assertThat(prediction.clips()).allSatisfy(clip -> assertThat(clip.top()).hasSize(2));
        float mean = (grey(0) + grey(10) + grey(20) + grey(30)) / 4;
        assertThat(prediction.overall().get(0).label()).isEqualTo(mean > 0.4 ? "Day" : "Night");
    }

    @Test
    void shouldOverlapClips() throws IOException {
        Path video = TestVideos.brightening(folder.resolve("v.avi"), 40);
        Prediction prediction = predict(video, new ClipRules(1, 4), 1);
        assertThat(prediction.clips()).hasSize(16);
        assertThat(prediction.clips().get(1).start()).isEqualTo(200);
    }

    @Test
    void shouldSayThatAVideoIsTooShort() throws IOException {
        Path video = TestVideos.brightening(folder.resolve("short.avi"), 3);
        assertThatThrownBy(() -> predict(video, new ClipRules(5, 4), 1))
                .isInstanceOf(VideoException.class)
                .hasMessageContainingAll("short.avi", "4 samples of 200 ms");
    }

    @Test
    void shouldPredictWhatThereIsOfAFileThatEndsEarlyAndSaySo() throws IOException {
        Path video = TestVideos.brightening(folder.resolve("v.avi"), 40);
        Remux.cut(video, 0.5);

        Prediction prediction = predict(video, new ClipRules(5, 1), 1);

        assertThat(prediction.clips()).hasSizeBetween(1, 3);
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith(video + " ends early: ")
                .endsWith(" s of the 4.0 s that its header promises are there");
    }

    @Test
    void shouldPrintATable() throws IOException {
        Prediction prediction = new Prediction(
                "v.avi",
                "m",
                List.of(new Prediction.Clip(0, 5400, List.of(new Prediction.Score("Archery", 0.91f)))),
                List.of(new Prediction.Score("Archery", 0.91f), new Prediction.Score("Bowling", 0.05f)),
                List.of(new FoundEvent(new Segment("Archery", 0, 5400), 5400, 0.91f, 0.91f, 1)));
        assertThat(prediction.table().lines())
                .containsExactly(
                        "    from       to  actions",
                        "   0.0 s     5.4 s  Archery 0.91",
                        "      on the whole  Archery 0.91, Bowling 0.05",
                        "",
                        "    from       to  events",
                        "   0.0 s     5.4 s  Archery 0.91");
        assertThat(prediction.json()).contains("\"label\" : \"Archery\"", "\"end\" : 5400");
    }

    @Test
    void shouldGiveTheConfidenceOfTheMean() throws IOException {
        Path video = TestVideos.brightening(folder.resolve("v.avi"), 20);
        Prediction prediction = predict(video, new ClipRules(5, 4), 3);
        float day = (grey(0) + grey(10)) / 2;
        assertThat(prediction.overall()).extracting(Prediction.Score::label).contains("Day", "Night", "Dusk");
        assertThat(prediction.overall())
                .filteredOn(score -> score.label().equals("Day"))
                .singleElement()
                .satisfies(score -> assertThat(score.confidence()).isCloseTo(day, within(0.02f)));
    }

    @Test
    void shouldMakeEventsOfTheClipsButNoneOfBackground() throws IOException {
        Path video = TestVideos.brightening(folder.resolve("v.avi"), 40);
        Prediction prediction = predict(video, new ClipRules(5, 4), 2);
        assertThat(prediction.events()).extracting(FoundEvent::segment).containsExactly(new Segment("Day", 2000, 3800));
        assertThat(prediction.table()).contains("   2.0 s     3.8 s  Day 0.");
        assertThat(prediction.json()).contains("\"events\"", "\"told\"");
    }

    private Prediction predict(Path video, ClipRules clips, int top) throws VideoException {
        EventOptions events = new EventOptions(1, 0.4, 0.4, Duration.ZERO, Duration.ZERO, Duration.ofMinutes(1), 0);
        Predictor predictor = new Predictor(new Daylight(), clips, events, told::add);
        return predictor.predict(video, predictor.classify(video), top);
    }

    private static float grey(int frame) {
        return TestVideos.grey(frame) / 255f;
    }

    /** Takes the brightness of a clip's first frame for the probability of day. */
    private static final class Daylight implements ClipClassifier {
        @Override
        public ClipSpec spec() {
            return SPEC;
        }

        @Override
        public List<String> labels() {
            return List.of("Day", "Dusk", "Night");
        }

        @Override
        public List<String> background() {
            return List.of("Night", "Dusk");
        }

        @Override
        public String version() {
            return "daylight";
        }

        @Override
        public float[][] classify(List<byte[]> clips) {
            return clips.stream()
                    .map(clip -> (clip[SPEC.frameBytes() / 2] & 0xff) / 255f)
                    .map(day -> new float[] {day, 0.1f, 0.78f - day})
                    .toArray(float[][]::new);
        }

        @Override
        public void close() {}
    }
}

package io.actionstream.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.training.events.ClassifiedVideo;
import io.actionstream.training.events.FoundEvent;
import io.actionstream.training.events.Segment;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimelineTest {
    private static final List<String> LABELS = List.of("Idle", "Waving");
    private static final int WAVING = Color.getHSBColor(0.618034f, 0.8f, 0.72f).getRGB();
    private static final int FIRST_ROW = 20 + 240 + 17;
    private static final int SECOND_ROW = FIRST_ROW + 34;

    @Test
    void shouldDrawEventsAndTruthsWhereTheyAre() {
        ClassifiedVideo video = video(20);
        List<FoundEvent> events = List.of(new FoundEvent(new Segment("Waving", 30_000, 60_000), 36_000, 1, 1, 5));
        List<Segment> truths = List.of(new Segment("Waving", 40_000, 60_000), new Segment("Flying", 90_000, 100_000));

        BufferedImage image = Timeline.of(video, events, truths).image();

        assertThat(image.getHeight()).isEqualTo(20 + 240 + 2 * 34 + 30);
        assertThat(image.getRGB(x(image, video, 59_000), FIRST_ROW)).isEqualTo(WAVING);
        assertThat(image.getRGB(x(image, video, 28_000), FIRST_ROW)).isNotEqualTo(WAVING);
        assertThat(image.getRGB(x(image, video, 62_000), FIRST_ROW)).isNotEqualTo(WAVING);
        assertThat(image.getRGB(x(image, video, 59_000), SECOND_ROW)).isEqualTo(WAVING);
        assertThat(image.getRGB(x(image, video, 38_000), SECOND_ROW)).isNotEqualTo(WAVING);
        assertThat(image.getRGB(x(image, video, 99_500), SECOND_ROW)).isEqualTo(Color.GRAY.getRGB());
    }

    @Test
    void shouldLeaveOutTheRowOfAnUnknownTruth() {
        assertThat(Timeline.of(video(20), List.of(), List.of()).image().getHeight())
                .isEqualTo(20 + 240 + 34 + 30);
    }

    @ParameterizedTest
    @CsvSource({"1, 900", "50, 1287", "5000, 3000"})
    void shouldBeAsWideAsTheVideoIsLongWithinReason(int clips, int width) {
        assertThat(Timeline.of(video(clips), List.of(), List.of()).image().getWidth())
                .isEqualTo(width);
    }

    private static int x(BufferedImage image, ClassifiedVideo video, long time) {
        return (int) (70 + (image.getWidth() - 90.0) * time / video.millis());
    }

    private static ClassifiedVideo video(int clips) {
        List<ClassifiedClip> classified = new ArrayList<>();
        for (int i = 0; i < clips; i++) {
            float waving = i % 10 < 5 ? 0.1f : 0.9f;
            classified.add(new ClassifiedClip(
                    6000L * i, 6000L * i + 5400, LABELS, new float[] {1 - waving, waving}, List.of("Idle"), "test"));
        }
        return new ClassifiedVideo("v.avi", classified);
    }
}

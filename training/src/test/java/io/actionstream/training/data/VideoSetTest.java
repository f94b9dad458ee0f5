package io.actionstream.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.media.video.files.LabelledVideo;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class VideoSetTest {
    private static final LabelledVideo ARCHERY = new LabelledVideo(Path.of("a.avi"), "Archery");
    private static final LabelledVideo BOWLING = new LabelledVideo(Path.of("b.avi"), "Bowling");
    private static final LabelledVideo UNKNOWN = new LabelledVideo(Path.of("c.avi"), null);

    @Test
    void shouldSortTheLabelsThatOccur() {
        VideoSet set = VideoSet.of(List.of(BOWLING, ARCHERY, BOWLING));
        assertThat(set.labels()).containsExactly("Archery", "Bowling");
        assertThat(set.classOf(0)).isEqualTo(1);
        assertThat(set.classOf(1)).isZero();
    }

    @Test
    void shouldNameAVideoWhoseLabelIsNoneOfTheClasses() {
        assertThatThrownBy(() -> new VideoSet(List.of(ARCHERY, BOWLING), List.of("Archery")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("'Bowling'", "b.avi", "[Archery]");
    }

    @Test
    void shouldNameAVideoWithoutALabel() {
        assertThatThrownBy(() -> VideoSet.of(List.of(UNKNOWN)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("c.avi has no label");
        assertThatThrownBy(() -> new VideoSet(List.of(UNKNOWN), List.of("Archery")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("c.avi has no label");
    }
}

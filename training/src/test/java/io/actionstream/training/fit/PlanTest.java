package io.actionstream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.training.data.Augmentation;
import io.actionstream.training.data.VideoSet;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanTest {

    @ParameterizedTest
    @CsvSource({"96, 128, 48, 48, 64", "128, 96, 48, 64, 48", "224, 224, 112, 112, 112", "112, 208, 64, 64, 112"})
    void shouldKeepTheShapeOfClipsInItsFirstEpochs(int height, int width, int smallSide, int smallHeight, int smallWidth) {
        ClipSpec clip = new ClipSpec(8, 200, height, width, Padding.LAST);
        Plan plan = plan(clip, smallSide);

        assertThat(plan.clip(0)).isEqualTo(clip.withSize(smallHeight, smallWidth));
        assertThat(plan.clip(1)).isEqualTo(clip);
        assertThat(plan.clips()).containsExactlyInAnyOrder(plan.clip(0), clip);
    }

    private static Plan plan(ClipSpec clip, int smallSide) {
        Recipe recipe = new Recipe(
                "small", 2, 8, false, 1e-3, 0, false, 0, 0, 0, 0, 224, null, null, null, null, 1, smallSide,
                Padding.LAST, Augmentation.NONE, null);
        List<String> labels = List.of("Across", "Down");
        VideoSet none = new VideoSet(List.of(), labels);
        return new Plan(
                recipe,
                BackboneRate.FULL,
                none,
                none,
                Plans.config(labels).withClip(clip),
                List.of(Device.cpu()),
                1,
                Path.of("run"));
    }
}

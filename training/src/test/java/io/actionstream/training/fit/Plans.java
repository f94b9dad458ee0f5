package io.actionstream.training.fit;

import ai.djl.Device;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.media.video.files.VideoFiles;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.training.data.GroupSplit;
import io.actionstream.training.data.VideoSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Small trainings for tests. */
final class Plans {
    private static final ClipSpec CLIP = new ClipSpec(3, 200, 16, 16, Padding.LAST);

    private Plans() {}

    static CheckpointConfig config(List<String> labels) {
        return new CheckpointConfig(
                CheckpointConfig.FORMAT,
                CheckpointConfig.ARCHITECTURE,
                "test",
                CLIP,
                labels,
                new CheckpointConfig.Training("stripes", "groups", 1, "test", 3),
                Map.of());
    }

    /** Trains with a fifth of the groups held out. */
    static Plan of(Recipe recipe, BackboneRate backbone, Path videos, Path folder) throws IOException {
        List<LabelledVideo> all = VideoFiles.below(videos);
        GroupSplit split = GroupSplit.holdOut(all, 0.2, 1);
        VideoSet training = VideoSet.of(split.training());
        return new Plan(
                recipe,
                backbone,
                training,
                new VideoSet(split.validation(), training.labels()),
                config(training.labels()),
                List.of(Device.cpu()),
                1,
                folder);
    }
}

package io.actionstream.training.fit;

import ai.djl.Device;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.training.data.VideoSet;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The plan of a training run.
 *
 * @param recipe how
 * @param backbone how fast what is before the head learns
 * @param training videos learned from
 * @param validation videos that choose the best epoch
 * @param config of the checkpoints, without metrics
 * @param devices that share each batch; the first one validates
 * @param threads that read videos
 * @param folder of the run
 */
public record Plan(
        Recipe recipe,
        BackboneRate backbone,
        VideoSet training,
        VideoSet validation,
        CheckpointConfig config,
        List<Device> devices,
        int threads,
        Path folder) {

    int classes() {
        return config.labels().size();
    }

    long seed() {
        return config.training().seed();
    }

    /** The clips of all epochs. */
    Set<ClipSpec> clips() {
        return IntStream.range(0, recipe.epochs()).mapToObj(this::clip).collect(Collectors.toSet());
    }

    /** The clips of an epoch, counted from 0: smaller in the first ones when the recipe says so, with nearly the same shape. */
    ClipSpec clip(int epoch) {
        ClipSpec clip = config.clip();
        if (epoch >= recipe.smallEpochs()) {
            return clip;
        }
        double scale = recipe.smallSide() / (double) Math.min(clip.height(), clip.width());
        return clip.withSize(scaled(clip.height(), scale), scaled(clip.width(), scale));
    }

    private static int scaled(int side, double scale) {
        return ClipSpec.SIDE_UNIT * (int) Math.round(side * scale / ClipSpec.SIDE_UNIT);
    }
}

package io.actionstream.training.commands;

import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.training.data.GroupSplit;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The choice of videos to learn from and to validate with. */
public final class SplitOptions {
    private static final double HELD_OUT = 0.2;

    @Mixin
    private DataOptions data;

    @Option(names = "--train-list", paramLabel = "FILE", description = "list of training videos, one path a line")
    private Path trainList;

    @Option(
            names = "--validation-list",
            paramLabel = "FILE",
            description = "list of validation videos; without lists a fifth of the groups is held out")
    private Path validationList;

    GroupSplit split(long seed) throws IOException {
        if ((trainList == null) != (validationList == null)) {
            throw new IllegalArgumentException("--train-list and --validation-list go together");
        }
        if (trainList == null) {
            return GroupSplit.holdOut(data.videos(), HELD_OUT, seed);
        }
        List<LabelledVideo> training = data.videos("--train-list", trainList);
        List<LabelledVideo> validation = data.videos("--validation-list", validationList);
        warnOfShared(training, validation);
        return new GroupSplit(training, validation);
    }

    private void warnOfShared(List<LabelledVideo> training, List<LabelledVideo> validation) {
        List<LabelledVideo> shared = new ArrayList<>(validation);
        shared.retainAll(new HashSet<>(training));
        if (!shared.isEmpty()) {
            data.warn("videos in both lists: " + shared.size() + ", the first is "
                    + shared.get(0).file() + "; validation will look better than it is");
        }
    }

    /** The division of the videos, for the checkpoint. */
    String name() {
        return trainList == null ? "held-out groups" : trainList.getFileName().toString();
    }

    String dataName() {
        return data.name();
    }
}

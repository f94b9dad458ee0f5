package io.actionstream.training.commands;

import io.actionstream.training.data.GroupSplit;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which videos to learn from and which to validate with. */
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
        return trainList == null
                ? GroupSplit.holdOut(data.videos(), HELD_OUT, seed)
                : new GroupSplit(
                        data.videos("--train-list", trainList), data.videos("--validation-list", validationList));
    }

    /** How the videos were divided, for the checkpoint. */
    String name() {
        return trainList == null ? "held-out groups" : trainList.getFileName().toString();
    }

    String dataName() {
        return data.name();
    }
}

package io.actionstream.training.commands;

import io.actionstream.training.download.Division;
import io.actionstream.training.download.Downloader;
import io.actionstream.training.download.GivenLists;
import io.actionstream.training.download.Protocol;
import io.actionstream.training.download.Shares;
import io.actionstream.training.download.Splits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Fetches a part of UCF101. */
@Command(
        name = "download",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = "Fetches a part of UCF101 out of a zip, of which only the chosen videos are transferred, and"
                + " writes trainlist.txt, vallist.txt and testlist.txt. Run again, it goes on where it was.")
public final class Download implements Callable<Integer> {
    private static final String UCF101 = "https://storage.googleapis.com/thumos14_files/UCF101_videos.zip";

    /** The division of the videos. */
    private enum Split {
        GROUPS,
        RANDOM,
        LISTS
    }

    @Spec
    private CommandSpec spec;

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "folder to write to")
    private Path out;

    @Option(
            names = "--source",
            defaultValue = UCF101,
            paramLabel = "ZIP",
            description = "address of a zip of UCF101 videos, a zip, or a folder (default: ${DEFAULT-VALUE})")
    private String source;

    @Option(
            names = "--split",
            defaultValue = "groups",
            description =
                    "groups: no group of a class, hence no person or place, on two sides; random: videos shuffled;"
                            + " lists: as the lists say (default: ${DEFAULT-VALUE})")
    private Split split;

    @Option(
            names = "--classes",
            defaultValue = "10",
            paramLabel = "N",
            description = "the first N classes by name (default: ${DEFAULT-VALUE})")
    private int classes;

    @Option(
            names = "--train",
            defaultValue = "30",
            paramLabel = "N",
            description = "training videos of each class (default: ${DEFAULT-VALUE})")
    private int train;

    @Option(
            names = "--validation",
            defaultValue = "10",
            paramLabel = "N",
            description = "validation videos of each class (default: ${DEFAULT-VALUE})")
    private int validation;

    @Option(
            names = "--test",
            defaultValue = "10",
            paramLabel = "N",
            description = "test videos of each class (default: ${DEFAULT-VALUE})")
    private int test;

    @Option(names = "--seed", defaultValue = "1", description = "of the division (default: ${DEFAULT-VALUE})")
    private long seed;

    @Option(names = "--train-list", paramLabel = "FILE", description = "with --split lists: the training videos")
    private Path trainList;

    @Option(names = "--validation-list", paramLabel = "FILE", description = "with --split lists: the validation videos")
    private Path validationList;

    @Option(names = "--test-list", paramLabel = "FILE", description = "with --split lists: the test videos")
    private Path testList;

    @Option(
            names = "--threads",
            defaultValue = "8",
            paramLabel = "N",
            description = "videos fetched at a time (default: ${DEFAULT-VALUE})")
    private int threads;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (threads < 1) {
            throw new IllegalArgumentException("--threads must be at least 1, not " + threads);
        }
        Division division = division();
        Splits splits;
        try (Downloader downloader = Downloader.of(
                        source, warning -> spec.commandLine().getErr().println("warning: " + warning));
                DownloadProgress progress = new DownloadProgress(
                        ProgressBars.ofErrors(spec.commandLine().getErr()))) {
            splits = downloader.download(division, out, threads, progress);
        }
        spec.commandLine()
                .getOut()
                .printf(
                        "%s: %d training, %d validation and %d test videos%n",
                        out,
                        splits.training().size(),
                        splits.validation().size(),
                        splits.test().size());
        return 0;
    }

    private Division division() {
        boolean listed = trainList != null || validationList != null || testList != null;
        if (listed != (split == Split.LISTS)) {
            throw new IllegalArgumentException(
                    "--split lists needs --train-list, --validation-list or --test-list, which need it");
        }
        if (listed) {
            return new GivenLists(trainList, validationList, testList);
        }
        Protocol protocol = split == Split.GROUPS ? Protocol.GROUPS : Protocol.RANDOM;
        return protocol.firstClasses(classes, new Shares(train, validation, test), seed);
    }
}

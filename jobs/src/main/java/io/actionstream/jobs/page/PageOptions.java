package io.actionstream.jobs.page;

import io.actionstream.jobs.options.convert.ByteSizeConverter;
import io.actionstream.jobs.options.convert.DurationConverter;
import io.actionstream.jobs.options.convert.PositiveDurationConverter;
import io.actionstream.jobs.options.convert.PositiveIntConverter;
import io.actionstream.model.label.Labels;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** Options of access to the page, and limits of what it shows. */
final class PageOptions {

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = "127.0.0.1",
            description = "This machine's address at which the page is served. Others than loopback need a password."
                    + " Default: ${DEFAULT-VALUE}")
    String bind;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "The page's port, up to 65535; 0 takes a free one. Default: ${DEFAULT-VALUE}")
    int port;

    @Option(
            names = "--host-name",
            paramLabel = "NAME",
            description = "A name by which browsers call the page, beside localhost and addresses in numbers; may be"
                    + " given several times. Default: none")
    List<String> hostNames = List.of();

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "File of the password that browsers must give, 12 characters or more. Default: what the"
                    + " environment variable " + PageStart.PASSWORD + " holds, or none")
    Path passwordFile;

    @Option(
            names = "--keystore",
            paramLabel = "FILE",
            description = "Key and certificate for TLS, PKCS #12 or JKS. Default: no TLS")
    Path keystore;

    @Option(
            names = "--keystore-password-file",
            paramLabel = "FILE",
            description = "File of the keystore's password. Default: what the environment variable "
                    + PageStart.KEYSTORE_PASSWORD + " holds")
    Path keystorePasswordFile;

    @Option(
            names = "--allow-labels",
            description = "Let viewers say what clips truly show; it is written to the topic of truths. Default: they"
                    + " only look")
    boolean allowLabels;

    @Option(
            names = "--nothing-label",
            paramLabel = "LABEL",
            description =
                    "The label that is written for nothing of interest. Default: what the checkpoint of --checkpoint"
                            + " calls background, or " + Labels.NOTHING)
    String nothing;

    @Option(
            names = "--undo",
            paramLabel = "DURATION",
            defaultValue = "10s",
            converter = DurationConverter.class,
            description = "How long a judgement can be undone before it is written. Default: ${DEFAULT-VALUE}")
    Duration undo;

    @Option(
            names = "--checkpoint",
            paramLabel = "NAME|DIR",
            description = "ucf101, synthetic, or a checkpoint's directory, whose labels can be chosen from the start."
                    + " Default: those that the topics show")
    String checkpoint;

    @Option(
            names = "--pictures",
            paramLabel = "HOW",
            defaultValue = "full",
            description = "What viewers see of pictures: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}")
    ShownPictures pictures;

    @Option(
            names = "--no-pictures",
            description = "The same as --pictures=none: frames are not read. Default: as --pictures says")
    boolean noPictures;

    @Option(
            names = "--picture-bytes-per-second",
            paramLabel = "BYTES",
            defaultValue = "8MB",
            converter = ByteSizeConverter.class,
            description = "Most bytes of frames that are read each second, about; what comes beyond is left out."
                    + " Default: ${DEFAULT-VALUE}")
    int pictureBytesPerSecond;

    @Option(
            names = "--picture-memory",
            paramLabel = "BYTES",
            defaultValue = "128MB",
            converter = ByteSizeConverter.class,
            description = "Memory for the last pictures of all cameras, as they arrived. Default: ${DEFAULT-VALUE}")
    int pictureMemory;

    @Option(
            names = "--max-cameras",
            paramLabel = "N",
            defaultValue = "10000",
            converter = PositiveIntConverter.class,
            description = "Most cameras that are shown; beyond them silent ones make room. Default: ${DEFAULT-VALUE}")
    int maxCameras;

    @Option(
            names = "--max-viewers",
            paramLabel = "N",
            defaultValue = "50",
            converter = PositiveIntConverter.class,
            description = "Most viewers at the same time. Default: ${DEFAULT-VALUE}")
    int maxViewers;

    @Option(
            names = "--silent-after",
            paramLabel = "DURATION",
            defaultValue = "15s",
            converter = PositiveDurationConverter.class,
            description = "A camera of which nothing came for so long is silent. Default: ${DEFAULT-VALUE}")
    Duration silentAfter;

    @Option(
            names = "--forget-after",
            paramLabel = "DURATION",
            defaultValue = "6h",
            converter = PositiveDurationConverter.class,
            description = "A camera of which nothing came for so long is shown no more. Default: ${DEFAULT-VALUE}")
    Duration forgetAfter;

    @Option(
            names = "--group-id",
            paramLabel = "ID",
            defaultValue = "actionstream",
            description = "Consumer group of the job, whose lag is shown. Default: ${DEFAULT-VALUE}")
    String groupId;
}

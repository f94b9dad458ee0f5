package io.actionstream.jobs.models;

import io.actionstream.inference.DeviceClassifier;
import io.actionstream.jobs.command.GracefulStop;
import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.kafka.Topics;
import io.actionstream.jobs.options.HelpOption;
import io.actionstream.jobs.options.KafkaOptions;
import io.actionstream.jobs.options.LoadOptions;
import io.actionstream.jobs.options.TopicCreationOptions;
import io.actionstream.jobs.options.TopicOptions;
import io.actionstream.jobs.wire.AnnouncementJson;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.apache.kafka.clients.producer.RecordMetadata;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Tells running jobs to classify with another checkpoint. */
@Command(
        name = "models",
        description = "Announce a checkpoint to the models topic: running jobs classify with it from then on, without a"
                + " restart.")
public final class ModelsCommand implements Callable<Integer> {

    @Mixin
    private HelpOption help;

    @Spec
    private CommandSpec command;

    @Mixin
    private KafkaOptions kafka;

    @Mixin
    private TopicOptions topics;

    @Mixin
    private TopicCreationOptions creation;

    @Mixin
    private LoadOptions load;

    @Option(
            names = "--announce",
            paramLabel = "DIR",
            required = true,
            description = "Checkpoint directory, checked before it is announced.")
    private Path checkpoint;

    @Option(
            names = "--uri",
            paramLabel = "URI",
            description = "Where the job's machines find it: an absolute path, or a URI that Flink knows, such as"
                    + " s3://models/second. Default: the directory's absolute path")
    private String uri;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "The version that the checkpoint must be. Default: the one that it is")
    private String version;

    @Override
    public Integer call() throws Exception {
        CheckpointConfig config = readConfig();
        if (version != null && !version.equals(config.version())) {
            throw new LaunchException(
                    "the checkpoint in " + checkpoint + " is version " + config.version() + ", not " + version);
        }
        Topics.ensure(kafka, creation, List.of(Topics.models(topics.models())));
        String location = uri != null ? uri : checkpoint.toRealPath().toUri().toString();
        return GracefulStop.call(() -> announce(new AnnouncementJson(config.version(), location)));
    }

    private int announce(AnnouncementJson announcement) throws InterruptedException {
        RecordMetadata place = Announcer.announce(kafka, topics.models(), announcement);
        command.commandLine()
                .getOut()
                .println("announced model " + announcement.version() + " from " + announcement.uri() + " at offset "
                        + place.offset() + " of topic " + place.topic());
        return ExitCode.OK;
    }

    private CheckpointConfig readConfig() {
        try {
            Checkpoint read = Checkpoint.read(checkpoint, load.rules());
            DeviceClassifier.check(read, "cpu", load.rules());
            return read.config();
        } catch (IOException e) {
            throw new LaunchException("cannot announce the checkpoint: " + e.getMessage(), e);
        }
    }
}

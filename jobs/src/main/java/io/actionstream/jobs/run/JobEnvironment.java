package io.actionstream.jobs.run;

import io.actionstream.jobs.command.LaunchException;
import io.actionstream.jobs.options.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.PipelineOptionsInternal;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.streaming.api.environment.LocalStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.FileUtils;

/** The Flink that the job runs in: the cluster it was submitted to, or one in this process. */
public final class JobEnvironment {

    private JobEnvironment() {}

    /** Set up as the options say. */
    public static StreamExecutionEnvironment of(RunOptions options) {
        Configuration settings = settings(options.checkpointInterval());
        settings.addAll(Configuration.fromMap(options.flinkSettings()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        options.parallelism().ifPresent(env::setParallelism);
        if (env instanceof LocalStreamEnvironment && !settings.contains(CheckpointingOptions.CHECKPOINTS_DIRECTORY)) {
            env.configure(new Configuration().set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, temporaryDirectory()));
        }
        return env;
    }

    /**
     * Tells whether this may be run again beside the job that it has started: in application mode, a JobManager that takes
     * over from another goes on with the job, and runs the program too.
     */
    static boolean takesOver(StreamExecutionEnvironment env) {
        ReadableConfig settings = env.getConfiguration();
        return settings.getOptional(PipelineOptionsInternal.PIPELINE_FIXED_JOB_ID)
                        .isPresent()
                && !settings.get(HighAvailabilityOptions.HA_MODE).equalsIgnoreCase("none");
    }

    /**
     * The directory of the checkpoints of a Flink in this process, gone with the process. Flink's default, the
     * JobManager's heap, takes 5 MB from each task; clips that wait for the network are more, and the job would fail.
     */
    private static String temporaryDirectory() {
        try {
            Path directory = Files.createTempDirectory("actionstream-checkpoints");
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> FileUtils.deleteDirectoryQuietly(directory.toFile())));
            return directory.toUri().toString();
        } catch (IOException e) {
            throw new LaunchException("cannot make a directory for checkpoints: " + e.getMessage(), e);
        }
    }

    /** The settings that the job relies on: records with explicit types, passed on without copying, and checkpoints. */
    static Configuration settings(Duration checkpointInterval) {
        return new Configuration()
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(PipelineOptions.OBJECT_REUSE, true)
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    }
}

package io.actionstream.jobs.run;

import io.actionstream.jobs.options.RunOptions;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** The Flink that the job runs in: the cluster it was submitted to, or one in this process. */
public final class JobEnvironment {

    private JobEnvironment() {}

    /** Set up as the options say. */
    public static StreamExecutionEnvironment of(RunOptions options) {
        Configuration settings = settings(options.checkpointInterval());
        settings.addAll(Configuration.fromMap(options.flinkSettings()));
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
        options.parallelism().ifPresent(env::setParallelism);
        return env;
    }

    /** What the job relies on: records with explicit types, passed on without copying, and checkpoints. */
    static Configuration settings(Duration checkpointInterval) {
        return new Configuration()
                .set(PipelineOptions.GENERIC_TYPES, false)
                .set(PipelineOptions.OBJECT_REUSE, true)
                .set(CheckpointingOptions.CHECKPOINTING_INTERVAL, checkpointInterval);
    }
}

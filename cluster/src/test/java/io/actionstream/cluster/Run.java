package io.actionstream.cluster;

import io.actionstream.cluster.process.ClusterProcesses;
import io.actionstream.cluster.process.SubmittedJob;
import io.actionstream.jobs.options.Delivery;
import io.actionstream.model.events.EventOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A run of the job over all frames of a topic, with topics of results of its own.
 *
 * @param cluster where it runs
 * @param framesTopic what it reads
 * @param name of its consumer group and topics
 * @param checkpoint directory of the network, or the name of a shipped one
 */
record Run(ClusterProcesses cluster, String framesTopic, String name, Delivery delivery, Path checkpoint) {

    /** The topic of frames of tests that have one only. */
    static final String FRAMES = "frames";

    /** Rules under which a network that is sure of little makes events enough. */
    static final EventOptions EVENTS =
            new EventOptions(2, 0.3, 0.2, Duration.ofSeconds(6), Duration.ofSeconds(7), Duration.ofSeconds(30), 0);

    /** A run over {@link #FRAMES}. */
    Run(ClusterProcesses cluster, String name, Delivery delivery, Path checkpoint) {
        this(cluster, FRAMES, name, delivery, checkpoint);
    }

    /**
     * Submits the job, to begin with the first frame.
     *
     * @param moreOptions such as {@code --truth-wait=20s}, in place of the usual ones
     */
    SubmittedJob start(String... moreOptions) throws IOException, InterruptedException {
        return submit(List.of(), moreOptions);
    }

    /** The same, over REST. */
    SubmittedJob startOverRest() throws IOException, InterruptedException {
        return cluster.flink().submitOverRest(options());
    }

    /** Submits the job again, to go on from a checkpoint of Flink. */
    SubmittedJob resume(String flinkCheckpoint) throws IOException, InterruptedException {
        return submit(List.of("-s", flinkCheckpoint));
    }

    /** What it has delivered and will deliver. */
    DeliveredActions actions() {
        return DeliveredActions.of(cluster.broker().direct(), name + "-actions");
    }

    /** The events that it has told and will tell. */
    DeliveredEvents events() {
        return DeliveredEvents.of(cluster.broker().direct(), name + "-events");
    }

    /** Where what it could not use goes. */
    String rejectedTopic() {
        return name + "-rejected";
    }

    private SubmittedJob submit(List<String> flinkOptions, String... moreOptions)
            throws IOException, InterruptedException {
        List<String> options = new ArrayList<>(options());
        for (String option : moreOptions) {
            String name = option.substring(0, option.indexOf('=') + 1);
            options.removeIf(usual -> usual.startsWith(name));
            options.add(option);
        }
        return cluster.flink().submit(flinkOptions, options);
    }

    private List<String> options() {
        return List.of(
                "--bootstrap-servers=" + cluster.broker().throughLine(),
                "--frames-topic=" + framesTopic,
                "--actions-topic=" + name + "-actions",
                "--events-topic=" + name + "-events",
                "--accuracy-topic=" + name + "-accuracy",
                "--rejected-topic=" + rejectedTopic(),
                "--truth-topic=" + name + "-truth",
                "--models-topic=" + name + "-models",
                "--group-id=" + name,
                "--start=earliest",
                "--parallelism=2",
                "--checkpoint-interval=500ms",
                "--delivery=" + delivery,
                "--device=cpu",
                "--top=10",
                "--smooth=" + EVENTS.smooth(),
                "--enter=" + EVENTS.enter(),
                "--exit=" + EVENTS.exit(),
                "--min-event=" + EVENTS.minEvent().toMillis() + "ms",
                "--merge-gap=" + EVENTS.mergeGap().toMillis() + "ms",
                "--update-every=" + EVENTS.updateEvery().toMillis() + "ms",
                "--unknown=" + EVENTS.unknown(),
                "--kafka.default.api.timeout.ms=120000",
                "--checkpoint=" + checkpoint);
    }
}

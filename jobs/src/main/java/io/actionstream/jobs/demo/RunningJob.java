package io.actionstream.jobs.demo;

import io.actionstream.jobs.command.LaunchException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * A job that runs while frames are published. It is known to be done when its committed offsets, which Flink commits with
 * each checkpoint, are the ends of the frames topic; then it is drained, so that what is still on its way becomes a
 * result before it ends.
 */
final class RunningJob {

    private static final long POLL_MILLIS = 200;

    private final JobClient job;
    private final Admin admin;
    private final String groupId;
    private final String framesTopic;

    RunningJob(JobClient job, Admin admin, String groupId, String framesTopic) {
        this.job = job;
        this.admin = admin;
        this.groupId = groupId;
        this.framesTopic = framesTopic;
    }

    /**
     * Waits until all frames are read, then ends the job when everything is processed.
     *
     * @param savepoints where Flink may write its last savepoint
     * @throws LaunchException when the job fails
     */
    void finish(Path savepoints) throws InterruptedException {
        var result = job.getJobExecutionResult();
        try {
            while (!result.isDone() && !hasReadEverything()) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
            if (!result.isDone()) {
                job.stopWithSavepoint(true, savepoints.toUri().toString(), SavepointFormatType.NATIVE)
                        .get();
            }
            result.get();
        } catch (ExecutionException e) {
            throw new LaunchException("the job failed: " + rootCause(e), e.getCause());
        }
    }

    private static Throwable rootCause(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private boolean hasReadEverything() throws ExecutionException, InterruptedException {
        Map<TopicPartition, Long> committed =
                admin.listConsumerGroupOffsets(groupId).partitionsToOffsetAndMetadata().get().entrySet().stream()
                        .filter(partition -> partition.getValue() != null)
                        .collect(Collectors.toMap(Map.Entry::getKey, partition -> offset(partition.getValue())));
        return ends().entrySet().stream().allMatch(end -> committed.getOrDefault(end.getKey(), 0L) >= end.getValue());
    }

    private Map<TopicPartition, Long> ends() throws ExecutionException, InterruptedException {
        var partitions = admin.describeTopics(List.of(framesTopic))
                .allTopicNames()
                .get()
                .get(framesTopic)
                .partitions();
        Map<TopicPartition, OffsetSpec> latest = partitions.stream()
                .collect(Collectors.toMap(
                        partition -> new TopicPartition(framesTopic, partition.partition()),
                        partition -> OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, end -> end.getValue().offset()));
    }

    private static long offset(OffsetAndMetadata committed) {
        return committed.offset();
    }
}

package io.actionstream.jobs.kafka;

import io.actionstream.jobs.options.RunOptions;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.regex.Pattern;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds another job that runs with the transactional ids of this one. Either would abort the other's transactions
 * whenever it starts, for ever.
 *
 * <p>With each checkpoint of Flink a job that runs takes another transactional id in every subtask of its sinks, even
 * when there is nothing to write. A job that has ended or died leaves transactions behind, maybe open ones, but takes no
 * more ids and writes no more records. So what counts is not that there are transactions but that new ones come, or that
 * one grows: a checkpoint of a job that is behind can take much longer than the time between two.
 */
public final class RunningTransactions {

    private static final Logger LOG = LoggerFactory.getLogger(RunningTransactions.class);

    private static final Duration DELAY = Duration.ofSeconds(2);
    private static final Duration LONGEST_WATCH = Duration.ofMinutes(1);
    private static final int LOOKS = 8;

    /** Of the id that a subtask has at present: it has written nothing yet, or something. */
    private static final Set<TransactionState> TAKEN = EnumSet.of(TransactionState.EMPTY, TransactionState.ONGOING);

    private final Admin admin;
    private final Pattern ids;

    private RunningTransactions(Admin admin, Pattern ids) {
        this.admin = admin;
        this.ids = ids;
    }

    /**
     * A producer that has a transactional id; the next one to take the id has another epoch.
     *
     * @param written grows with each record that the producer writes
     */
    private record Producer(String transactionalId, long producerId, int epoch, long written) {}

    /**
     * Watches the transactional ids that a job will use for twice the time between two checkpoints, a minute at most; not at
     * all when the broker knows none of them.
     *
     * @param checkpointInterval time between the checkpoints of either job
     * @return true when another job uses them
     */
    public static boolean areOfAnotherJob(RunOptions options, Duration checkpointInterval) {
        // Each job has a first subtask, whatever its parallelism.
        Pattern ids = Pattern.compile(
                Pattern.quote(ResultSinks.transactionalIdPrefix(options, ResultSinks.ACTIONS)) + "-0-\\d+");
        return Topics.ask(options.kafka(), admin -> {
            try {
                return new RunningTransactions(admin, ids).goOn(watch(checkpointInterval));
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnsupportedVersionException)
                        && !(e.getCause() instanceof AuthorizationException)) {
                    throw e;
                }
                LOG.warn(
                        "the broker does not tell whether another job uses the transactional ids {}-...: {}",
                        options.transactionalIdPrefix(),
                        e.getCause().getMessage());
                return false;
            }
        });
    }

    private static Duration watch(Duration checkpointInterval) {
        Duration watch = checkpointInterval.multipliedBy(2).plus(DELAY);
        return watch.compareTo(LONGEST_WATCH) < 0 ? watch : LONGEST_WATCH;
    }

    private boolean goOn(Duration watch) throws ExecutionException, InterruptedException {
        Set<Producer> before = producers();
        if (before.isEmpty()) {
            return false;
        }
        LOG.info("watching for {} s whether another job uses the transactional ids of this one", watch.toSeconds());
        for (int look = 0; look < LOOKS; look++) {
            Thread.sleep(watch.toMillis() / LOOKS);
            if (!before.containsAll(producers())) {
                return true;
            }
        }
        return false;
    }

    private Set<Producer> producers() throws ExecutionException, InterruptedException {
        List<String> taken =
                admin.listTransactions(new ListTransactionsOptions().filterStates(TAKEN)).all().get().stream()
                        .map(TransactionListing::transactionalId)
                        .filter(ids.asMatchPredicate())
                        .toList();
        var described = admin.describeTransactions(taken);
        Set<Producer> producers = new HashSet<>();
        for (String id : taken) {
            try {
                var transaction = described.description(id).get();
                if (TAKEN.contains(transaction.state())) {
                    producers.add(new Producer(
                            id, transaction.producerId(), transaction.producerEpoch(), written(transaction)));
                }
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TransactionalIdNotFoundException)) { // else it has expired meanwhile
                    throw e;
                }
            }
        }
        return producers;
    }

    /** The sum of the last sequence numbers in all partitions that the transaction has written to and that still exist. */
    private long written(TransactionDescription transaction) throws ExecutionException, InterruptedException {
        Set<String> topics = admin.listTopics().names().get();
        List<TopicPartition> partitions = transaction.topicPartitions().stream()
                .filter(partition -> topics.contains(partition.topic()))
                .toList();
        try {
            return admin.describeProducers(partitions).all().get().values().stream()
                    .flatMap(partition -> partition.activeProducers().stream())
                    .filter(producer -> producer.producerId() == transaction.producerId())
                    .mapToLong(ProducerState::lastSequence)
                    .sum();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                return 0; // only who may read the topic is told
            }
            throw e;
        }
    }
}

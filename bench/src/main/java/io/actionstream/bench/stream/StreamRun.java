package io.actionstream.bench.stream;

import io.actionstream.jobs.demo.EmbeddedKafka;
import io.actionstream.jobs.options.RunOptions;
import io.actionstream.jobs.publish.KafkaFrames;
import io.actionstream.jobs.run.JobEnvironment;
import io.actionstream.jobs.run.KafkaJob;
import io.actionstream.jobs.watch.ResultFeed;
import io.actionstream.jobs.watch.ResultListener;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.operators.records.Action;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** One run of the job between the topics of a broker in this process. */
final class StreamRun implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final EmbeddedKafka kafka;
    private final RunOptions options;
    private final Film film;
    private JobClient job;

    /**
     * Starts a broker.
     *
     * @param brokerFiles the parent of its directory
     */
    StreamRun(Film film, Path brokerFiles, String... jobOptions) {
        this.film = film;
        this.kafka = EmbeddedKafka.start(brokerFiles);
        this.options = RunOptions.parse(Stream.concat(
                        Stream.of(
                                "--bootstrap-servers=" + kafka.bootstrapServers(),
                                "--start=earliest",
                                "--checkpoint-interval=5s",
                                "--flink.restart-strategy.type=none",
                                "--flink.metrics.reporter.bench.factory.class=" + Gauges.Factory.class.getName()),
                        Stream.of(jobOptions))
                .toArray(String[]::new));
        Gauges.forget();
    }

    /** Starts the job as it is. */
    void start() throws Exception {
        job = KafkaJob.prepare(options).executeAsync("bench");
    }

    /** Starts the job without a network. */
    void startWithoutNetwork() throws Exception {
        KafkaJob.ensureTopics(options);
        StreamExecutionEnvironment env = JobEnvironment.of(options);
        KafkaJob.define(env, options, InstantClassification::new, ClipSpec.TUTORIAL, List.of());
        job = env.executeAsync("bench");
    }

    /** Publishes a load before or while the job runs; see {@link Publisher}. */
    <T> T publish(Function<Publisher, T> how) {
        try (KafkaFrames frames = KafkaFrames.connect(
                options.kafka().clientProperties(),
                options.topics().frames(),
                options.images().maxRecordBytes())) {
            return how.apply(new Publisher(film, frames));
        }
    }

    void ensureTopics() {
        KafkaJob.ensureTopics(options);
    }

    /** Gathers actions on a thread of its own until there are so many, or none has come for long. */
    CompletableFuture<Arrivals> gather(int clips) {
        return CompletableFuture.supplyAsync(() -> {
            List<Arrivals.Arrival> arrivals = new ArrayList<>();
            ResultListener listener = new Gatherer(arrivals);
            long last = System.nanoTime();
            try (ResultFeed feed = ResultFeed.connect(
                    options.kafka().consumerProperties(),
                    options.topics(),
                    List.of(options.topics().actions()),
                    true)) {
                while (arrivals.size() < clips) {
                    if (feed.poll(listener, Long.MAX_VALUE) > 0) {
                        last = System.nanoTime();
                    } else if (System.nanoTime() - last > PATIENCE.toNanos()) {
                        throw new IllegalStateException(arrivals.size() + " of " + clips + " clips came");
                    }
                }
            }
            return new Arrivals(arrivals);
        });
    }

    @Override
    public void close() {
        try {
            if (job != null) {
                job.cancel().join();
            }
        } finally {
            kafka.close();
        }
    }

    private record Gatherer(List<Arrivals.Arrival> arrivals) implements ResultListener {
        @Override
        public void action(Action action) {
            arrivals.add(new Arrivals.Arrival(action, System.nanoTime()));
        }

        @Override
        public void unreadable(String problem) {
            throw new IllegalStateException(problem);
        }
    }
}

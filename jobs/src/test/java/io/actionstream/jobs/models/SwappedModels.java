package io.actionstream.jobs.models;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.jobs.testing.SteadyCameras;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Cameras of a job whose model changes, and the actions of their clips. */
final class SwappedModels {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final TestJob job;
    private final SteadyCameras cameras;

    SwappedModels(TestJob job) {
        this.job = job;
        this.cameras = new SteadyCameras(job.frames(), 3);
    }

    /** Sends an announcement, as it is. */
    void send(String value) {
        TestKafka.send(List.of(new ProducerRecord<>(job.models(), "current".getBytes(UTF_8), value.getBytes(UTF_8))));
    }

    /** Sends clips until one is classified by a model. */
    void await(String version) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!ofTheNextClips().contains(version)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
        }
    }

    /** Has each camera fill one more clip, and waits for their actions. */
    List<String> ofTheNextClips() throws IOException {
        long start = cameras.nextClip();
        return actions().stream()
                .filter(action -> action.get("start").longValue() == start)
                .map(action -> action.get("model").textValue())
                .toList();
    }

    /** Fails unless each clip so far has one action. */
    void requireOneActionForEachClip() throws IOException {
        assertThat(actions())
                .hasSize(cameras.clips())
                .extracting(action -> action.get("camera").textValue() + "@" + action.get("start"))
                .doesNotHaveDuplicates();
    }

    /** The actions, at least one for each clip so far. */
    List<JsonNode> actions() throws IOException {
        List<JsonNode> actions = new ArrayList<>();
        for (var action : TestKafka.await(job.actions(), cameras.clips())) {
            actions.add(JSON.readTree(action.value()));
        }
        assertThat(actions).hasSizeGreaterThanOrEqualTo(cameras.clips());
        return actions;
    }
}

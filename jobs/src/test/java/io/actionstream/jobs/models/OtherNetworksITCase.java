package io.actionstream.jobs.models;

import static io.actionstream.jobs.testing.TestKafka.header;
import static io.actionstream.jobs.testing.TestKafka.text;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.jobs.testing.Console;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import io.actionstream.jobs.testing.TestVideos;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.checkpoint.InputSpec;
import io.actionstream.model.checkpoint.OutputSpec;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.testing.TestNetworks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Networks of other makers in a running job, which has no restarts: a failure of the job fails the test. */
class OtherNetworksITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final OutputSpec LOGITS = new OutputSpec(null, OutputSpec.Kind.LOGITS);
    private static final int SWAPS = 20;
    private static final int SWAPS_UNTIL_FLAT = 6; // three of each network

    @TempDir
    Path folder;

    private final TestJob job = TestJob.withoutTopics();
    private final SwappedModels models = new SwappedModels(job);
    private JobClient running;

    @AfterEach
    void cancel() throws Exception {
        if (running != null && !running.getJobStatus().get().isTerminalState()) {
            running.cancel().get();
        }
    }

    @Test
    void shouldClassifyWithTorchScriptThatIsAllowed() throws Exception {
        write("script", TestNetworks.checkpoint("rows.pt"));
        running = job.start(folder.resolve("script"), "--allow=torchscript");
        assertThat(models.ofTheNextClips()).containsOnly("script");
        assertThat(models.actions())
                .allSatisfy(
                        action -> assertThat(action.get("label").textValue()).isIn(TestNetworks.LABELS));
    }

    @Test
    void shouldNotStartWithTorchScriptThatIsNotAllowed() throws Exception {
        write("script", TestNetworks.checkpoint("rows.pt"));
        Console console = Console.run(
                "run",
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--checkpoint=" + folder.resolve("script"));
        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err())
                .contains("cannot use --checkpoint: ", "model.pt: architecture is torchscript", "--allow=torchscript");
    }

    @Test
    void shouldNotStartWithANetworkThatIsNotAsDeclared() throws Exception {
        write("nan", TestNetworks.checkpoint("nan.onnx"));
        Console console = Console.run(
                "run", "--bootstrap-servers=" + TestKafka.bootstrapServers(), "--checkpoint=" + folder.resolve("nan"));
        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err()).contains("cannot use --checkpoint: model.onnx: the output must be finite");
    }

    @Test
    void shouldSayThatPrecisionIsForTheBuiltInNetwork() throws Exception {
        write("graph", TestNetworks.checkpoint("bcthw.onnx"));
        Console console = Console.run(
                "run",
                "--bootstrap-servers=" + TestKafka.bootstrapServers(),
                "--checkpoint=" + folder.resolve("graph"),
                "--precision=float16");
        assertThat(console.exitCode()).isEqualTo(1);
        assertThat(console.err())
                .contains("--precision=float16 is for the built-in network; the checkpoint's architecture is onnx");
    }

    @Test
    void shouldRefuseWrongDeclarationsAndGoOnUndisturbed() throws Exception {
        TestVideos.checkpoint(folder.resolve("v1"), "v1", List.of("Dark", "Light"));
        running = job.start(folder.resolve("v1"));
        assertThat(models.ofTheNextClips()).containsOnly("v1");
        Map<String, String> wrong = writeWrongDeclarations();
        assertThat(wrong).hasSize(11);

        for (String version : wrong.keySet()) {
            announce(version);
        }

        List<ConsumerRecord<byte[], byte[]>> rejected = TestKafka.await(job.rejected(), wrong.size());
        Map<String, String> details = new LinkedHashMap<>();
        for (ConsumerRecord<byte[], byte[]> one : rejected) {
            details.put(JSON.readTree(text(one.value())).get("version").textValue(), header(one, "detail"));
        }
        assertThat(details.keySet()).isEqualTo(wrong.keySet());
        wrong.forEach((version, message) ->
                assertThat(details.get(version)).as(version).contains(message));
        assertThat(rejected).allSatisfy(one -> assertThat(header(one, "reason")).isEqualTo("invalid-model"));
        assertThat(models.ofTheNextClips()).containsOnly("v1");
        assertThat(running.getJobStatus().get()).isEqualTo(JobStatus.RUNNING);
        models.requireOneActionForEachClip();
    }

    /** What must be said of each, by its version. */
    private Map<String, String> writeWrongDeclarations() throws IOException {
        Map<String, String> wrong = new LinkedHashMap<>();
        write("layout", declared("bcthw.onnx", InputSpec.Layout.BTHWC, LOGITS, TestNetworks.LABELS));
        wrong.put(
                "layout",
                "model.onnx: input.layout BTHWC with the clip's frames, height and width makes"
                        + " (any, 10, 16, 16, 3), but the graph takes (any, 3, 10, 16, 16)");
        write("labels", declared("bcthw.onnx", InputSpec.Layout.BCTHW, LOGITS, List.of("A", "B")));
        wrong.put(
                "labels",
                "model.onnx: labels are 2, so the output must be (any, 2), but the graph answers with (any, 3)");
        Checkpoint small = TestNetworks.checkpoint("bcthw.onnx");
        write("size", small.withConfig(small.config().withClip(ClipSpec.TUTORIAL.withSize(32, 16))));
        wrong.put("size", "(any, 3, 10, 32, 16), but the graph takes (any, 3, 10, 16, 16)");
        write("type", TestNetworks.checkpoint("uint8.onnx"));
        wrong.put("type", "model.onnx: input.type is float32, but the graph takes uint8");
        write(
                "tensor",
                declared(
                        "bcthw.onnx",
                        InputSpec.Layout.BCTHW,
                        new OutputSpec("scores", OutputSpec.Kind.LOGITS),
                        TestNetworks.LABELS));
        wrong.put("tensor", "model.onnx: output.name is scores, but the graph answers with logits");
        write("nan", TestNetworks.checkpoint("nan.onnx"));
        wrong.put("nan", "model.onnx: the output must be finite, but for a clip of noise it is NaN for label Archery");
        write("external", TestNetworks.checkpoint("external-data.onnx"));
        wrong.put("external", "model.onnx: not a usable ONNX file: the data of tensor 'weight' are in another file");
        write("custom", TestNetworks.checkpoint("custom-operator.onnx"));
        wrong.put("custom", "model.onnx: not a usable ONNX file: it has the operator Denoise of domain 'com.example'");
        byte[] whole = TestNetworks.file("bcthw.onnx");
        write("truncated", new Checkpoint(small.config(), Arrays.copyOf(whole, whole.length / 2)));
        wrong.put("truncated", "model.onnx: not a usable ONNX file: it ends early");
        write("script", TestNetworks.checkpoint("rows.pt"));
        wrong.put(
                "script",
                "model.pt: architecture is torchscript, which can execute code and so needs --allow=torchscript");
        Checkpoint slow = small.withConfig(
                small.config().withClip(ClipSpec.TUTORIAL.withSize(16, 16).withInterval(300)));
        write("sampling", slow);
        wrong.put(
                "sampling",
                "its clips are of 10 frames, 300 ms apart, padding BLACK, the job's of 10 frames, 600 ms apart,"
                        + " padding BLACK: stop the job with a savepoint and start it from there with this --checkpoint");
        return wrong;
    }

    @Test
    void shouldGoFromTheBuiltInNetworkToAnotherAndBackWithoutLossOrGrowth() throws Exception {
        TestVideos.checkpoint(folder.resolve("v1"), "v1", TestNetworks.LABELS);
        write("graph", TestNetworks.checkpoint("bcthw.onnx"));
        running = job.start(folder.resolve("v1"));
        assertThat(models.ofTheNextClips()).containsOnly("v1");
        long flat = 0;
        for (int swap = 1; swap <= SWAPS; swap++) {
            String version = swap % 2 == 1 ? "graph" : "v1";
            announce(version);
            models.await(version);
            if (swap == SWAPS_UNTIL_FLAT) {
                flat = residentBytes();
            }
        }

        models.requireOneActionForEachClip();
        assertThat(TestKafka.read(job.rejected())).isEmpty();
        assertThat(residentBytes() - flat).isLessThan(40L << 20);
    }

    private void write(String version, Checkpoint checkpoint) throws IOException {
        CheckpointConfig config = checkpoint.config();
        checkpoint
                .withConfig(TestNetworks.config(
                        config.architecture(),
                        version,
                        config.clip(),
                        config.input(),
                        config.output(),
                        config.labels()))
                .write(folder.resolve(version));
    }

    private static Checkpoint declared(String file, InputSpec.Layout layout, OutputSpec output, List<String> labels) {
        InputSpec input = TestNetworks.INPUT;
        return TestNetworks.checkpoint(
                file,
                new InputSpec(
                        null, layout, input.colours(), input.type(), input.scale(), input.mean(), input.deviation()),
                output,
                labels);
    }

    private void announce(String version) {
        models.send("{\"version\":\"" + version + "\",\"uri\":\"" + folder.resolve(version) + "\"}");
    }

    private static long residentBytes() throws IOException {
        System.gc();
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ")[1]) * 4096;
    }
}

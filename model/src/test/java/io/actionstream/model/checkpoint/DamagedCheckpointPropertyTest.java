package io.actionstream.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.management.ThreadMXBean;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Tensor;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever is wrong with a file: it is read, or refused with what is wrong, at once and with little memory. */
class DamagedCheckpointPropertyTest {

    private static final long MOST_BYTES_ALLOCATED = 8 << 20;
    private static final long MOST_NANOS = 20_000_000_000L;

    private static Path folder;
    private static byte[] weights;
    private static byte[] config;

    @BeforeContainer
    static void writeGoodFiles() throws IOException {
        folder = Files.createTempDirectory("damaged-checkpoint");
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        tensors.put("head.weight", new Tensor(new long[] {2, 3}, new float[6]));
        tensors.put("head.bias", new Tensor(new long[] {2}, new float[2]));
        tensors.put("scale", new Tensor(new long[0], new float[1]));
        SafeTensors.write(folder.resolve("model.safetensors"), tensors);
        weights = Files.readAllBytes(folder.resolve("model.safetensors"));
        config = new ObjectMapper()
                .writeValueAsBytes(new CheckpointConfig(
                        CheckpointConfig.FORMAT,
                        CheckpointConfig.ARCHITECTURE,
                        "test-1",
                        ClipSpec.TUTORIAL,
                        List.of("Archery", "Biking"),
                        new CheckpointConfig.Training("videos", "groups", 1, "tutorial", 50),
                        Map.of("validation_accuracy", 0.5)));
    }

    @AfterContainer
    static void deleteFiles() throws IOException {
        Directories.delete(folder);
    }

    @Property
    void shouldReadOrRefuseDamagedWeights(@ForAll("damages") List<Damage> damages) throws IOException {
        Path file = Files.write(folder.resolve("model.safetensors"), damaged(weights, damages));

        shouldReadOrRefuse(() -> SafeTensors.read(file));
    }

    @Property
    void shouldReadOrRefuseADamagedConfiguration(@ForAll("damages") List<Damage> damages) throws IOException {
        Files.write(folder.resolve("config.json"), damaged(config, damages));

        shouldReadOrRefuse(() -> Checkpoint.readConfig(folder));
    }

    @Provide
    Arbitrary<List<Damage>> damages() {
        return Damage.any().list().ofMinSize(1).ofMaxSize(4);
    }

    private static byte[] damaged(byte[] good, List<Damage> damages) {
        byte[] bad = good;
        for (Damage damage : damages) {
            bad = damage.done(bad);
        }
        return bad;
    }

    private static void shouldReadOrRefuse(Reading reading) throws IOException {
        long bytes = allocated();
        long start = System.nanoTime();
        try {
            reading.read();
        } catch (CheckpointException e) {
            assertThat(e).hasMessageContaining(folder.toString());
        }
        assertThat(System.nanoTime() - start).isLessThan(MOST_NANOS);
        assertThat(allocated() - bytes).isLessThan(MOST_BYTES_ALLOCATED);
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    private interface Reading {
        Object read() throws IOException;
    }
}

package io.actionstream.kernels.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.kernels.RandomNumbers;
import io.actionstream.kernels.inference.NetworkShape;
import io.actionstream.kernels.inference.NetworkWeights;
import io.actionstream.kernels.norm.ScaleShift;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TrainingNetworkTest {
    private static final int CLASSES = 5;

    /** The batch norm takes the mean away that this adds, so that its gradient is nothing but rounding. */
    private static final String CANCELLED = "stem temporal bias";

    /** Other frames, sides, channels and block counts, and a shortcut without a projection at the end. */
    @ParameterizedTest
    @CsvSource({
        "1, 1, 16, 16, '16,32'",
        "3, 3, 16, 48, '16,32,64,128'",
        "2, 5, 32, 32, '48,48'",
        "1, 10, 32, 16, '32,16'"
    })
    void shouldGiveTheSameWithVectorsAsInPlainLoops(int batch, int frames, int height, int width, String blocks) {
        NetworkShape shape = shape(frames, height, width, blocks);
        Outcome expected = step(TrainingKernels.plain(), shape, RandomNumbers.weights(shape, 9), batch, 1);
        Outcome outcome = step(TrainingKernels.vectors(), shape, RandomNumbers.weights(shape, 9), batch, 2);
        assertThat(outcome.step.loss()).isCloseTo(expected.step.loss(), within(1e-5f));
        assertThat(outcome.step.logits()).containsExactly(expected.step.logits(), within(1e-4f));
        float largest = expected.tensors().values().stream()
                .map(TrainingNetworkTest::largest)
                .max(Float::compare)
                .orElseThrow();
        assertThat(largest(outcome.tensors().get(CANCELLED))).isLessThan(1e-5f);
        expected.tensors().forEach((name, tensor) -> {
            if (name.equals(CANCELLED)) {
                return;
            }
            float tolerance = 1e-4f * Math.max(largest(tensor), largest / 1000);
            assertThat(outcome.tensors().get(name)).as(name).containsExactly(tensor, within(tolerance));
        });
    }

    /** Along the gradient of each tensor the loss grows by its square. */
    @Test
    void shouldGiveTheGradientsThatDifferencesGive() {
        NetworkShape shape = shape(4, 32, 32, "16,32,32");
        NetworkWeights weights = RandomNumbers.weights(shape, 9);
        Outcome outcome = step(TrainingKernels.vectors(), shape, weights, 2, 1);
        Map<String, float[]> values = tensors(weights);
        outcome.tensors().forEach((name, gradient) -> {
            double square = 0;
            for (float g : gradient) {
                square += (double) g * g;
            }
            if (name.startsWith("statistics") || Math.sqrt(square) < 1e-3) {
                return;
            }
            double size = 0.004 / Math.sqrt(square);
            float[] before = values.get(name).clone();
            move(values.get(name), before, gradient, size);
            double up =
                    step(TrainingKernels.vectors(), shape, weights, 2, 1).step.loss();
            move(values.get(name), before, gradient, -size);
            double down =
                    step(TrainingKernels.vectors(), shape, weights, 2, 1).step.loss();
            move(values.get(name), before, gradient, 0);
            assertThat((up - down) / (2 * size) / square).as(name).isCloseTo(1, within(0.03));
        });
    }

    private static void move(float[] values, float[] from, float[] direction, double by) {
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (from[i] + by * direction[i]);
        }
    }

    @Test
    void shouldGiveTheSameToTheBitAgain() {
        NetworkShape shape = shape(3, 32, 16, "16,32");
        NetworkWeights weights = RandomNumbers.weights(shape, 9);
        try (TrainingNetwork network = new TrainingNetwork(shape, 2)) {
            Outcome first = step(network, shape, weights, 3);
            step(network, shape, RandomNumbers.weights(shape, 4), 5);
            Outcome second = step(network, shape, weights, 3);
            assertThat(second.step.loss()).isEqualTo(first.step.loss());
            first.tensors()
                    .forEach((name, tensor) ->
                            assertThat(second.tensors().get(name)).as(name).isEqualTo(tensor));
        }
    }

    @Test
    void shouldGiveTheBatchsMeanAndVariance() {
        NetworkShape shape = shape(1, 16, 16, "16");
        NetworkWeights weights = RandomNumbers.weights(shape, 9);
        Arrays.fill(weights.stem().temporal().weight(), 0);
        float[] bias = weights.stem().temporal().bias();
        for (int c = 0; c < bias.length; c++) {
            bias[c] = c;
        }
        Outcome outcome = step(TrainingKernels.vectors(), shape, weights, 2, 2);
        float[] mean = outcome.gradients.stemNorm().mean();
        for (int c = 0; c < mean.length; c++) {
            assertThat(mean[c]).isCloseTo(c, within(1e-5f));
            assertThat(outcome.gradients.stemNorm().variance()[c]).isCloseTo(0, within(1e-4f));
        }
    }

    @Test
    void shouldSayHowMuchMemoryABatchNeeds() {
        try (TrainingNetwork network = new TrainingNetwork(shape(10, 224, 224, "16,32,64,128"), 2)) {
            assertThat(network.bytes(1)).isBetween(250_000_000L, 260_000_000L);
            assertThat(network.bytes(2)).isEqualTo(2 * network.bytes(1));
            assertThat(network.bytes(8)).isLessThan(1_000_000_000L);
        }
    }

    @Test
    void shouldNameWhatItCannotCompute() {
        assertThatThrownBy(() -> new TrainingNetwork(shape(1, 16, 24, "16"), 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no kernels for a width that is no multiple of 16");
    }

    @Test
    void shouldNameTheLengthOfAClipThatHasAnother() {
        NetworkShape shape = shape(2, 16, 16, "16");
        try (TrainingNetwork network = new TrainingNetwork(shape, 1)) {
            assertThatThrownBy(() -> network.step(
                            RandomNumbers.weights(shape, 9),
                            List.of(new byte[17]),
                            new float[CLASSES],
                            RandomNumbers.weights(shape, 8)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a clip has 1536 bytes, not 17");
        }
    }

    @Test
    void shouldFailWhenAThreadFails() {
        NetworkShape shape = shape(2, 16, 16, "16");
        try (TrainingNetwork network = new TrainingNetwork(shape, 2)) {
            assertThatThrownBy(() -> network.step(
                            RandomNumbers.weights(shape, 9),
                            clips(shape, 2),
                            new float[CLASSES],
                            RandomNumbers.weights(shape, 8)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("a step of training failed")
                    .hasCauseInstanceOf(ArrayIndexOutOfBoundsException.class);
        }
    }

    private record Outcome(TrainingNetwork.Step step, NetworkWeights gradients) {

        Map<String, float[]> tensors() {
            return TrainingNetworkTest.tensors(gradients);
        }
    }

    private static Outcome step(
            TrainingKernels kernels, NetworkShape shape, NetworkWeights weights, int batch, int threads) {
        try (TrainingNetwork network = new TrainingNetwork(kernels, shape, threads)) {
            return step(network, shape, weights, batch);
        }
    }

    private static Outcome step(TrainingNetwork network, NetworkShape shape, NetworkWeights weights, int batch) {
        float[] targets = new float[batch * CLASSES];
        for (int i = 0; i < batch; i++) {
            targets[i * CLASSES + i % CLASSES] = 0.8f;
            targets[i * CLASSES + (i + 2) % CLASSES] += 0.2f;
        }
        NetworkWeights gradients = RandomNumbers.weights(shape, 8);
        return new Outcome(network.step(weights, clips(shape, batch), targets, gradients), gradients);
    }

    private static List<byte[]> clips(NetworkShape shape, int batch) {
        List<byte[]> clips = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            byte[] clip = new byte[shape.clipBytes()];
            new Random(i).nextBytes(clip);
            clips.add(clip);
        }
        return clips;
    }

    private static Map<String, float[]> tensors(NetworkWeights weights) {
        Map<String, float[]> tensors = new LinkedHashMap<>();
        put(tensors, "stem", weights.stem());
        tensors.put("stem norm scale", weights.stemNorm().scale());
        tensors.put("stem norm shift", weights.stemNorm().shift());
        tensors.put("statistics mean", weights.stemNorm().mean());
        tensors.put("statistics variance", weights.stemNorm().variance());
        for (int i = 0; i < weights.blocks().size(); i++) {
            NetworkWeights.Block block = weights.blocks().get(i);
            put(tensors, i + " first", block.first());
            put(tensors, i + " norm1", block.norm1());
            put(tensors, i + " second", block.second());
            put(tensors, i + " norm2", block.norm2());
            if (block.projection() != null) {
                put(tensors, i + " projection", block.projection());
                put(tensors, i + " projection norm", block.projectionNorm());
            }
        }
        put(tensors, "head", weights.head());
        return tensors;
    }

    private static void put(Map<String, float[]> tensors, String name, NetworkWeights.Convolutions convolutions) {
        put(tensors, name + " spatial", convolutions.spatial());
        put(tensors, name + " temporal", convolutions.temporal());
    }

    private static void put(Map<String, float[]> tensors, String name, NetworkWeights.Layer layer) {
        tensors.put(name + " weight", layer.weight());
        tensors.put(name + " bias", layer.bias());
    }

    private static void put(Map<String, float[]> tensors, String name, ScaleShift norm) {
        tensors.put(name + " scale", norm.scale());
        tensors.put(name + " shift", norm.shift());
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static NetworkShape shape(int frames, int height, int width, String blocks) {
        List<Integer> channels =
                Arrays.stream(blocks.split(",")).map(Integer::valueOf).toList();
        return new NetworkShape(frames, height, width, 16, channels, CLASSES);
    }
}

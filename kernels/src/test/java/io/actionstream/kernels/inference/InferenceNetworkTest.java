package io.actionstream.kernels.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.kernels.RandomNumbers;
import io.actionstream.kernels.VectorSupport;
import io.actionstream.kernels.gemm.VectorMatrixProduct;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InferenceNetworkTest {

    @Test
    void shouldRunWithVectors() {
        assertThat(VectorSupport.isAvailable()).isTrue();
        assertThat(Kernels.vectors().gemm()).isInstanceOf(VectorMatrixProduct.class);
    }

    /** Other frames, sides, channels and block counts, a shortcut without a projection at the end, and a fifth block. */
    @ParameterizedTest
    @CsvSource({
        "1, 16, 16, '16,32'",
        "3, 16, 48, '16,32,64,128'",
        "5, 32, 32, '48,48'",
        "7, 32, 32, '32,16,16,16,256'",
        "10, 48, 80, '16'"
    })
    void shouldGiveTheSameWithVectorsAsInPlainLoops(int frames, int height, int width, String blocks) {
        NetworkShape shape = shape(frames, height, width, blocks);
        NetworkWeights weights = RandomNumbers.weights(shape, 9);
        byte[] clip = clip(shape, 1);
        float[] expected = logits(new InferenceNetwork(Kernels.plain(), shape, weights, 1), clip);
        float[] logits = logits(new InferenceNetwork(shape, weights, 1), clip);
        assertThat(logits).containsExactly(expected, within(1e-4f));
    }

    @ParameterizedTest
    @CsvSource({"1, 48", "2, 96", "3, 272", "16, 96"})
    void shouldGiveTheSameToTheBitInWhateverOrderTasksAreDone(int threads, int height) {
        NetworkShape shape = shape(3, height, 16, "16,32,64,128");
        InferenceNetwork network = new InferenceNetwork(shape, RandomNumbers.weights(shape, 9), threads);
        ClipMemory memory = network.newClipMemory();
        float[] thread = network.newThreadMemory();
        Arrays.fill(thread, Float.NaN); // nothing may depend on what a thread did before
        float[] forwards = logits(network, clip(shape, 1));
        network.put(clip(shape, 2), memory);
        lastFirst(network, memory, thread);
        network.put(clip(shape, 1), memory);
        lastFirst(network, memory, thread);
        assertThat(network.logits(memory)).isEqualTo(forwards);
    }

    /** Works on the last of the tasks that may be begun, again and again. */
    private static void lastFirst(InferenceNetwork network, ClipMemory memory, float[] thread) {
        BitSet done = new BitSet();
        while (done.cardinality() < network.tasks()) {
            int task = done.previousClearBit(network.tasks() - 1);
            while (network.after(task) > done.nextClearBit(0)) {
                task = done.previousClearBit(task - 1);
            }
            network.run(task, memory, thread);
            done.set(task);
        }
    }

    @Test
    void shouldNameWhatItCannotCompute() {
        assertThat(shape(1, 16, 16, "16,24").unsupported()).isEqualTo("channels that are no multiple of 16");
        assertThat(shape(1, 16, 24, "16").unsupported()).isEqualTo("a width that is no multiple of 16");
        assertThat(shape(1, 16, 32, "16,16,16,16,16").unsupported())
                .isEqualTo("a height or width that can't be halved 5 times");
        assertThat(shape(256, 2048, 16, "16").unsupported()).isEqualTo("clips of more than 4194304 pixels");
        assertThat(shape(10, 224, 224, "16,32,64,128").unsupported()).isNull();
        assertThatThrownBy(() -> new InferenceNetwork(shape(1, 16, 24, "16"), null, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no kernels for a width that is no multiple of 16");
    }

    @Test
    void shouldNameTheLengthOfAClipThatHasAnother() {
        NetworkShape shape = shape(2, 16, 16, "16");
        InferenceNetwork network = new InferenceNetwork(shape, RandomNumbers.weights(shape, 9), 1);
        assertThatThrownBy(() -> network.put(new byte[17], network.newClipMemory()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a clip has 1536 bytes, not 17");
    }

    private static float[] logits(InferenceNetwork network, byte[] clip) {
        ClipMemory memory = network.newClipMemory();
        float[] thread = network.newThreadMemory();
        network.put(clip, memory);
        for (int task = 0; task < network.tasks(); task++) {
            assertThat(network.after(task)).isLessThanOrEqualTo(task);
            network.run(task, memory, thread);
        }
        return network.logits(memory);
    }

    private static NetworkShape shape(int frames, int height, int width, String blocks) {
        List<Integer> channels =
                Arrays.stream(blocks.split(",")).map(Integer::valueOf).toList();
        return new NetworkShape(frames, height, width, 16, channels, 5);
    }

    private static byte[] clip(NetworkShape shape, int seed) {
        byte[] clip = new byte[shape.clipBytes()];
        new Random(seed).nextBytes(clip);
        return clip;
    }
}

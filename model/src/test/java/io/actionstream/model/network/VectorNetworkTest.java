package io.actionstream.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.actionstream.kernels.inference.ClipMemory;
import io.actionstream.kernels.inference.InferenceNetwork;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VectorNetworkTest {
    private static final int CLASSES = 10;
    private static final double TOLERANCE = 2e-5;

    private final Map<String, Tensor> weights = TestWeights.lively(CLASSES);

    /** Every rest that frames leave in tiles of six and four, and sides whose last tiles hang over in every block. */
    @ParameterizedTest
    @CsvSource({
        "1, 16, 16",
        "2, 16, 16",
        "3, 16, 16",
        "4, 16, 16",
        "5, 16, 16",
        "6, 32, 16",
        "7, 16, 32",
        "8, 16, 16",
        "13, 16, 16",
        "10, 48, 80",
        "2, 112, 96",
        "1, 176, 16",
        "1, 16, 240",
        "2, 272, 16"
    })
    void shouldAgreeWithThePlainImplementation(int frames, int height, int width) {
        ClipSpec spec = new ClipSpec(frames, 600, height, width, Padding.BLACK);
        byte[] clip = new byte[spec.clipBytes()];
        new Random(3).nextBytes(clip);
        double[] expected = new PlainNetwork(weights).logits(clip, frames, height, width);
        float[] logits = logits(VectorNetwork.of(weights, spec, 2).orElseThrow(), clip);
        for (int c = 0; c < CLASSES; c++) {
            assertThat((double) logits[c]).isCloseTo(expected[c], within(TOLERANCE));
        }
    }

    /** What recipes may ask for. */
    @ParameterizedTest
    @CsvSource({"8, 96, 128", "4, 224, 224", "16, 112, 112", "64, 32, 48", "5, 160, 96", "12, 128, 176"})
    void shouldAgreeWithPyTorchOnClipsOfOtherSamplingAndSize(int frames, int height, int width) {
        ClipSpec spec = new ClipSpec(frames, 200, height, width, Padding.LAST);
        byte[] clip = new byte[spec.clipBytes()];
        new Random(3).nextBytes(clip);

        float[] logits = logits(VectorNetwork.of(weights, spec, 2).orElseThrow(), clip);

        assertThat(logits).containsExactly(logitsOfPyTorch(spec, clip), within(1e-4f));
    }

    private float[] logitsOfPyTorch(ClipSpec spec, byte[] clip) {
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            Shape shape = new Shape(1, spec.frames(), spec.height(), spec.width(), ClipSpec.CHANNELS);
            return R2Plus1d.frozen(manager, weights, Precision.FLOAT32)
                    .forward(manager.create(ByteBuffer.wrap(clip), shape, DataType.UINT8))
                    .toFloatArray();
        }
    }

    @ParameterizedTest
    @CsvSource({"16", "48", "16;32;64;128;256", "32;32"})
    void shouldAgreeWithThePlainImplementationOfOtherBlocks(String channels) {
        List<Integer> blocks =
                Stream.of(channels.split(";")).map(Integer::valueOf).toList();
        Map<String, Tensor> other = TestWeights.lively(Layout.of(blocks, CLASSES));
        ClipSpec spec = new ClipSpec(3, 600, 32, 64, Padding.BLACK);
        byte[] clip = new byte[spec.clipBytes()];
        new Random(3).nextBytes(clip);

        float[] logits = logits(VectorNetwork.of(other, spec, 2).orElseThrow(), clip);

        double[] expected = new PlainNetwork(other).logits(clip, 3, 32, 64);
        for (int c = 0; c < CLASSES; c++) {
            assertThat((double) logits[c]).isCloseTo(expected[c], within(TOLERANCE));
        }
    }

    @Test
    void shouldLeaveToPyTorchWhatCannotBeHalvedOften() {
        Map<String, Tensor> five = TestWeights.lively(Layout.of(List.of(16, 32, 64, 128, 256), CLASSES));
        assertThat(VectorNetwork.of(five, new ClipSpec(2, 600, 48, 64, Padding.BLACK), 2))
                .isEmpty();
    }

    @Test
    void shouldLeaveToPyTorchWhatIsTooLarge() {
        ClipSpec large = new ClipSpec(256, 600, 2048, 2048, Padding.BLACK);
        assertThat(VectorNetwork.of(weights, large, 2)).isEmpty();
    }

    private static float[] logits(InferenceNetwork network, byte[] clip) {
        ClipMemory memory = network.newClipMemory();
        float[] thread = network.newThreadMemory();
        network.put(clip, memory);
        for (int task = 0; task < network.tasks(); task++) {
            network.run(task, memory, thread);
        }
        return network.logits(memory);
    }
}

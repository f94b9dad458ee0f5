package io.actionstream.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.actionstream.model.checkpoint.Tensor;
import io.actionstream.model.network.PlainNetwork.Volume;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class R2Plus1dTest {
    private static final int CLASSES = 10;

    private final Map<String, Tensor> weights = lively(Layout.of(CLASSES).initialise(7));
    private NDManager manager;
    private Parameters parameters;

    @BeforeEach
    void openManager() {
        manager = Torch.newManager(Device.cpu());
        parameters = new Parameters(manager, weights);
    }

    @AfterEach
    void closeManager() {
        manager.close();
    }

    @Test
    void shouldHaveTheParametersOfTheTutorial() {
        assertThat(Layout.of(CLASSES).parameterCount()).isEqualTo(443_322);
    }

    @Test
    void shouldHaveTheStagesOfTheTutorial() {
        NDArray x = new Stem(parameters).forward(manager.zeros(new Shape(2, 10, 224, 224, 3)), false);
        assertThat(x.getShape()).isEqualTo(new Shape(2, 10, 224, 224, 16));
        long side = 224;
        for (int i = 0; i < Layout.BLOCKS.length; i++) {
            x = new ResidualBlock(parameters, "blocks." + i).forward(R2Plus1d.halve(x), false);
            side /= 2;
            assertThat(x.getShape()).isEqualTo(new Shape(2, 10, side, side, Layout.BLOCKS[i]));
        }
        assertThat(x.getShape()).isEqualTo(new Shape(2, 10, 14, 14, 128));
    }

    @Test
    void shouldGiveLogitsForEachClass() {
        NDArray clips = manager.zeros(new Shape(3, 4, 32, 32, 3), DataType.UINT8);
        assertThat(new R2Plus1d(parameters).forward(clips, false).getShape()).isEqualTo(new Shape(3, CLASSES));
    }

    @Test
    void shouldAgreeWithThePlainImplementationAtEveryLayer() {
        PlainNetwork plain = new PlainNetwork(weights);
        Volume expected = plain.stem(randomVolume(4, 32, 32));
        NDArray actual = new Stem(parameters).forward(array(randomVolume(4, 32, 32)), false);
        assertSame(actual, expected);
        for (int i = 0; i < Layout.BLOCKS.length; i++) {
            expected = plain.halve(expected);
            actual = R2Plus1d.halve(actual);
            assertSame(actual, expected);
            expected = plain.block(expected, "blocks." + i);
            actual = new ResidualBlock(parameters, "blocks." + i).forward(actual, false);
            assertSame(actual, expected);
        }
    }

    @Test
    void shouldAgreeWithThePlainImplementationOnWholeClips() {
        byte[] pixels = new byte[2 * 4 * 32 * 32 * 3];
        new Random(3).nextBytes(pixels);
        NDArray clips = manager.create(ByteBuffer.wrap(pixels), new Shape(2, 4, 32, 32, 3), DataType.UINT8);
        float[] logits = new R2Plus1d(parameters).forward(clips, false).toFloatArray();

        PlainNetwork plain = new PlainNetwork(weights);
        for (int clip = 0; clip < 2; clip++) {
            Volume volume = new Volume(4, 32, 32, 3);
            for (int i = 0; i < volume.values().length; i++) {
                volume.values()[i] = (pixels[clip * volume.values().length + i] & 0xff) / 255.0;
            }
            double[] expected = plain.logits(volume);
            for (int c = 0; c < CLASSES; c++) {
                assertThat((double) logits[clip * CLASSES + c]).isCloseTo(expected[c], within(1e-4));
            }
        }
    }

    @Test
    void shouldNotLeaveArraysBehind() {
        R2Plus1d network = new R2Plus1d(parameters);
        try (NDManager call = manager.newSubManager()) {
            NDArray clips = call.zeros(new Shape(1, 4, 32, 32, 3), DataType.UINT8);
            NDArray logits = network.forward(clips, false);
            assertThat(call.getManagedArrays()).containsExactlyInAnyOrder(clips, logits);
        }
    }

    /** Weights whose biases and norms are not at their trivial start values. */
    private static Map<String, Tensor> lively(Map<String, Tensor> fresh) {
        Random random = new Random(11);
        Map<String, Tensor> lively = new LinkedHashMap<>();
        fresh.forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            if (tensor.shape().length == 1) {
                for (int i = 0; i < values.length; i++) {
                    values[i] += 0.2f * random.nextFloat();
                }
            }
            lively.put(name, new Tensor(tensor.shape(), values));
        });
        return lively;
    }

    private static Volume randomVolume(int t, int h, int w) {
        Volume volume = new Volume(t, h, w, 3);
        Random random = new Random(5);
        for (int i = 0; i < volume.values().length; i++) {
            volume.values()[i] = random.nextFloat();
        }
        return volume;
    }

    private NDArray array(Volume volume) {
        float[] values = new float[volume.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) volume.values()[i];
        }
        return manager.create(values, new Shape(1, volume.t(), volume.h(), volume.w(), volume.c()));
    }

    private static void assertSame(NDArray actual, Volume expected) {
        assertThat(actual.getShape()).isEqualTo(new Shape(1, expected.t(), expected.h(), expected.w(), expected.c()));
        float[] values = actual.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i]).isCloseTo(expected.values()[i], within(1e-4));
        }
    }
}

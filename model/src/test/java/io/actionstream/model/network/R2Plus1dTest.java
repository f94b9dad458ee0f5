package io.actionstream.model.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.actionstream.model.network.PlainNetwork.Volume;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class R2Plus1dTest {
    private static final int CLASSES = 10;

    private final Map<String, Tensor> weights = TestWeights.lively(CLASSES);
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

    @ParameterizedTest
    @EnumSource
    void shouldHaveTheStagesOfTheTutorial(Kind kind) {
        Layers layers = layers(kind);
        R2Plus1d network = new R2Plus1d(layers);
        NDArray x = layers.stem(manager.zeros(new Shape(2, 10, 224, 224, 3), DataType.UINT8));
        long side = 112;
        assertThat(x.getShape()).isEqualTo(new Shape(2, 10, side, side, 16));
        for (int i = 0; i < Layout.TUTORIAL_BLOCKS.size(); i++) {
            if (i > 0) {
                x = layers.halved(x);
                side /= 2;
            }
            x = network.block("blocks." + i, x);
            assertThat(x.getShape()).isEqualTo(new Shape(2, 10, side, side, Layout.TUTORIAL_BLOCKS.get(i)));
        }
        assertThat(x.getShape()).isEqualTo(new Shape(2, 10, 14, 14, 128));
    }

    @ParameterizedTest
    @EnumSource
    void shouldGiveLogitsForEachClass(Kind kind) {
        NDArray clips = manager.zeros(new Shape(3, 4, 32, 32, 3), DataType.UINT8);
        assertThat(new R2Plus1d(layers(kind)).forward(clips).getShape()).isEqualTo(new Shape(3, CLASSES));
    }

    @ParameterizedTest
    @EnumSource
    void shouldAgreeWithThePlainImplementationAtEveryLayer(Kind kind) {
        Layers layers = layers(kind);
        R2Plus1d network = new R2Plus1d(layers);
        PlainNetwork plain = new PlainNetwork(weights);
        byte[] pixels = pixels(1);
        Volume expected = plain.halve(plain.stem(volume(pixels, 0)));
        NDArray actual = layers.stem(array(pixels));
        assertSame(actual, expected);
        for (int i = 0; i < Layout.TUTORIAL_BLOCKS.size(); i++) {
            if (i > 0) {
                expected = plain.halve(expected);
                actual = layers.halved(actual);
                assertSame(actual, expected);
            }
            expected = plain.block(expected, "blocks." + i);
            actual = network.block("blocks." + i, actual);
            assertSame(actual, expected);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAgreeWithThePlainImplementationOfFiveBlocks(Kind kind) {
        Map<String, Tensor> five = TestWeights.lively(Layout.of(List.of(16, 32, 64, 128, 256), CLASSES));
        R2Plus1d network = kind == Kind.TRAINABLE
                ? R2Plus1d.trainable(new Parameters(manager, five), false)
                : R2Plus1d.frozen(manager, five, Precision.FLOAT32);
        byte[] pixels = new byte[2 * 48 * 64 * 3];
        new Random(5).nextBytes(pixels);
        NDArray clips = manager.create(ByteBuffer.wrap(pixels), new Shape(1, 2, 48, 64, 3), DataType.UINT8);

        float[] logits = network.forward(clips).toFloatArray();

        double[] expected = new PlainNetwork(five).logits(pixels, 2, 48, 64);
        for (int c = 0; c < CLASSES; c++) {
            assertThat((double) logits[c]).isCloseTo(expected[c], within(1e-4));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldAgreeWithThePlainImplementationOnWholeClips(Kind kind) {
        assertLogits(new R2Plus1d(layers(kind)), 1e-4);
    }

    @ParameterizedTest
    @EnumSource(mode = EXCLUDE, names = "FLOAT32")
    void shouldNearlyAgreeWithHalfThePrecision(Precision precision) {
        assertLogits(R2Plus1d.frozen(manager, weights, precision), 0.1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldNotLeaveArraysBehind(Kind kind) {
        R2Plus1d network = new R2Plus1d(layers(kind));
        try (NDManager call = manager.newSubManager()) {
            NDArray clips = call.zeros(new Shape(1, 4, 32, 32, 3), DataType.UINT8);
            NDArray logits = network.forward(clips);
            assertThat(call.getManagedArrays()).containsExactlyInAnyOrder(clips, logits);
        }
    }

    @Test
    void shouldNotChangeWithItsWeightsWhenFrozen() {
        R2Plus1d network = R2Plus1d.frozen(manager, weights, Precision.FLOAT32);
        float[] before = network.forward(array(pixels(1))).toFloatArray();

        weights.values().forEach(tensor -> Arrays.fill(tensor.values(), 0));

        assertThat(network.forward(array(pixels(1))).toFloatArray()).isEqualTo(before);
    }

    /** The two ways of computing the network. */
    enum Kind {
        TRAINABLE,
        FROZEN
    }

    private Layers layers(Kind kind) {
        return kind == Kind.TRAINABLE
                ? new TrainableLayers(parameters, false)
                : new FrozenLayers(manager, weights, Precision.FLOAT32);
    }

    private void assertLogits(R2Plus1d network, double tolerance) {
        int clips = 2;
        byte[] pixels = pixels(clips);
        float[] logits = network.forward(array(pixels)).toFloatArray();
        for (int clip = 0; clip < clips; clip++) {
            double[] expected = new PlainNetwork(weights).logits(volume(pixels, clip));
            for (int c = 0; c < CLASSES; c++) {
                assertThat((double) logits[clip * CLASSES + c]).isCloseTo(expected[c], within(tolerance));
            }
        }
    }

    /** Of clips of 4 frames of 32x32. */
    private static byte[] pixels(int clips) {
        byte[] pixels = new byte[clips * 4 * 32 * 32 * 3];
        new Random(3).nextBytes(pixels);
        return pixels;
    }

    private NDArray array(byte[] pixels) {
        Shape shape = new Shape(pixels.length / (4 * 32 * 32 * 3), 4, 32, 32, 3);
        return manager.create(ByteBuffer.wrap(pixels), shape, DataType.UINT8);
    }

    private static Volume volume(byte[] pixels, int clip) {
        int bytes = 4 * 32 * 32 * 3;
        return PlainNetwork.volume(Arrays.copyOfRange(pixels, clip * bytes, (clip + 1) * bytes), 4, 32, 32);
    }

    private static void assertSame(NDArray actual, Volume expected) {
        assertThat(actual.getShape()).isEqualTo(new Shape(1, expected.t(), expected.h(), expected.w(), expected.c()));
        float[] values = actual.toFloatArray();
        for (int i = 0; i < values.length; i++) {
            assertThat((double) values[i]).isCloseTo(expected.values()[i], within(1e-4));
        }
    }
}

package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.ClipBatch;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Parameters;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.TestWeights;
import io.actionstream.model.network.Torch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@WhereThereIsAvx512
class Avx512TrainingTest {
    private static final int CLASSES = 5;

    /** The batch norm takes the mean away that this adds, so that its gradient is nothing but rounding. */
    private static final String CANCELLED = "stem.temporal.bias";

    /** Of a tensor's largest: a value that is nearly zero may pass a ReLU here and not there. */
    private static final float TOLERANCE = 3e-3f;

    private final Map<String, Tensor> weights = TestWeights.lively(CLASSES);

    /** Rests of frames in tiles of four, sides whose last tiles hang over, batches that cores share unevenly. */
    @ParameterizedTest
    @CsvSource({"1, 16, 16, 2", "2, 16, 48, 3", "3, 32, 16, 1", "4, 48, 32, 2", "6, 16, 16, 5", "10, 80, 48, 2"})
    void shouldGiveTheLossAndTheGradientsOfPyTorch(int frames, int height, int width, int clips) {
        ClipSpec spec = new ClipSpec(frames, 600, height, width, Padding.BLACK);
        List<byte[]> batch = batch(clips, spec);
        float[] targets = targets(clips);
        Expected expected = expected(batch, targets, spec);
        try (Avx512Training training = training(spec, 2)) {
            Avx512Training.Step step = training.step(weights, batch, targets);
            assertThat(step.loss()).isCloseTo(expected.loss, within(1e-4f));
            assertThat(step.logits()).containsExactly(expected.logits, within(5e-4f));
            assertThat(step.gradients()).hasSameSizeAs(expected.gradients);
            float largest = (float) expected.gradients.values().stream()
                    .mapToDouble(Avx512TrainingTest::largest)
                    .max()
                    .orElseThrow();
            expected.gradients.forEach((name, gradient) -> {
                float tolerance =
                        name.equals(CANCELLED) ? 1e-3f * largest : TOLERANCE * largest(gradient) + 1e-5f * largest;
                assertThat(step.gradients().get(name)).as(name).containsExactly(gradient, within(tolerance));
            });
        }
    }

    @Test
    void shouldGiveTheStatisticsOfTheBatchAsPyTorchMovesItsOwn() {
        ClipSpec spec = new ClipSpec(4, 600, 32, 32, Padding.BLACK);
        List<byte[]> batch = batch(3, spec);
        Expected expected = expected(batch, targets(3), spec);
        try (Avx512Training training = training(spec, 2)) {
            Avx512Training.Step step = training.step(weights, batch, targets(3));
            assertMoved("stem.norm.running_mean", step.mean(), expected);
            assertMoved("stem.norm.running_var", step.variance(), expected);
        }
    }

    private void assertMoved(String name, float[] batch, Expected expected) {
        float[] before = weights.get(name).values();
        float[] moved = new float[before.length];
        for (int i = 0; i < moved.length; i++) {
            moved[i] = 0.99f * before[i] + 0.01f * batch[i];
        }
        assertThat(expected.statistics.get(name)).as(name).containsExactly(moved, within(1e-6f));
    }

    @Test
    void shouldGiveTheSameToTheBitWhateverCameBefore() {
        ClipSpec spec = new ClipSpec(3, 600, 32, 32, Padding.BLACK);
        List<byte[]> batch = batch(4, spec);
        float[] targets = targets(4);
        try (Avx512Training training = training(spec, 2)) {
            Avx512Training.Step first = training.step(weights, batch, targets);
            training.step(Layout.of(CLASSES).initialise(1), batch.subList(1, 4), targets(3));
            Avx512Training.Step again = training.step(weights, batch, targets);
            assertThat(again.logits()).isEqualTo(first.logits());
            first.gradients()
                    .forEach((name, gradient) ->
                            assertThat(again.gradients().get(name)).as(name).isEqualTo(gradient));
        }
    }

    @Test
    void shouldNameTheLengthOfAClipThatHasAnotherAndGoOn() {
        ClipSpec spec = new ClipSpec(2, 600, 16, 16, Padding.BLACK);
        try (Avx512Training training = training(spec, 2)) {
            List<byte[]> wrong = List.of(batch(1, spec).get(0), new byte[17]);
            assertThatThrownBy(() -> training.step(weights, wrong, targets(2)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a clip has 1536 bytes, not 17");
            assertThat(training.step(weights, batch(2, spec), targets(2)).loss())
                    .isFinite();
        }
    }

    private Avx512Training training(ClipSpec spec, int cores) {
        return Avx512Training.compile(weights, spec, cores).orElseThrow();
    }

    private record Expected(
            float loss, float[] logits, Map<String, float[]> gradients, Map<String, float[]> statistics) {}

    /** Rounded as the 7x7 convolution has them, lest a value that is nearly zero passes a ReLU here and not there. */
    private Map<String, Tensor> rounded() {
        Map<String, Tensor> rounded = new LinkedHashMap<>(weights);
        rounded.computeIfPresent(
                "stem.spatial.weight",
                (name, tensor) -> new Tensor(
                        tensor.shape(), StemWeights.rounded(tensor.values()).values()));
        return rounded;
    }

    private Expected expected(List<byte[]> batch, float[] targets, ClipSpec spec) {
        try (NDManager manager = Torch.newManager(Device.cpu());
                Parameters parameters = new Parameters(manager, rounded());
                GradientCollector collector = Torch.engine().newGradientCollector()) {
            parameters.all().forEach((name, array) -> array.setRequiresGradient(Layout.isTrainable(name)));
            NDArray logits =
                    R2Plus1d.trainable(parameters, true).forward(new ClipBatch().toDevice(manager, batch, spec));
            NDArray wanted = manager.create(targets, new Shape(batch.size(), CLASSES));
            NDArray loss = logits.logSoftmax(1).mul(wanted).sum().div(-batch.size());
            collector.backward(loss);
            Map<String, float[]> gradients = new LinkedHashMap<>();
            Map<String, float[]> statistics = new LinkedHashMap<>();
            parameters.all().forEach((name, array) -> {
                if (Layout.isTrainable(name)) {
                    gradients.put(name, array.getGradient().toFloatArray());
                } else {
                    statistics.put(name, array.toFloatArray());
                }
            });
            return new Expected(loss.getFloat(), logits.toFloatArray(), gradients, statistics);
        }
    }

    private static float largest(float[] values) {
        float largest = 0;
        for (float value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    private static List<byte[]> batch(int clips, ClipSpec spec) {
        Random random = new Random(6);
        List<byte[]> batch = new ArrayList<>();
        for (int i = 0; i < clips; i++) {
            byte[] clip = new byte[spec.clipBytes()];
            random.nextBytes(clip);
            batch.add(clip);
        }
        return batch;
    }

    /** Nine tenths of one class and a tenth of the next. */
    private static float[] targets(int clips) {
        float[] targets = new float[clips * CLASSES];
        for (int i = 0; i < clips; i++) {
            targets[i * CLASSES + i % CLASSES] = 0.9f;
            targets[i * CLASSES + (i + 1) % CLASSES] = 0.1f;
        }
        return targets;
    }
}

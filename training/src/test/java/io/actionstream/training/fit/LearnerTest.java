package io.actionstream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.VectorNetwork;
import io.actionstream.training.data.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LearnerTest {
    private static final ClipSpec SPEC = new ClipSpec(3, 600, 16, 16, Padding.BLACK);
    private static final int CLASSES = 3;

    /** The batch norm takes the mean away that this adds, so that its gradient is nothing but rounding. */
    private static final String CANCELLED = "stem.temporal.bias";

    private final Recipe recipe = Recipes.plain(1e-3);

    @Test
    void shouldLearnABatchByHeart() {
        Batch batch = randomBatch(6);
        float[] targets = targets(batch);
        TrainingState weights = TrainingState.from(Layout.of(CLASSES).initialise(3));
        List<Float> losses = new ArrayList<>();
        try (Learner learner =
                Learner.of(weights.values(), BackboneRate.FULL, List.of(Device.cpu()), Set.of(SPEC), 6)) {
            for (int step = 1; step <= 60; step++) {
                Learner.Step result = learner.step(batch.clips(), targets, SPEC);
                losses.add(result.loss());
                weights.step(result.gradients(), learner.statistics(), step, 1e-3, recipe, BackboneRate.FULL);
                result.gradients()
                        .keySet()
                        .forEach(name ->
                                learner.set(name, weights.values().get(name).values()));
            }
        }
        assertThat(losses.get(59)).isLessThan(0.1f).isLessThan(losses.get(0) / 5);
    }

    @Test
    void shouldGiveTheGradientThatDifferencesGive() {
        Map<String, Tensor> weights = Layout.of(CLASSES).initialise(3);
        Batch batch = randomBatch(2);
        float[] targets = targets(batch);
        Map<String, float[]> gradients = step(weights, batch, targets).gradients();
        for (String name : List.of("head.weight", "blocks.3.conv2.temporal.bias", "blocks.1.projection.weight")) {
            int index = largest(gradients.get(name));
            float up = step(moved(weights, name, index, 1e-2f), batch, targets).loss();
            float down =
                    step(moved(weights, name, index, -1e-2f), batch, targets).loss();
            float slope = (up - down) / 2e-2f;
            assertThat(gradients.get(name)[index]).as(name).isCloseTo(slope, within(Math.abs(slope) * 0.1f + 1e-3f));
        }
    }

    /** With a frozen backbone the batch norm looks at no batch, so that sharing must change nothing. */
    @Test
    void shouldGiveTheGradientOfTheWholeBatchWhenDevicesShareIt() {
        Map<String, Tensor> weights = Layout.of(CLASSES).initialise(3);
        Batch batch = randomBatch(5);
        float[] targets = targets(batch);
        Learner.Step alone = step(weights, batch.clips(), targets, BackboneRate.FROZEN, 1);
        Learner.Step shared = step(weights, batch.clips(), targets, BackboneRate.FROZEN, 3);
        assertThat(shared.loss()).isCloseTo(alone.loss(), within(1e-5f));
        assertThat(shared.logits()).containsExactly(alone.logits(), within(1e-5f));
        assertThat(shared.gradients()).containsOnlyKeys("head.weight", "head.bias");
        alone.gradients()
                .forEach((name, gradient) ->
                        assertThat(shared.gradients().get(name)).as(name).containsExactly(gradient, within(1e-5f)));
    }

    @Test
    void shouldChooseTheLearner() {
        Map<String, Tensor> weights = Layout.of(CLASSES).initialise(3);
        List<Device> one = List.of(Device.cpu());
        assertThat(chosen(weights, BackboneRate.FULL, one, 6)).isEqualTo(VectorLearner.class);
        assertThat(chosen(weights, new BackboneRate(0.1), one, 6)).isEqualTo(VectorLearner.class);
        assertThat(chosen(weights, BackboneRate.FROZEN, one, 6)).isEqualTo(TorchLearner.class);
        assertThat(chosen(weights, BackboneRate.FULL, List.of(Device.cpu(), Device.cpu()), 6))
                .isEqualTo(TorchLearner.class);
        assertThat(chosen(weights, BackboneRate.FULL, one, 1_000_000)).isEqualTo(TorchLearner.class);
        Map<String, Tensor> narrow = Layout.of(List.of(24), CLASSES).initialise(3);
        assertThat(chosen(narrow, BackboneRate.FULL, one, 6)).isEqualTo(TorchLearner.class);
        System.setProperty(VectorNetwork.PROPERTY, "false");
        try {
            assertThat(chosen(weights, BackboneRate.FULL, one, 6)).isEqualTo(TorchLearner.class);
        } finally {
            System.clearProperty(VectorNetwork.PROPERTY);
        }
    }

    private static Class<?> chosen(
            Map<String, Tensor> weights, BackboneRate backbone, List<Device> devices, int batch) {
        try (Learner learner = Learner.of(weights, backbone, devices, Set.of(SPEC), batch)) {
            return learner.getClass();
        }
    }

    /** Frames that fill tiles and strips and frames that don't; a batch of one clip, and one that cores don't share evenly. */
    @ParameterizedTest
    @CsvSource({"1, 16, 16, 2", "3, 32, 48, 3", "10, 48, 16, 1", "8, 64, 32, 2", "8, 96, 128, 1", "20, 32, 80, 2"})
    void shouldGiveTheSameWithVectorsAsPyTorch(int frames, int height, int width, int size) {
        ClipSpec spec = new ClipSpec(frames, 600, height, width, Padding.BLACK);
        Map<String, Tensor> weights = Layout.of(CLASSES).initialise(3);
        List<byte[]> clips = noise(spec, size);
        float[] targets = new float[size * CLASSES];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = i % CLASSES == i / CLASSES ? 0.8f : 0.1f;
        }
        try (Learner torch = new TorchLearner(weights, BackboneRate.FULL, List.of(Device.cpu()));
                Learner vectors =
                        VectorLearner.of(weights, Set.of(SPEC, spec), size).orElseThrow()) {
            Learner.Step expected = torch.step(clips, targets, spec);
            Learner.Step step = vectors.step(clips, targets, spec);
            assertThat(step.loss()).isCloseTo(expected.loss(), within(1e-4f));
            assertThat(step.logits()).containsExactly(expected.logits(), within(1e-4f));
            assertThat(step.gradients().keySet()).isEqualTo(expected.gradients().keySet());
            float floor = (float) expected.gradients().values().stream()
                            .mapToDouble(gradient -> Math.abs(gradient[largest(gradient)]))
                            .max()
                            .orElseThrow()
                    / 1000;
            float[] cancelled = step.gradients().get(CANCELLED);
            assertThat(cancelled[largest(cancelled)]).isCloseTo(0, within(1e-4f));
            expected.gradients().forEach((name, gradient) -> {
                if (name.equals(CANCELLED)) {
                    return;
                }
                float tolerance = 1e-3f * Math.max(floor, Math.abs(gradient[largest(gradient)]));
                assertThat(step.gradients().get(name)).as(name).containsExactly(gradient, within(tolerance));
            });
            torch.statistics()
                    .forEach((name, values) ->
                            assertThat(vectors.statistics().get(name)).as(name).containsExactly(values, within(1e-6f)));
        }
    }

    @Test
    void shouldSayWhatItHasNoMemoryFor() {
        Map<String, Tensor> weights = Layout.of(CLASSES).initialise(3);
        ClipSpec large = new ClipSpec(10, 600, 1024, 1024, Padding.BLACK);
        try (Learner learner = VectorLearner.of(weights, Set.of(SPEC), 6).orElseThrow()) {
            assertThatThrownBy(() -> learner.step(List.of(), new float[0], large))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("no kernels or no memory for 6 clips of " + large);
        }
    }

    private static List<byte[]> noise(ClipSpec spec, int size) {
        Random random = new Random(5);
        List<byte[]> clips = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            byte[] clip = new byte[spec.clipBytes()];
            random.nextBytes(clip);
            clips.add(clip);
        }
        return clips;
    }

    @Test
    void shouldAddUpTheGradientsOfTheShares() {
        Map<String, Tensor> weights = Layout.of(CLASSES).initialise(3);
        Batch batch = randomBatch(4);
        float[] targets = targets(batch);
        int half = targets.length / 2;
        Learner.Step shared = torchStep(weights, batch.clips(), targets, 2);
        Learner.Step first = torchStep(weights, batch.clips().subList(0, 2), Arrays.copyOf(targets, half), 1);
        Learner.Step second =
                torchStep(weights, batch.clips().subList(2, 4), Arrays.copyOfRange(targets, half, 2 * half), 1);
        assertThat(shared.loss()).isCloseTo((first.loss() + second.loss()) / 2, within(1e-5f));
        float[] gradient = shared.gradients().get("stem.spatial.weight");
        for (int i = 0; i < gradient.length; i++) {
            float mean = (first.gradients().get("stem.spatial.weight")[i]
                            + second.gradients().get("stem.spatial.weight")[i])
                    / 2;
            assertThat(gradient[i]).isCloseTo(mean, within(1e-5f));
        }
    }

    @Test
    void shouldLeaveDevicesIdleThatABatchHasNoClipFor() {
        Batch batch = randomBatch(1);
        float[] targets = targets(batch);
        Learner.Step step = step(Layout.of(CLASSES).initialise(3), batch.clips(), targets, BackboneRate.FULL, 3);
        assertThat(step.isFinite()).isTrue();
        assertThat(step.logits()).hasSize(CLASSES);
    }

    private static Learner.Step step(
            Map<String, Tensor> weights, List<byte[]> clips, float[] targets, BackboneRate backbone, int devices) {
        try (Learner learner =
                Learner.of(weights, backbone, Collections.nCopies(devices, Device.cpu()), Set.of(SPEC), 6)) {
            return learner.step(clips, targets, SPEC);
        }
    }

    private static Learner.Step torchStep(
            Map<String, Tensor> weights, List<byte[]> clips, float[] targets, int devices) {
        try (Learner learner =
                new TorchLearner(weights, BackboneRate.FULL, Collections.nCopies(devices, Device.cpu()))) {
            return learner.step(clips, targets, SPEC);
        }
    }

    private static Learner.Step step(Map<String, Tensor> weights, Batch batch, float[] targets) {
        try (Learner learner = Learner.of(weights, BackboneRate.FULL, List.of(Device.cpu()), Set.of(SPEC), 6)) {
            return learner.step(batch.clips(), targets, SPEC);
        }
    }

    private float[] targets(Batch batch) {
        return Targets.of(batch, CLASSES, recipe, new SplittableRandom(1)).probabilities();
    }

    private static int largest(float[] values) {
        int largest = 0;
        for (int i = 0; i < values.length; i++) {
            largest = Math.abs(values[i]) > Math.abs(values[largest]) ? i : largest;
        }
        return largest;
    }

    private static Map<String, Tensor> moved(Map<String, Tensor> weights, String name, int index, float by) {
        Map<String, Tensor> moved = new LinkedHashMap<>(weights);
        float[] values = weights.get(name).values().clone();
        values[index] += by;
        moved.put(name, new Tensor(weights.get(name).shape(), values));
        return moved;
    }

    private static byte[] stripes(int width, int bytes) {
        byte[] clip = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            clip[i] = (byte) (i / width % 2 == 0 ? 220 : 20);
        }
        return clip;
    }

    private static Batch randomBatch(int size) {
        Random random = new Random(9);
        List<byte[]> clips = new ArrayList<>();
        int[] classes = new int[size];
        for (int i = 0; i < size; i++) {
            clips.add(stripes(1 + random.nextInt(40), SPEC.clipBytes()));
            classes[i] = i % CLASSES;
        }
        return new Batch(clips, classes);
    }
}

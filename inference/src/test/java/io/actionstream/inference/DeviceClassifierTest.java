package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.R2Plus1d;
import io.actionstream.model.network.Torch;
import io.actionstream.model.network.VectorNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceClassifierTest {
    static final ClipSpec SPEC = new ClipSpec(2, 600, 16, 16, Padding.BLACK);
    private static final List<String> LABELS = List.of("Archery", "Biking", "Dance");

    private final DeviceClassifier classifier = new DeviceClassifier(checkpoint(), Device.cpu());

    @AfterEach
    void close() {
        classifier.close();
    }

    @Test
    void shouldGiveProbabilitiesInTheOrderOfTheClips() {
        List<byte[]> clips = clips(3);
        float[][] together = classifier.classify(clips);
        assertThat(together).hasNumberOfRows(3);
        for (int i = 0; i < clips.size(); i++) {
            float[] alone = classifier.classify(List.of(clips.get(i)))[0];
            assertThat(alone[0] + alone[1] + alone[2]).isCloseTo(1, within(1e-5f));
            assertThat(together[i]).containsExactly(alone, within(1e-5f));
        }
    }

    /** What a GPU does: all clips in one tensor. */
    @Test
    void shouldGiveAWholeBatchWhatEachClipGetsAlone() {
        List<byte[]> clips = clips(3);
        try (NDManager manager = Torch.newManager(Device.cpu())) {
            R2Plus1d network = R2Plus1d.frozen(manager, checkpoint().weights(), Precision.FLOAT32);
            WholeBatch batch = new WholeBatch(network, manager, SPEC, LABELS.size());
            float[][] together = batch.of(clips);
            assertThat(together).hasNumberOfRows(3);
            for (int i = 0; i < clips.size(); i++) {
                float[] alone = batch.of(List.of(clips.get(i)))[0];
                assertThat(together[i]).containsExactly(alone, within(1e-5f));
            }
        }
    }

    @Test
    void shouldSayTheSameWithVectorsAndWithPyTorch() {
        List<byte[]> clips = clips(2);
        float[][] usual = classifier.classify(clips);
        System.setProperty(VectorNetwork.PROPERTY, "false");
        try (DeviceClassifier without = new DeviceClassifier(checkpoint(), Device.cpu())) {
            float[][] probabilities = without.classify(clips);
            assertThat(probabilities[0]).containsExactly(usual[0], within(1e-4f));
            assertThat(probabilities[1]).containsExactly(usual[1], within(1e-4f));
        } finally {
            System.clearProperty(VectorNetwork.PROPERTY);
        }
    }

    @Test
    void shouldTellWhichLabelsTheCheckpointCallsBackground() {
        Checkpoint idle = new Checkpoint(
                checkpoint().config().withBackground(List.of("Dance")),
                checkpoint().weights());
        try (DeviceClassifier marked = new DeviceClassifier(idle, Device.cpu())) {
            assertThat(marked.background()).containsExactly("Dance");
        }
        assertThat(classifier.background()).isEmpty();
    }

    @Test
    void shouldDivideLogitsByTheTemperature() {
        float[] raw = classifier.classify(clips(1))[0];
        Checkpoint warm = new Checkpoint(
                checkpoint().config().withTemperature(2.0), checkpoint().weights());
        double sum = Math.sqrt(raw[0]) + Math.sqrt(raw[1]) + Math.sqrt(raw[2]);
        try (DeviceClassifier calibrated = new DeviceClassifier(warm, Device.cpu())) {
            float[] probabilities = calibrated.classify(clips(1))[0];
            for (int c = 0; c < raw.length; c++) {
                assertThat((double) probabilities[c]).isCloseTo(Math.sqrt(raw[c]) / sum, within(1e-5));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"BFLOAT16", "FLOAT16"})
    void shouldSayThatAProcessorComputesWithFloat32Only(Precision half) {
        Checkpoint checkpoint = checkpoint();
        assertThatThrownBy(() -> new DeviceClassifier(checkpoint, Device.cpu(), half))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("precision " + half + " is for GPUs; a processor computes with float32 only");
    }

    @Test
    void shouldNameTheLengthOfAClipThatHasAnother() {
        assertThatThrownBy(() -> classifier.classify(List.of(new byte[17])))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a clip has 1536 bytes, not 17");
    }

    @Test
    void shouldRefuseClipsOnceClosed() {
        classifier.close();
        classifier.close();
        assertThatThrownBy(() -> classifier.classify(clips(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("classifier test-1 is closed");
    }

    static List<byte[]> clips(int count) {
        Random random = new Random(2);
        List<byte[]> clips = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            byte[] clip = new byte[SPEC.clipBytes()];
            random.nextBytes(clip);
            clips.add(clip);
        }
        return clips;
    }

    static Checkpoint checkpoint() {
        CheckpointConfig config = new CheckpointConfig(
                CheckpointConfig.FORMAT, CheckpointConfig.ARCHITECTURE, "test-1", SPEC, LABELS, null, null);
        return new Checkpoint(config, Layout.of(LABELS.size()).initialise(4));
    }
}

package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import io.actionstream.inference.network.SmallBuiltIn;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.checkpoint.LoadRules;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.VectorNetwork;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeviceClassifierTest {
    private DeviceClassifier classifier;

    @BeforeEach
    void open() throws CheckpointException {
        classifier = new DeviceClassifier(SmallBuiltIn.checkpoint(), Device.cpu());
    }

    @AfterEach
    void close() {
        classifier.close();
    }

    @Test
    void shouldGiveProbabilitiesInTheOrderOfTheClips() {
        List<byte[]> clips = SmallBuiltIn.clips(3);
        float[][] together = classifier.classify(clips);
        assertThat(together).hasNumberOfRows(3);
        for (int i = 0; i < clips.size(); i++) {
            float[] alone = classifier.classify(List.of(clips.get(i)))[0];
            assertThat(alone[0] + alone[1] + alone[2]).isCloseTo(1, within(1e-5f));
            assertThat(together[i]).containsExactly(alone, within(1e-5f));
        }
    }

    @Test
    void shouldSayTheSameWithVectorsAndWithPyTorch() throws CheckpointException {
        List<byte[]> clips = SmallBuiltIn.clips(2);
        float[][] usual = classifier.classify(clips);
        System.setProperty(VectorNetwork.PROPERTY, "false");
        try (DeviceClassifier without = new DeviceClassifier(SmallBuiltIn.checkpoint(), Device.cpu())) {
            float[][] probabilities = without.classify(clips);
            assertThat(probabilities[0]).containsExactly(usual[0], within(1e-4f));
            assertThat(probabilities[1]).containsExactly(usual[1], within(1e-4f));
        } finally {
            System.clearProperty(VectorNetwork.PROPERTY);
        }
    }

    @Test
    void shouldTellWhichLabelsTheCheckpointCallsBackground() throws CheckpointException {
        Checkpoint idle = new Checkpoint(
                SmallBuiltIn.checkpoint().config().withBackground(List.of("Dance")),
                SmallBuiltIn.checkpoint().weights());
        try (DeviceClassifier marked = new DeviceClassifier(idle, Device.cpu())) {
            assertThat(marked.background()).containsExactly("Dance");
        }
        assertThat(classifier.background()).isEmpty();
    }

    @Test
    void shouldDivideLogitsByTheTemperature() throws CheckpointException {
        float[] raw = classifier.classify(SmallBuiltIn.clips(1))[0];
        Checkpoint warm = new Checkpoint(
                SmallBuiltIn.checkpoint().config().withTemperature(2.0),
                SmallBuiltIn.checkpoint().weights());
        double sum = Math.sqrt(raw[0]) + Math.sqrt(raw[1]) + Math.sqrt(raw[2]);
        try (DeviceClassifier calibrated = new DeviceClassifier(warm, Device.cpu())) {
            float[] probabilities = calibrated.classify(SmallBuiltIn.clips(1))[0];
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
        Checkpoint checkpoint = SmallBuiltIn.checkpoint();
        assertThatThrownBy(() -> new DeviceClassifier(checkpoint, Device.cpu(), half, LoadRules.DEFAULT))
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
        assertThatThrownBy(() -> classifier.classify(SmallBuiltIn.clips(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("classifier test-1 is closed");
    }
}

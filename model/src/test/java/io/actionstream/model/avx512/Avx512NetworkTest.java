package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.PlainNetwork;
import io.actionstream.model.network.Precision;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.TestWeights;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@WhereThereIsAvx512
class Avx512NetworkTest {
    private static final int CLASSES = 10;

    /** What rounding the first weights to 16 bits may change in logits of this size. */
    private static final double TOLERANCE = 2e-4;

    /** What rounding to bfloat16 may change, for a logit as large as the largest. */
    private static final double ROUNDED = 0.03;

    private final Map<String, Tensor> weights = TestWeights.lively(CLASSES);

    /** Every rest that frames leave in tiles of four, and sides whose last tiles hang over in every block. */
    @ParameterizedTest
    @CsvSource({
        "1, 16, 16",
        "2, 16, 16",
        "3, 16, 16",
        "4, 16, 16",
        "5, 16, 16",
        "6, 32, 16",
        "7, 16, 32",
        "10, 48, 80",
        "2, 112, 96",
        "1, 176, 16",
        "1, 16, 240",
        "2, 272, 16"
    })
    void shouldAgreeWithThePlainImplementation(int frames, int height, int width) {
        ClipSpec spec = spec(frames, height, width);
        byte[] clip = clip(spec, 3);
        double[] expected = new PlainNetwork(weights).logits(clip, frames, height, width);
        try (Run run = new Run(weights, spec, 1)) {
            float[] logits = run.logits(clip);
            for (int c = 0; c < CLASSES; c++) {
                assertThat((double) logits[c]).isCloseTo(expected[c], within(TOLERANCE));
            }
        }
    }

    /** Tiles whose rounded values do not fill a whole number of vectors among them. */
    @ParameterizedTest
    @CsvSource({"1, 16, 16", "4, 16, 16", "5, 16, 32", "6, 32, 16", "10, 48, 80", "2, 112, 96"})
    void shouldAgreeWithThePlainImplementationButForWhatBfloat16Rounds(int frames, int height, int width) {
        assumeThat(Avx512.isSupported(Precision.BFLOAT16)).isTrue();
        ClipSpec spec = spec(frames, height, width);
        byte[] clip = clip(spec, 3);
        double[] expected = new PlainNetwork(weights).logits(clip, frames, height, width);
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        try (Run run = new Run(weights, spec, 1, Precision.BFLOAT16)) {
            float[] logits = run.logits(clip);
            for (int c = 0; c < CLASSES; c++) {
                assertThat((double) logits[c]).isCloseTo(expected[c], within(ROUNDED * largest));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Precision.class,
            names = {"FLOAT32", "BFLOAT16"})
    void shouldGiveTheSameToTheBitWhateverCameBefore(Precision precision) {
        assumeThat(Avx512.isSupported(precision)).isTrue();
        ClipSpec spec = spec(10, 48, 32);
        try (Run run = new Run(weights, spec, 1, precision)) {
            float[] first = run.logits(clip(spec, 1));
            float[] other = run.logits(clip(spec, 2));
            assertThat(run.logits(clip(spec, 1))).isEqualTo(first).isNotEqualTo(other);
        }
    }

    /** Clips of more rows than there is memory for at once, of as many, and of fewer. */
    @ParameterizedTest
    @CsvSource({"1, 48", "1, 224", "2, 240", "3, 224", "3, 272", "6, 272", "16, 224"})
    void shouldGiveTheSameToTheBitInWhateverOrderPiecesAreDone(int cores, int height) {
        ClipSpec spec = spec(3, height, 16);
        byte[] clip = clip(spec, 1);
        try (Run run = new Run(weights, spec, cores)) {
            float[] forwards = run.logits(clip);
            run.logits(clip(spec, 2));
            run.network.put(clip, run.clip);
            run.lastFirst();
            assertThat(run.network.logits(run.clip)).isEqualTo(forwards);
        }
    }

    /** Bars that no band, some bands and all bands are in, and bars with a light pixel in their last row. */
    @ParameterizedTest
    @CsvSource({
        "0, false",
        "10, false",
        "11, false",
        "26, false",
        "27, false",
        "27, true",
        "28, false",
        "28, true",
        "49, false",
        "49, true",
        "80, true",
        "112, false"
    })
    void shouldGiveTheSameWhetherItKnowsOfBlackBarsOrNot(int bar, boolean lit) {
        ClipSpec spec = spec(3, 224, 16);
        byte[] clip = clip(spec, 1);
        int row = spec.width() * ClipSpec.CHANNELS;
        for (int frame = 0; frame < clip.length; frame += spec.frameBytes()) {
            Arrays.fill(clip, frame, frame + bar * row, (byte) 0);
            Arrays.fill(clip, frame + spec.frameBytes() - bar * row, frame + spec.frameBytes(), (byte) 0);
        }
        if (lit) {
            clip[spec.frameBytes() + bar * row - 1] = 1;
            clip[3 * spec.frameBytes() - bar * row] = 1;
        }
        try (Run run = new Run(weights, spec, 1)) {
            run.logits(clip(spec, 2));
            float[] logits = run.logits(clip);
            run.network.put(clip, run.clip);
            run.clip.setPicture(new RowRange(0, spec.height()));
            run.lastFirst();
            assertThat(logits).containsExactly(run.network.logits(run.clip), within(1e-5f));
        }
    }

    @Test
    void shouldNotOverflowWhenTheLargestWeightsMeetTheLargestPixels() {
        ClipSpec spec = spec(2, 16, 16);
        byte[] white = new byte[spec.clipBytes()];
        Arrays.fill(white, (byte) 255);
        Arrays.fill(weights.get("stem.spatial.weight").values(), 0.5f);
        double[] expected = new PlainNetwork(weights).logits(white, 2, 16, 16);
        try (Run run = new Run(weights, spec, 1)) {
            assertThat((double) run.logits(white)[0]).isCloseTo(expected[0], within(TOLERANCE));
        }
    }

    @Test
    void shouldTakeALayerWhoseWeightsAreZero() {
        ClipSpec spec = spec(2, 16, 16);
        byte[] clip = clip(spec, 1);
        Arrays.fill(weights.get("stem.spatial.weight").values(), 0);
        double[] expected = new PlainNetwork(weights).logits(clip, 2, 16, 16);
        try (Run run = new Run(weights, spec, 1)) {
            assertThat((double) run.logits(clip)[0]).isCloseTo(expected[0], within(TOLERANCE));
        }
    }

    @Test
    void shouldNameTheLengthOfAClipThatHasAnother() {
        try (Run run = new Run(weights, spec(2, 16, 16), 1)) {
            assertThatThrownBy(() -> run.logits(new byte[17]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a clip has 1536 bytes, not 17");
        }
    }

    private static ClipSpec spec(int frames, int height, int width) {
        return new ClipSpec(frames, 600, height, width, Padding.BLACK);
    }

    private static byte[] clip(ClipSpec spec, int seed) {
        byte[] clip = new byte[spec.clipBytes()];
        new Random(seed).nextBytes(clip);
        return clip;
    }

    /** A network and memory for one clip and one thread. */
    private static final class Run implements AutoCloseable {
        final Avx512Network network;
        final ClipMemory clip;
        final ThreadMemory thread;

        Run(Map<String, Tensor> weights, ClipSpec spec, int cores) {
            this(weights, spec, cores, Precision.FLOAT32);
        }

        Run(Map<String, Tensor> weights, ClipSpec spec, int cores, Precision precision) {
            network = Avx512Network.compile(weights, spec, cores, precision).orElseThrow();
            clip = network.newClipMemory();
            thread = network.newThreadMemory();
        }

        float[] logits(byte[] pixels) {
            network.put(pixels, clip);
            for (int piece = 0; piece < network.pieces(); piece++) {
                network.run(piece, clip, thread);
            }
            return network.logits(clip);
        }

        /** Works on the last of the pieces that may be begun, again and again. */
        void lastFirst() {
            BitSet done = new BitSet();
            while (done.cardinality() < network.pieces()) {
                int piece = done.previousClearBit(network.pieces() - 1);
                while (network.after(piece) > done.nextClearBit(0)) {
                    piece = done.previousClearBit(piece - 1);
                }
                network.run(piece, clip, thread);
                done.set(piece);
            }
        }

        @Override
        public void close() {
            thread.close();
            clip.close();
            network.close();
        }
    }
}

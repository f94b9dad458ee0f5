package io.actionstream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.model.clip.Padding;
import io.actionstream.training.data.Augmentation;
import io.actionstream.training.data.Batch;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TargetsTest {
    private static final int CLASSES = 4;

    private final Batch batch = new Batch(List.of(clip(0), clip(100), clip(200)), new int[] {2, 0, 3});

    @Test
    void shouldWantTheTrueClassAlone() {
        Targets targets = targets(batch, 0, 0);
        assertThat(row(targets, 0)).containsExactly(0, 0, 1, 0);
        assertThat(targets.clips()).isSameAs(batch.clips());
    }

    @Test
    void shouldSpreadTheSmoothedShareOverAllClasses() {
        Targets targets = targets(batch, 0.2, 0);
        assertThat(row(targets, 1)).containsExactly(new float[] {0.85f, 0.05f, 0.05f, 0.05f}, within(1e-6f));
        assertSumsToOne(targets);
    }

    @Test
    void shouldMixClipsAndTargetsInTheSameShare() {
        Targets targets = targets(batch, 0, 0.4);
        assertSumsToOne(targets);
        float share = row(targets, 0)[2];
        assertThat(share).isBetween(0.5f, 1f);
        assertThat(row(targets, 0)[0]).isCloseTo(1 - share, within(1e-6f));
        assertThat(targets.clips().get(0)[0] & 0xff).isCloseTo(Math.round(100 * (1 - share)), within(1));
    }

    @Test
    void shouldNotMixAClipThatIsAlone() {
        Batch alone = new Batch(List.of(clip(9)), new int[] {1});
        assertThat(targets(alone, 0, 0.4).clips()).isSameAs(alone.clips());
    }

    @Test
    void shouldMixTheSameWayForTheSameSeed() {
        assertThat(targets(batch, 0.1, 0.2).probabilities())
                .containsExactly(targets(batch, 0.1, 0.2).probabilities());
    }

    private static Targets targets(Batch batch, double smoothing, double mixup) {
        Recipe recipe = new Recipe(
                "mixing",
                1,
                8,
                false,
                1,
                0,
                false,
                0,
                smoothing,
                mixup,
                0,
                224,
                null,
                null,
                null,
                null,
                0,
                224,
                Padding.BLACK,
                Augmentation.NONE,
                null);
        return Targets.of(batch, CLASSES, recipe, new SplittableRandom(4));
    }

    private static void assertSumsToOne(Targets targets) {
        for (int clip = 0; clip < targets.clips().size(); clip++) {
            float sum = 0;
            for (float probability : row(targets, clip)) {
                sum += probability;
            }
            assertThat(sum).isCloseTo(1, within(1e-6f));
        }
    }

    private static float[] row(Targets targets, int clip) {
        float[] row = new float[CLASSES];
        System.arraycopy(targets.probabilities(), clip * CLASSES, row, 0, CLASSES);
        return row;
    }

    private static byte[] clip(int grey) {
        return new byte[] {(byte) grey, (byte) grey};
    }
}

package io.actionstream.synthetic;

import static io.actionstream.synthetic.person.SyntheticAction.BOWING;
import static io.actionstream.synthetic.person.SyntheticAction.SQUATS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.synthetic.person.Idling;
import io.actionstream.synthetic.person.Person;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.SceneOptions;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SyntheticVideoTest {
    private static final SceneOptions SMALL = new SceneOptions(96, 72);

    @Test
    void shouldDrawTheSamePixelsForTheSameSeed() {
        assertThat(pixels(video(7, SQUATS), 1234)).isEqualTo(pixels(video(7, SQUATS), 1234));
    }

    @Test
    void shouldDrawAFrameWhateverWasDrawnBefore() {
        SyntheticVideo video = video(7, SQUATS);
        byte[] first = pixels(video, 600);
        pixels(video, 40);

        assertThat(pixels(video, 600)).isEqualTo(first);
    }

    @Test
    void shouldDrawOtherPixelsForAnotherSeed() {
        assertThat(difference(video(7, SQUATS), video(8, SQUATS), 0)).isGreaterThan(0.5);
    }

    @ParameterizedTest
    @EnumSource
    void shouldChangeNothingButThePersonFromActionToAction(SyntheticAction action) {
        for (long time = 0; time < 6000; time += 600) {
            assertThat(difference(video(7, action), video(7, BOWING), time)).isLessThan(0.3);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "BOWING")
    void shouldMoveThePersonAsTheActionSays(SyntheticAction action) {
        double most = 0;
        for (long time = 0; time < 6000; time += 600) {
            most = Math.max(most, difference(video(7, action), video(7, BOWING), time));
        }

        assertThat(most).isGreaterThan(0.02);
    }

    @Test
    void shouldShowNobodyInAnEmptyRoom() {
        SyntheticVideo empty = new SyntheticVideo(7, Idling.EMPTY, SMALL);
        assertThat(difference(empty, video(7, BOWING), 0)).isBetween(0.005, 0.3);
    }

    @ParameterizedTest
    @EnumSource(names = {"STANDING", "SITTING"})
    void shouldMoveWhoIdlesLessThanAnAction(Idling idling) {
        SyntheticVideo empty = new SyntheticVideo(7, Idling.EMPTY, SMALL);
        SyntheticVideo idle = new SyntheticVideo(7, idling, SMALL);
        for (long time = 0; time < 6000; time += 600) {
            assertThat(difference(idle, empty, time)).isBetween(0.005, 0.3);
        }
    }

    @Test
    void shouldLetSomebodyWalkThroughAndComeBack() {
        SyntheticVideo empty = new SyntheticVideo(7, Idling.EMPTY, SMALL);
        SyntheticVideo walk = new SyntheticVideo(7, Idling.WALKING, SMALL);
        List<Boolean> there = new ArrayList<>();
        for (long time = 0; time < 60_000; time += 500) {
            boolean seen = difference(walk, empty, time) > 0;
            if (there.isEmpty() || there.get(there.size() - 1) != seen) {
                there.add(seen);
            }
        }
        assertThat(there).hasSizeGreaterThan(4);
    }

    @Test
    void shouldCallEverythingIdleThatIsNoAction() {
        assertThat(Idling.values()).extracting(Idling::label).containsOnly("Idle");
    }

    @Test
    void shouldKeepThePersonWhenTheSceneChanges() {
        assertThat(Person.draw(3)).isEqualTo(Person.draw(3)).isNotEqualTo(Person.draw(4));
        assertThat(difference(new SyntheticVideo(3, 1, SQUATS, SMALL), new SyntheticVideo(3, 2, SQUATS, SMALL), 0))
                .isGreaterThan(0.5);
    }

    @Test
    void shouldGiveAnImageOfTheSceneSize() {
        BufferedImage image = video(1, SQUATS).frame(0);

        assertThat(image.getType()).isEqualTo(BufferedImage.TYPE_3BYTE_BGR);
        assertThat(image.getWidth()).isEqualTo(96);
        assertThat(image.getHeight()).isEqualTo(72);
    }

    @Test
    void shouldNameTenActionsInOrder() {
        assertThat(SyntheticAction.labels()).hasSize(10).isSorted().doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @CsvSource({"95,72,width", "96,0,height", "4096,72,width", "96,73,height"})
    void shouldNameTheBadSide(int width, int height, String side) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SceneOptions(width, height))
                .withMessageContaining("scene " + side);
    }

    private static SyntheticVideo video(long seed, SyntheticAction action) {
        return new SyntheticVideo(seed, action, SMALL);
    }

    private static byte[] pixels(SyntheticVideo video, long time) {
        return ((DataBufferByte) video.frame(time).getRaster().getDataBuffer()).getData();
    }

    /** The share of bytes that differ. */
    private static double difference(SyntheticVideo one, SyntheticVideo other, long time) {
        byte[] a = pixels(one, time);
        byte[] b = pixels(other, time);
        int differing = 0;
        for (int i = 0; i < a.length; i++) {
            if (a[i] != b[i]) {
                differing++;
            }
        }
        return (double) differing / a.length;
    }
}

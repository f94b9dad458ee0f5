package io.actionstream.synthetic.film;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.SceneOptions;
import io.actionstream.synthetic.scene.Stage;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilmTest {
    private static final SceneOptions SMALL = new SceneOptions(64, 48);
    private static final long FOUR_MINUTES = 240_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldGoOnWithoutAGapFromStartToEnd(long seed) {
        List<FilmScene> scenes = film(seed).scenes();

        assertThat(scenes.get(0).start()).isZero();
        assertThat(scenes.get(scenes.size() - 1).end()).isEqualTo(FOUR_MINUTES);
        for (int i = 1; i < scenes.size(); i++) {
            assertThat(scenes.get(i).start()).isEqualTo(scenes.get(i - 1).end());
            assertThat(scenes.get(i).isIdle()
                            || scenes.get(i).activity() != scenes.get(i - 1).activity())
                    .isTrue();
        }
        assertThat(scenes.get(0).isIdle()).isTrue();
        assertThat(scenes.get(scenes.size() - 1).isIdle()).isTrue();
    }

    @Test
    void shouldHaveActionsOfManyLengthsAndSeveralInARow() {
        List<TrueSegment> truths = film(1).truths();

        assertThat(truths).hasSizeBetween(3, 12);
        assertThat(truths).allSatisfy(truth -> {
            assertThat(truth.end() - truth.start()).isBetween(12_000L, 45_000L);
            assertThat(SyntheticAction.labels()).contains(truth.label());
        });
        assertThat(truths.stream().map(truth -> truth.end() - truth.start()).distinct())
                .hasSameSizeAs(truths);
        assertThat(truths)
                .anySatisfy(truth -> assertThat(
                                truths.stream().map(TrueSegment::start).toList())
                        .contains(truth.end()));
    }

    /** The truth is of what is drawn: the scene of each moment, by the person who is there. */
    @Test
    void shouldDrawWhatItsTruthsSay() {
        Film film = film(1);
        Stage stage = new Stage(1, SMALL);
        for (TrueSegment truth : film.truths()) {
            FilmScene scene = film.scenes().stream()
                    .filter(one -> one.start() == truth.start())
                    .findFirst()
                    .orElseThrow();
            assertThat(scene.activity().label()).isEqualTo(truth.label());
            assertThat(scene.end()).isEqualTo(truth.end());
            for (long time : new long[] {truth.start(), truth.end() - 1}) {
                BufferedImage drawn =
                        stage.frame(time, graphics -> scene.activity().paint(graphics, scene.actor(), time / 1000.0));
                assertThat(pixels(film.frame(time))).isEqualTo(pixels(drawn));
            }
            assertThat(pixels(film.frame(truth.end())))
                    .isNotEqualTo(pixels(stage.frame(
                            truth.end(),
                            graphics -> scene.activity().paint(graphics, scene.actor(), truth.end() / 1000.0))));
        }
    }

    @Test
    void shouldShowNoActionWhenIdle() {
        Film idle = new Film(1, SMALL, FOUR_MINUTES, true);
        assertThat(idle.truths()).isEmpty();
        assertThat(idle.scenes()).hasSizeGreaterThan(5).allMatch(FilmScene::isIdle);
    }

    @Test
    void shouldBeTheSameForTheSameSeedAndAnotherForAnother() {
        assertThat(film(7).truths()).isEqualTo(film(7).truths()).isNotEqualTo(film(8).truths());
        assertThat(pixels(film(7).frame(5000))).isEqualTo(pixels(film(7).frame(5000)));
    }

    private static Film film(long seed) {
        return new Film(seed, SMALL, FOUR_MINUTES, false);
    }

    private static byte[] pixels(BufferedImage image) {
        return ((DataBufferByte) image.getRaster().getDataBuffer()).getData();
    }
}

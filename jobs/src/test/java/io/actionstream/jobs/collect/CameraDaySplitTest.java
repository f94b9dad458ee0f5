package io.actionstream.jobs.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.jobs.collect.StoredClip.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CameraDaySplitTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long START = 20_000 * DAY;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 10, 40})
    void shouldNeverHaveACameraAndDayOnTwoSides(int groups) {
        List<StoredClip> divided = CameraDaySplit.divide(clips(groups));

        Map<Object, Set<Side>> sides = new HashMap<>();
        divided.forEach(clip -> sides.computeIfAbsent(clip.cameraDay(), name -> EnumSet.noneOf(Side.class))
                .add(clip.side()));
        assertThat(sides)
                .hasSize(groups)
                .allSatisfy((group, ofGroup) -> assertThat(ofGroup).hasSize(1));
    }

    @Test
    void shouldGiveEachSideItsShare() {
        Map<Side, Long> sizes = sizes(CameraDaySplit.divide(clips(40)));

        assertThat(sizes)
                .containsExactlyInAnyOrderEntriesOf(Map.of(Side.TRAINING, 96L, Side.VALIDATION, 32L, Side.TEST, 32L));
    }

    @Test
    void shouldServeTrainingThenValidationThenTest() {
        assertThat(sizes(CameraDaySplit.divide(clips(1)))).containsOnlyKeys(Side.TRAINING);
        assertThat(sizes(CameraDaySplit.divide(clips(2)))).containsOnlyKeys(Side.TRAINING, Side.VALIDATION);
        assertThat(sizes(CameraDaySplit.divide(clips(3)))).containsOnlyKeys(Side.TRAINING, Side.VALIDATION, Side.TEST);
    }

    @Test
    void shouldKeepTheSideOfACameraAndDay() {
        List<StoredClip> before = CameraDaySplit.divide(clips(5));
        List<StoredClip> more = new ArrayList<>(before);
        more.addAll(clips(20).subList(5 * 4, 20 * 4));

        List<StoredClip> after = CameraDaySplit.divide(more);

        assertThat(after.subList(0, before.size())).isEqualTo(before);
        assertThat(after).noneMatch(clip -> clip.side() == Side.NONE);
    }

    @Test
    void shouldLearnEachActionThatIsTestedWith() {
        List<StoredClip> clips = new ArrayList<>(clips(9));
        clips.add(clip("rare", START, "Rare"));

        List<StoredClip> divided = CameraDaySplit.divide(clips);

        assertThat(divided.get(divided.size() - 1).side()).isEqualTo(Side.TRAINING);
    }

    @Test
    void shouldLeaveOutOfValidationAndTestWhatIsNotLearned() {
        List<StoredClip> clips = List.of(
                clip("gate-1", START, "A"),
                clip("gate-1", START + 1, "B"),
                clip("gate-2", START, "A"),
                clip("gate-2", START + 1, "C"),
                clip("gate-3", START, "B"));

        List<StoredClip> divided = CameraDaySplit.divide(clips);

        Set<String> learned = divided.stream()
                .filter(clip -> clip.side() == Side.TRAINING)
                .map(clip -> clip.clip().label())
                .collect(Collectors.toSet());
        assertThat(learned).containsExactlyInAnyOrder("A", "B");
        assertThat(divided.get(3).side()).isEqualTo(Side.NONE);
        assertThat(divided).filteredOn(clip -> clip.side() == Side.NONE).hasSize(1);
    }

    @Test
    void shouldPutUncertainClipsInNoList() {
        List<StoredClip> clips = new ArrayList<>(clips(3));
        clips.add(clip("gate-0", START + 9, null));

        assertThat(CameraDaySplit.divide(clips).get(12).side()).isEqualTo(Side.NONE);
    }

    /** Groups of four clips of two actions: two cameras, each on several days. */
    private static List<StoredClip> clips(int groups) {
        List<StoredClip> clips = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            for (int i = 0; i < 4; i++) {
                clips.add(clip("gate-" + group % 2, START + group / 2 * DAY + i, i % 2 == 0 ? "A" : "B"));
            }
        }
        return clips;
    }

    private static StoredClip clip(String camera, long start, String label) {
        var answer = new CollectedClip.Answer("m", "A", 0.9f, "B", 0.8f);
        var clip = new CollectedClip(
                camera,
                start,
                start,
                label == null ? Kind.UNCERTAIN : Kind.LABELLED,
                label,
                label == null ? LabelSource.NONE : LabelSource.TRUTH,
                answer);
        return new StoredClip(clip, camera + start, 1, Side.NONE, new StoredClip.Video(1, 1, camera + start));
    }

    private static Map<Side, Long> sizes(List<StoredClip> clips) {
        return clips.stream().collect(Collectors.groupingBy(StoredClip::side, Collectors.counting()));
    }
}

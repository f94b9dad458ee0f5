package io.actionstream.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.media.video.files.LabelledVideo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroupSplitTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldNeverShareAGroup(long seed) {
        GroupSplit split = GroupSplit.holdOut(videos(10), 0.2, seed);
        assertThat(groups(split.training())).doesNotContainAnyElementsOf(groups(split.validation()));
        assertThat(groups(split.validation())).hasSize(2);
        assertThat(split.training().size() + split.validation().size()).isEqualTo(40);
    }

    @Test
    void shouldHoldOutTheSameGroupsForTheSameSeed() {
        assertThat(GroupSplit.holdOut(videos(10), 0.2, 1)).isEqualTo(GroupSplit.holdOut(videos(10), 0.2, 1));
        assertThat(GroupSplit.holdOut(videos(10), 0.2, 1)).isNotEqualTo(GroupSplit.holdOut(videos(10), 0.2, 2));
    }

    @Test
    void shouldTakeAVideoWithoutAGroupAsOneOfItsOwn() {
        List<LabelledVideo> videos =
                List.of(new LabelledVideo(Path.of("A/one.avi"), "A"), new LabelledVideo(Path.of("A/two.avi"), "A"));
        GroupSplit split = GroupSplit.holdOut(videos, 0.5, 1);
        assertThat(split.training()).hasSize(1);
        assertThat(split.validation()).hasSize(1);
    }

    @Test
    void shouldRefuseASingleGroup() {
        assertThatThrownBy(() -> GroupSplit.holdOut(videos(1), 0.2, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("one group");
    }

    @Test
    void shouldNameAClassOfWhichNothingIsLeftToLearnFrom() {
        List<LabelledVideo> videos = List.of(
                new LabelledVideo(Path.of("A/v_A_g01_c01.avi"), "A"),
                new LabelledVideo(Path.of("B/v_B_g02_c01.avi"), "B"));
        assertThatThrownBy(() -> GroupSplit.holdOut(videos, 0.5, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageMatching("every video of [AB] was held out: .*");
    }

    private static List<LabelledVideo> videos(int groups) {
        List<LabelledVideo> videos = new ArrayList<>();
        for (int group = 1; group <= groups; group++) {
            for (String label : List.of("A", "B")) {
                for (int clip = 1; clip <= 2; clip++) {
                    Path file = Path.of("%s/v_%s_g%02d_c%02d.avi".formatted(label, label, group, clip));
                    videos.add(new LabelledVideo(file, label));
                }
            }
        }
        return videos;
    }

    private static Set<String> groups(List<LabelledVideo> videos) {
        return videos.stream()
                .map(video -> video.file().getFileName().toString().replaceAll(".*_(g\\d+)_.*", "$1"))
                .collect(Collectors.toSet());
    }
}

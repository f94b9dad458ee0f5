package io.actionstream.training.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DivisionTest {
    private static final Shares SHARES = new Shares(4, 3, 3);

    @TempDir
    private Path folder;

    private final List<SourceVideo> videos = Zips.videos().keySet().stream()
            .map(path -> SourceVideo.of(path, 1, (target, progress) -> {}).orElseThrow())
            .toList();

    @ParameterizedTest
    @EnumSource
    void shouldTakeTheFirstClassesAndSoManyVideosOfEach(Protocol protocol) throws IOException {
        Splits splits = protocol.firstClasses(2, new Shares(4, 2, 2), 1).of(videos);
        for (String label : List.of("Archery", "Bowling")) {
            assertThat(splits.training())
                    .filteredOn(video -> video.label().equals(label))
                    .hasSize(4);
            assertThat(splits.validation())
                    .filteredOn(video -> video.label().equals(label))
                    .hasSize(2);
            assertThat(splits.test())
                    .filteredOn(video -> video.label().equals(label))
                    .hasSize(2);
        }
        assertThat(splits.all()).hasSize(16).extracting(SourceVideo::label).doesNotContain("CliffDiving");
    }

    @ParameterizedTest
    @EnumSource
    void shouldDivideTheSameWayForTheSameSeed(Protocol protocol) throws IOException {
        assertThat(protocol.firstClasses(3, SHARES, 1).of(videos))
                .isEqualTo(protocol.firstClasses(3, SHARES, 1).of(videos));
        assertThat(protocol.firstClasses(3, SHARES, 1).of(videos))
                .isNotEqualTo(protocol.firstClasses(3, SHARES, 2).of(videos));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void shouldShareNoGroupOfAClassBetweenSplits(long seed) throws IOException {
        Splits splits =
                Protocol.GROUPS.firstClasses(3, new Shares(3, 3, 3), seed).of(videos);
        assertThat(groups(splits.training())).doesNotContainAnyElementsOf(groups(splits.test()));
        assertThat(groups(splits.training())).doesNotContainAnyElementsOf(groups(splits.validation()));
        assertThat(groups(splits.validation())).doesNotContainAnyElementsOf(groups(splits.test()));
    }

    @Test
    void shouldSayWhatThereIsTooLittleOf() {
        assertThatThrownBy(() -> Protocol.RANDOM.firstClasses(4, SHARES, 1).of(videos))
                .isInstanceOf(IOException.class)
                .hasMessage("there are 3 classes, fewer than the 4 asked for");
        assertThatThrownBy(() ->
                        Protocol.RANDOM.firstClasses(3, new Shares(9, 3, 3), 1).of(videos))
                .isInstanceOf(IOException.class)
                .hasMessage("class Archery has 12 videos, fewer than the 15 asked for");
        assertThatThrownBy(() ->
                        Protocol.GROUPS.firstClasses(3, new Shares(6, 3, 3), 1).of(videos))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("class Archery: its groups can't be divided so that 2 more videos are found");
    }

    @Test
    void shouldRefuseAmountsThatMakeNoSense() {
        assertThatThrownBy(() -> new Shares(0, 1, 1)).hasMessageContaining("not 0, 1 and 1");
        assertThatThrownBy(() -> Protocol.GROUPS.firstClasses(0, SHARES, 1)).hasMessageContaining("classes");
        assertThatThrownBy(() -> new GivenLists(null, null, null)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldFollowUcf101sOwnLists() throws IOException {
        Path train = Files.write(
                folder.resolve("trainlist01.txt"),
                List.of("Bowling/v_Bowling_g02_c01.avi 17", "", "Archery/v_Archery_g03_c02.avi 3"));
        Path test = Files.write(folder.resolve("testlist01.txt"), List.of("Archery/v_Archery_g01_c01.avi"));
        Splits splits = new GivenLists(train, null, test).of(videos);
        assertThat(splits.training())
                .extracting(SourceVideo::file)
                .containsExactly("v_Bowling_g02_c01.avi", "v_Archery_g03_c02.avi");
        assertThat(splits.validation()).isEmpty();
        assertThat(splits.test()).hasSize(1);
    }

    @Test
    void shouldFollowAListFromAnotherSystem() throws IOException {
        Path list = folder.resolve("list.txt");
        Files.write(
                list,
                "\ufeff# mine\r\nUCF-101\\Bowling\\v_Bowling_g02_c01.avi 17\r\nbowling\\V_bowling_g02_c01.AVI\r\n"
                        .getBytes(StandardCharsets.UTF_16LE));
        assertThat(new GivenLists(null, list, null).of(videos).validation())
                .extracting(SourceVideo::path)
                .containsExactly("Bowling/v_Bowling_g02_c01.avi");
    }

    @Test
    void shouldNameAListedVideoThatIsNotThere() throws IOException {
        Path list = Files.writeString(folder.resolve("list.txt"), "Archery/v_Archery_g99_c01.avi\n1 Archery\n");
        assertThatThrownBy(() -> new GivenLists(list, null, null).of(videos))
                .isInstanceOf(IOException.class)
                .hasMessage(list + ", line 1: Archery/v_Archery_g99_c01.avi is no video of the source; expected is"
                        + " Archery/v_Archery_g01_c01.avi");
        Files.writeString(list, "1 Archery\n");
        assertThatThrownBy(() -> new GivenLists(list, null, null).of(videos))
                .hasMessageContaining("line 1: 1 Archery is a class, not a video");
    }

    @Test
    void shouldSpellLabelsAsEverywhereAndKnowNamesOutsideAscii() {
        assertThat(SourceVideo.of("x/v_HandStandPushups_g01_c02.avi", 1, (target, progress) -> {}))
                .get()
                .extracting(SourceVideo::path)
                .isEqualTo("HandstandPushups/v_HandStandPushups_g01_c02.avi");
        assertThat(SourceVideo.of("x/v_Épée_g01_c02.avi", 1, (target, progress) -> {}))
                .get()
                .extracting(SourceVideo::label)
                .isEqualTo("Épée");
    }

    private static Set<String> groups(List<SourceVideo> videos) {
        return videos.stream().map(video -> video.label() + video.group()).collect(Collectors.toSet());
    }
}

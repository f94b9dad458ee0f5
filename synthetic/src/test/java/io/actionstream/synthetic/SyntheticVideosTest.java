package io.actionstream.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.media.video.VideoReader;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.media.video.files.VideoFiles;
import io.actionstream.synthetic.person.SyntheticAction;
import io.actionstream.synthetic.scene.SceneOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SyntheticVideosTest {
    private static final SceneOptions SMALL = new SceneOptions(64, 48);

    @TempDir
    Path folder;

    @Test
    void shouldWriteTheLayoutOfUcf101() throws Exception {
        List<Path> reported = new ArrayList<>();
        List<Path> written = SyntheticVideos.write(folder, small(6, 1), reported::add);

        assertThat(written)
                .hasSize(60)
                .containsExactlyInAnyOrderElementsOf(reported)
                .allSatisfy(file -> assertThat(file).isNotEmptyFile());
        assertThat(folder.resolve("Boxing/v_Boxing_g01_c04.avi")).exists();
        assertThat(folder.resolve("Boxing/v_Boxing_g02_c02.avi")).exists();
        assertThat(folder.resolve("Boxing")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void shouldWriteAsManyVideosOfIdlePeopleWhenAsked() throws Exception {
        SyntheticOptions options = new SyntheticOptions(6, 1, 0.2, 25, SMALL, 2, true, false);
        List<Path> written = SyntheticVideos.write(folder, options, file -> {});
        SyntheticVideos.write(folder.resolve("without"), small(6, 1), file -> {});

        assertThat(written).hasSize(66);
        assertThat(written.get(65)).isEqualTo(folder.resolve("Idle/v_Idle_g02_c02.avi"));
        assertThat(folder.resolve("Waving/v_Waving_g02_c02.avi"))
                .hasSameBinaryContentAs(folder.resolve("without/Waving/v_Waving_g02_c02.avi"));
    }

    @Test
    void shouldBeReadBackWithItsLabelsAndTimes() throws Exception {
        SyntheticVideos.write(folder, small(1, 1), file -> {});

        List<LabelledVideo> videos = VideoFiles.below(folder);
        assertThat(videos.stream().map(LabelledVideo::label)).containsExactlyElementsOf(SyntheticAction.labels());
        try (VideoReader reader = VideoReader.open(videos.get(0).file())) {
            int frames = 0;
            while (reader.next()) {
                assertThat(reader.timestampMillis()).isEqualTo(frames * 40L);
                frames++;
            }
            assertThat(frames).isEqualTo(5);
        }
    }

    @Test
    void shouldWriteTheSameFilesForTheSameSeedOnAnyNumberOfThreads() throws Exception {
        SyntheticOptions alone = new SyntheticOptions(1, 5, 0.2, 25, SMALL, 1, false, false);
        SyntheticOptions together = new SyntheticOptions(1, 5, 0.2, 25, SMALL, 3, false, false);
        List<Path> one = SyntheticVideos.write(folder.resolve("one"), alone, file -> {});
        List<Path> other = SyntheticVideos.write(folder.resolve("other"), together, file -> {});

        for (int i = 0; i < one.size(); i++) {
            assertThat(one.get(i)).hasSameBinaryContentAs(other.get(i));
        }
    }

    @Test
    void shouldWriteOtherVideosForAnotherSeed() throws Exception {
        Path one = SyntheticVideos.write(folder.resolve("one"), small(1, 5), file -> {})
                .get(0);
        Path other = SyntheticVideos.write(folder.resolve("other"), small(1, 6), file -> {})
                .get(0);

        assertThat(Files.mismatch(one, other)).isNotNegative();
    }

    @Test
    void shouldSplitSoThatNoPersonIsInTwoLists() throws Exception {
        List<Path> written = SyntheticVideos.write(folder, small(9, 1).withSplits(), file -> {});

        List<String> listed = new ArrayList<>();
        Set<String> people = new HashSet<>();
        for (String name : List.of("trainlist.txt", "vallist.txt", "testlist.txt")) {
            List<String> videos = Files.readAllLines(folder.resolve(name));
            Set<String> groups = videos.stream()
                    .map(video -> video.replaceAll(".*_(g\\d+)_.*", "$1"))
                    .collect(Collectors.toSet());
            assertThat(groups).isNotEmpty().noneMatch(people::contains);
            people.addAll(groups);
            listed.addAll(videos);
        }
        assertThat(listed.stream().map(folder::resolve)).containsExactlyInAnyOrderElementsOf(written);
    }

    @Test
    void shouldSayWhichFolderCannotBeMade() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatIOException()
                .isThrownBy(() -> SyntheticVideos.write(file, small(1, 1), video -> {}))
                .withMessageContaining("can't make folder " + file.resolve("ArmCircles"));
    }

    @Test
    void shouldSayWhichVideoCannotBeWritten() throws IOException {
        Path obstacle = folder.resolve("Boxing/v_Boxing_g01_c01.avi");
        Files.createDirectories(obstacle.resolve("full"));

        assertThatIOException()
                .isThrownBy(() -> SyntheticVideos.write(folder, small(1, 1), video -> {}))
                .withMessageContaining("v_Boxing_g01_c01.avi");
        assertThat(folder.resolve("Boxing")).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @CsvSource({
        "0,6.5,25,1,false,videosPerClass",
        "1,0,25,1,false,seconds",
        "1,NaN,25,1,false,seconds",
        "1,6.5,0,1,false,frameRate",
        "1,6.5,25,0,false,threads",
        "8,6.5,25,1,true,videosPerClass must be at least 9"
    })
    void shouldNameTheBadOption(
            int videos, double seconds, double frameRate, int threads, boolean splits, String option) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new SyntheticOptions(videos, 1, seconds, frameRate, SMALL, threads, false, splits))
                .withMessageContaining(option);
    }

    @Test
    void shouldFollowUcf101ByDefault() {
        SyntheticOptions options = SyntheticOptions.of(40, 3);

        assertThat(options.scene()).isEqualTo(new SceneOptions(320, 240));
        assertThat(options.frameRate()).isEqualTo(25);
        assertThat(options.framesPerVideo()).isEqualTo(163);
        assertThat(options.groups()).isEqualTo(10);
    }

    private static SyntheticOptions small(int videosPerClass, long seed) {
        return new SyntheticOptions(videosPerClass, seed, 0.2, 25, SMALL, 2, false, false);
    }
}

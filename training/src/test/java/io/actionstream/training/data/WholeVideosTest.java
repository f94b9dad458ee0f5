package io.actionstream.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.media.video.Remux;
import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.training.TestVideos;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WholeVideosTest {
    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private final VideoProblems problems = new VideoProblems(told::add);
    private Path good;

    @BeforeEach
    void writeAGoodVideo() throws IOException {
        good = TestVideos.brightening(folder.resolve("good.avi"), 40);
    }

    @Test
    void shouldLeaveOutAndNameWhatIsNotWhole() throws IOException {
        Path cut = Remux.cut(Files.copy(good, folder.resolve("cut.avi")), 0.5);
        Path empty = Files.createFile(folder.resolve("empty.mp4"));
        Path text = Files.writeString(folder.resolve("text.mkv"), "This is not a video.");
        Path gone = folder.resolve("gone.avi");

        WholeVideos whole = WholeVideos.of(set(cut, empty, good, text, gone), problems);

        assertThat(whole.videos().videos()).extracting(LabelledVideo::file).containsExactly(good);
        assertThat(whole.videos().labels()).containsExactly("A", "B");
        assertThat(whole.lengths()).containsExactly(4000L);
        assertThat(told).hasSize(4);
        assertThat(told.get(0))
                .startsWith("left out: " + cut + " ends early: ")
                .endsWith(" s of the 4.0 s that its header promises are there");
        assertThat(told.get(1)).startsWith("left out: can't open " + empty);
        assertThat(told.get(2)).startsWith("left out: can't open " + text);
        assertThat(told.get(3)).startsWith("left out: can't open " + gone);
    }

    /** The header of a download that broke off behind it. */
    @Test
    void shouldLeaveOutAndNameAVideoWithoutFrames() throws IOException {
        Path video = Remux.of(good).option("movflags", "faststart").to(folder.resolve("header.mp4"));
        byte[] bytes = Files.readAllBytes(video);
        int data = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("mdat") + 4;
        Files.write(video, Arrays.copyOf(bytes, data));

        WholeVideos whole = WholeVideos.of(set(video, good), problems);

        assertThat(whole.lengths()).containsExactly(4000L);
        assertThat(told).containsExactly("left out: no frames in " + video);
    }

    @Test
    void shouldKeepWhatIsJoinedAndSaySoOnce() throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (long start : new long[] {100_000_000, 10_000_000}) {
            Path part = Remux.of(good).times(frame -> start + 100_000 * frame).to(folder.resolve("part.ts"));
            joined.writeBytes(Files.readAllBytes(part));
        }
        Path video = Files.write(folder.resolve("joined.ts"), joined.toByteArray());

        WholeVideos whole = WholeVideos.of(set(video, good), problems);
        WholeVideos.of(set(video, good), problems);

        assertThat(whole.lengths()).containsExactly(8000L, 4000L);
        assertThat(told).singleElement().asString().startsWith(video + ": time stamps jump ");
    }

    @Test
    void shouldSayThatNothingIsLeft() throws IOException {
        Path text = Files.writeString(folder.resolve("text.avi"), "This is not a video.");

        assertThatThrownBy(() -> WholeVideos.of(set(text), problems))
                .isInstanceOf(VideoException.class)
                .hasMessage("none of the 1 videos can be read");
        assertThat(told).hasSize(1);
    }

    private static VideoSet set(Path... files) {
        List<LabelledVideo> videos =
                Arrays.stream(files).map(file -> new LabelledVideo(file, "A")).toList();
        return new VideoSet(videos, List.of("A", "B"));
    }
}

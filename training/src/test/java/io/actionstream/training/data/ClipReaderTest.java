package io.actionstream.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.media.frame.FrameScaler;
import io.actionstream.media.video.VideoException;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Padding;
import io.actionstream.training.TestVideos;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipReaderTest {
    /** Slots begin at 0, 250, 500 and 750 ms; frames come every 100 ms. */
    private static final ClipSpec SPEC = new ClipSpec(4, 250, 16, 16, Padding.BLACK);

    private static final int BLACK = -1;

    @TempDir
    private Path folder;

    private Path video;
    private final FrameTransform scale = new FrameScaler(16, 16)::scale;

    @BeforeEach
    void writeFourSeconds() throws IOException {
        video = TestVideos.brightening(folder.resolve("long.avi"), 40);
    }

    @Test
    void shouldTakeTheFirstFrameOfEverySlot() throws VideoException {
        assertFrames(new ClipReader(SPEC).clipAt(video, 0, scale), 0, 3, 5, 8);
    }

    @Test
    void shouldCountSlotsFromTheFirstFrameAtOrAfterTheStart() throws VideoException {
        assertFrames(new ClipReader(SPEC).clipAt(video, 120, scale), 2, 5, 7, 10);
    }

    @Test
    void shouldPadAShortVideoWithBlack() throws IOException {
        Path brief = TestVideos.brightening(folder.resolve("short.avi"), 5);
        assertFrames(new ClipReader(SPEC).clipAt(brief, 0, scale), 0, 3, BLACK, BLACK);
    }

    @Test
    void shouldPadAShortVideoWithItsLastSample() throws IOException {
        Path brief = TestVideos.brightening(folder.resolve("short.avi"), 5);
        ClipSpec repeating = SPEC.withPadding(Padding.LAST);
        assertFrames(new ClipReader(repeating).clipAt(brief, 0, scale), 0, 3, 3, 3);
    }

    @Test
    void shouldReadEveryClipOfTheLiveJob() throws VideoException {
        List<VideoClip> clips = clips(video, new ClipRules(4, 2));
        assertThat(clips).hasSize(4);
        assertFrames(clips.get(3).pixels(), 30, 33, 35, 38);
        assertThat(clips.get(3).start()).isEqualTo(3000);
        assertThat(clips.get(3).end()).isEqualTo(3800);
    }

    @Test
    void shouldLeaveOutAnEndThatIsTooShortToClassify() throws IOException {
        Path longer = TestVideos.brightening(folder.resolve("longer.avi"), 42);
        assertThat(clips(longer, new ClipRules(4, 2))).hasSize(4);
        assertThat(clips(longer, new ClipRules(4, 1))).hasSize(5);
    }

    @Test
    void shouldSayThatThereIsNothingBeyondTheEnd() {
        assertThatThrownBy(() -> new ClipReader(SPEC).clipAt(video, 9000, scale))
                .isInstanceOf(VideoException.class)
                .hasMessageContaining("9000 ms")
                .hasMessageContaining("long.avi");
    }

    @Test
    void shouldNameAVideoThatCannotBeRead() throws IOException {
        Path broken = Files.writeString(folder.resolve("broken.avi"), "no video");
        assertThatThrownBy(() -> new ClipReader(SPEC).clipAt(broken, 0, scale))
                .isInstanceOf(VideoException.class)
                .hasMessageContaining("broken.avi");
    }

    private List<VideoClip> clips(Path file, ClipRules rules) throws VideoException {
        List<VideoClip> clips = new ArrayList<>();
        new ClipReader(SPEC).eachClip(file, rules, scale, clips::add);
        return clips;
    }

    /** Compares the middle of each sample with the grey of the frame expected there. */
    private static void assertFrames(byte[] clip, int... frames) {
        assertThat(clip).hasSize(SPEC.clipBytes());
        for (int i = 0; i < frames.length; i++) {
            int middle = clip[i * SPEC.frameBytes() + SPEC.frameBytes() / 2] & 0xff;
            int wanted = frames[i] == BLACK ? 0 : TestVideos.grey(frames[i]);
            assertThat(middle).as("sample %d", i).isCloseTo(wanted, within(2));
        }
    }
}

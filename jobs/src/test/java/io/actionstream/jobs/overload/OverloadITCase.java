package io.actionstream.jobs.overload;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestKafka.header;
import static io.actionstream.jobs.testing.TestKafka.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.jobs.testing.SteadyCameras;
import io.actionstream.jobs.testing.TestJob;
import io.actionstream.jobs.testing.TestKafka;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One camera, and a classifier that takes 2 clips at once and stands still until the test says otherwise. */
class OverloadITCase {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int CLIP_MILLIS = 6000;

    private TestJob job;
    private SteadyCameras camera;

    @BeforeEach
    void createTopics() throws Exception {
        GatedClassifier.closeGate();
        job = TestJob.withTopics();
        camera = new SteadyCameras(job.frames(), 1);
    }

    @AfterEach
    void stopJob() {
        GatedClassifier.openGate();
        job.stop();
    }

    @Test
    void shouldDropAndReportTheClipsThatHaveWaitedLongestAndGoOnReading() throws Exception {
        start("--overload=drop-oldest");

        sendClips(10);
        var dropped = TestKafka.await(job.rejected(), 6);
        GatedClassifier.openGate();

        assertThat(clips(4)).containsExactlyInAnyOrder("0", "1", "8", "9");
        assertThat(dropped)
                .extracting(clip -> header(clip, "reason"), clip -> text(clip.key()))
                .containsOnly(tuple("overload", "gate-1"));
        assertThat(dropped)
                .extracting(clip -> header(clip, "detail").replaceFirst("clip from (\\d+) to .*", "$1"))
                .map(start -> clip(Long.parseLong(start)))
                .containsExactlyInAnyOrder("2", "3", "4", "5", "6", "7");
    }

    @Test
    void shouldDropNothingWhileTheClassifierKeepsUp() throws Exception {
        GatedClassifier.openGate();
        start("--overload=drop-oldest");

        for (int sent = 1; sent <= 10; sent++) {
            sendClips(1);
            assertThat(clips(sent)).hasSize(sent);
        }

        assertThat(TestKafka.read(job.rejected())).isEmpty();
    }

    @Test
    void shouldLetClipsWaitAndDropNoneByDefault() throws Exception {
        start();

        sendClips(10);
        awaitClipsAtTheClassifier(2);
        GatedClassifier.openGate();

        assertThat(clips(10)).hasSize(10).doesNotHaveDuplicates();
        assertThat(TestKafka.read(job.rejected())).isEmpty();
    }

    private void start(String... arguments) throws Exception {
        List<String> all = new ArrayList<>(List.of("--parallelism=1", "--in-flight=2"));
        all.addAll(List.of(arguments));
        job.start(GatedClassifier::new, all.toArray(String[]::new));
    }

    private void sendClips(int count) {
        for (int clip = 0; clip < count; clip++) {
            camera.nextClip();
        }
    }

    private static void awaitClipsAtTheClassifier(int count) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (GatedClassifier.submitted() < count) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    /** The numbers of the clips with a label, once there are so many. */
    private List<String> clips(int count) throws IOException {
        List<String> clips = new ArrayList<>();
        for (var action : TestKafka.await(job.actions(), count)) {
            clips.add(clip(JSON.readTree(action.value()).get("start").longValue()));
        }
        return clips;
    }

    private static String clip(long start) {
        return String.valueOf((start - START) / CLIP_MILLIS);
    }
}

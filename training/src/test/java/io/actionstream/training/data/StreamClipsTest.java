package io.actionstream.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.frame.ClipDecoder;
import io.actionstream.media.image.RgbImage;
import io.actionstream.media.video.Remux;
import io.actionstream.media.video.VideoReader;
import io.actionstream.model.clip.AssembledClip;
import io.actionstream.model.clip.ClipAssembler;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Fit;
import io.actionstream.model.clip.FrameSampler;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.clip.SamplingRules;
import io.actionstream.training.JpegVideos;
import io.actionstream.training.TestVideos;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A video judged offline and its frames on the way through the live job's own sampler, assembler and decoder. */
class StreamClipsTest {
    private static final long CAPTURED = 1_764_000_000_000L;

    @TempDir
    private Path folder;

    private final List<String> told = new ArrayList<>();
    private final VideoProblems problems = new VideoProblems(told::add);

    /** A frame as it comes from a camera: encoded, and some milliseconds after it was captured. */
    private record Arrival(long captured, long arrives, byte[] image) {}

    @ParameterizedTest
    @CsvSource({"4, 1, BLACK", "4, 3, LAST", "2, 1, BLACK", "3, 2, LAST"})
    void shouldGiveTheClipsOfTheStream(int hop, int minFrames, Padding padding) throws IOException {
        Path video = TestVideos.brightening(folder.resolve("v.avi"), 43);
        ClipSpec spec = new ClipSpec(4, 250, 32, 48, padding);
        ClipRules rules = new ClipRules(hop, minFrames);

        List<byte[]> offline = new EvaluationClips.Stream(rules).of(video, spec, problems);

        List<byte[]> live = live(outOfOrder(video), spec, rules);
        assertThat(offline).hasSameSizeAs(live).hasSizeGreaterThan(3);
        for (int i = 0; i < live.size(); i++) {
            assertThat(offline.get(i)).as("clip %d", i).isEqualTo(live.get(i));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"mkv", "webm", "flv"})
    void shouldGiveTheClipsOfTheSamePicturesInAnotherContainer(String container) throws IOException {
        Path avi = Remux.flv1(TestVideos.brightening(folder.resolve("plain.avi"), 43), folder.resolve("v.avi"));
        Path other = Remux.of(avi).frameRate(10).to(folder.resolve("v." + container));
        ClipSpec spec = new ClipSpec(4, 250, 32, 48, Padding.BLACK);

        for (EvaluationClips clips :
                List.of(new EvaluationClips.Views(3), new EvaluationClips.Stream(new ClipRules(3, 2)))) {
            List<byte[]> expected = clips.of(avi, spec, problems);
            assertThat(expected).hasSizeGreaterThan(2);
            assertThat(clips.of(other, spec, problems))
                    .usingElementComparator(Arrays::compare)
                    .containsExactlyElementsOf(expected);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void shouldGiveWhatThereIsOfAFileThatEndsEarlyAndSaySoOnce() throws IOException {
        Path video = TestVideos.brightening(folder.resolve("v.avi"), 43);
        Remux.cut(video, 0.5);
        ClipSpec spec = new ClipSpec(4, 250, 32, 48, Padding.BLACK);

        assertThat(new EvaluationClips.Views(3).of(video, spec, problems)).hasSize(3);
        assertThat(new EvaluationClips.Views(3).of(video, spec, problems)).hasSize(3);

        assertThat(told).singleElement().asString().startsWith(video + " ends early: ");

        assertThat(new EvaluationClips.Stream(new ClipRules(4, 1)).of(video, spec, new VideoProblems(told::add)))
                .hasSizeBetween(1, 3);

        assertThat(told).hasSize(2).last().asString().startsWith(video + " ends early: ");
    }

    @ParameterizedTest
    @CsvSource({"mjpeg, 320, 240", "avi, 320, 240", "mjpeg, 1280, 720", "avi, 1280, 720"})
    void shouldGiveTheClipsOfTheSameJpegsSent(String format, int width, int height) throws IOException {
        assertClipsOfJpegs(format, width, height, new ClipSpec(4, 250, 224, 224, Padding.BLACK));
    }

    static List<Fit> fits() {
        return List.of(Fit.crop(128), Fit.crop(128, 171), Fit.STRETCH);
    }

    @ParameterizedTest
    @MethodSource("fits")
    void shouldGiveThemWhateverTheFit(Fit fit) throws IOException {
        assertClipsOfJpegs("avi", 320, 240, new ClipSpec(4, 250, 112, 96, Padding.BLACK, fit));
        assertClipsOfJpegs("mjpeg", 1280, 720, new ClipSpec(4, 250, 112, 96, Padding.BLACK, fit));
    }

    private void assertClipsOfJpegs(String format, int width, int height, ClipSpec spec) throws IOException {
        List<byte[]> jpegs = JpegVideos.pictures(50, width, height);
        Path video = JpegVideos.write(folder.resolve("v." + format), jpegs, width, height);
        ClipRules rules = new ClipRules(4, 4);

        List<byte[]> offline = new EvaluationClips.Stream(rules).of(video, spec, problems);
        List<byte[]> views = new EvaluationClips.Views(1).of(video, spec, problems);

        List<byte[]> live = live(inOrder(jpegs), spec, rules);
        assertThat(live).hasSize(2);
        assertThat(offline).hasSize(2);
        assertThat(offline.get(0)).isEqualTo(live.get(0));
        assertThat(offline.get(1)).isEqualTo(live.get(1));
        assertThat(views).hasSize(1);
        assertThat(live(inOrder(jpegs.subList(firstFrame(video, spec), jpegs.size())), spec, rules)
                        .get(0))
                .isEqualTo(views.get(0));
    }

    /** The frame with which the one view of a video begins. */
    private static int firstFrame(Path video, ClipSpec spec) throws IOException {
        try (VideoReader reader = VideoReader.open(video)) {
            long start = Math.round(TrainingClips.lastStart(reader.measureMillis(), spec) * 0.5);
            return (int) ((start + JpegVideos.FRAME_MILLIS - 1) / JpegVideos.FRAME_MILLIS);
        }
    }

    private static List<Arrival> inOrder(List<byte[]> jpegs) {
        List<Arrival> arrivals = new ArrayList<>();
        for (byte[] jpeg : jpegs) {
            long captured = CAPTURED + (long) arrivals.size() * JpegVideos.FRAME_MILLIS;
            arrivals.add(new Arrival(captured, captured, jpeg));
        }
        return arrivals;
    }

    private static List<byte[]> live(List<Arrival> arrivals, ClipSpec spec, ClipRules rules) {
        List<AssembledClip<byte[]>> assembled = new ArrayList<>();
        ClipAssembler<byte[]> assembler = new ClipAssembler<>(spec, rules, assembled::add);
        FrameSampler<byte[]> sampler = new FrameSampler<>(spec.intervalMillis(), SamplingRules.DEFAULT);
        for (Arrival arrival : arrivals) {
            assertThat(sampler.frame(arrival.captured, arrival.image, assembler))
                    .isTrue();
        }
        sampler.finish(assembler);
        ClipDecoder decoder = new ClipDecoder(spec);
        return assembled.stream()
                .map(clip -> decoder.decode(clip.frames(), clip.positions()).pixels())
                .toList();
    }

    private static List<Arrival> outOfOrder(Path video) throws IOException {
        Random random = new Random(5);
        List<Arrival> arrivals = new ArrayList<>();
        try (VideoReader reader = VideoReader.open(video)) {
            while (reader.next()) {
                long captured = CAPTURED + reader.timestampMillis();
                long delay = random.nextLong(SamplingRules.DEFAULT.outOfOrdernessMillis());
                arrivals.add(new Arrival(captured, captured + delay, png(reader.image())));
            }
        }
        arrivals.sort(Comparator.comparingLong(Arrival::arrives));
        assertThat(arrivals)
                .isNotEqualTo(arrivals.stream()
                        .sorted(Comparator.comparingLong(Arrival::captured))
                        .toList());
        return arrivals;
    }

    private static byte[] png(RgbImage image) throws IOException {
        BufferedImage picture = new BufferedImage(image.width(), image.height(), BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < image.width() * image.height(); i++) {
            byte[] rgb = image.pixels();
            int colour = (rgb[3 * i] & 0xFF) << 16 | (rgb[3 * i + 1] & 0xFF) << 8 | rgb[3 * i + 2] & 0xFF;
            picture.setRGB(i % image.width(), i / image.width(), colour);
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(picture, "png", png);
        return png.toByteArray();
    }
}

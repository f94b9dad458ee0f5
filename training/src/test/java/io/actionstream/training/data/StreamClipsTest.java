package io.actionstream.training.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.clip.AssembledClip;
import io.actionstream.model.clip.ClipAssembler;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.FrameSampler;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.clip.SamplingRules;
import io.actionstream.model.frame.ClipDecoder;
import io.actionstream.model.image.RgbImage;
import io.actionstream.model.video.VideoReader;
import io.actionstream.training.TestVideos;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A video judged offline and its frames on the way through the live job's own sampler, assembler and decoder. */
class StreamClipsTest {
    private static final long CAPTURED = 1_764_000_000_000L;

    @TempDir
    private Path folder;

    /** A frame as it comes from a camera: encoded without loss, and some milliseconds after it was captured. */
    private record Arrival(long captured, long arrives, byte[] png) {}

    @ParameterizedTest
    @CsvSource({"4, 1, BLACK", "4, 3, LAST", "2, 1, BLACK", "3, 2, LAST"})
    void shouldGiveTheClipsOfTheStream(int hop, int minFrames, Padding padding) throws IOException {
        Path video = TestVideos.brightening(folder.resolve("v.avi"), 43);
        ClipSpec spec = new ClipSpec(4, 250, 32, 48, padding);
        ClipRules rules = new ClipRules(hop, minFrames);

        List<byte[]> offline = new EvaluationClips.Stream(rules).of(video, spec);

        List<byte[]> live = live(outOfOrder(video), spec, rules);
        assertThat(offline).hasSameSizeAs(live).hasSizeGreaterThan(3);
        for (int i = 0; i < live.size(); i++) {
            assertThat(offline.get(i)).as("clip %d", i).isEqualTo(live.get(i));
        }
    }

    private static List<byte[]> live(List<Arrival> arrivals, ClipSpec spec, ClipRules rules) {
        List<AssembledClip<byte[]>> assembled = new ArrayList<>();
        ClipAssembler<byte[]> assembler = new ClipAssembler<>(spec, rules, assembled::add);
        FrameSampler<byte[]> sampler = new FrameSampler<>(spec.intervalMillis(), SamplingRules.DEFAULT);
        for (Arrival arrival : arrivals) {
            assertThat(sampler.frame(arrival.captured, arrival.png, assembler)).isTrue();
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

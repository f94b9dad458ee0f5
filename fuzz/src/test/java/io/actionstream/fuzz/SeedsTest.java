package io.actionstream.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.frame.FrameDecoder;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Holds that fuzzing begins with good input. */
class SeedsTest {

    /** Its white pixels are transparent, and laid over black as all are. */
    private static final String ALL_BLACK = "png-0-1-transparent";

    @Test
    void shouldBeginWithPicturesThatCanBeDecoded() throws Exception {
        FrameDecoder decoder = new FrameDecoder(48, 64);
        for (Map.Entry<String, byte[]> picture : Pictures.all().entrySet()) {
            byte[] sample = new byte[48 * 64 * 3];
            decoder.decode(picture.getValue(), sample, 0);
            boolean black = Arrays.equals(sample, new byte[sample.length]);
            assertThat(black).as(picture.getKey()).isEqualTo(picture.getKey().equals(ALL_BLACK));
        }
    }

    @Test
    void shouldWriteProgressivePicturesLikeSequentialOnes() throws IOException {
        Map<String, byte[]> pictures = Pictures.all();
        for (String name : pictures.keySet()) {
            String sequential = name.replace("progressive", "extended");
            if (name.startsWith("progressive-") && pictures.containsKey(sequential)) {
                assertThat(readByTheJdk(pictures.get(name))).as(name).isEqualTo(readByTheJdk(pictures.get(sequential)));
            }
        }
    }

    @Test
    void shouldDecodeProgressivePicturesLikeSequentialOnes() throws Exception {
        FrameDecoder decoder = new FrameDecoder(48, 64);
        Map<String, byte[]> pictures = Pictures.all();
        for (String name : pictures.keySet()) {
            if (name.startsWith("progressive-") && pictures.containsKey(name.replace("progressive", "extended"))) {
                byte[] progressive = new byte[48 * 64 * 3];
                byte[] sequential = new byte[48 * 64 * 3];
                decoder.decode(pictures.get(name), progressive, 0);
                decoder.decode(pictures.get(name.replace("progressive", "extended")), sequential, 0);
                assertThat(progressive).as(name).isEqualTo(sequential);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadTheSeeds(Target target) throws IOException {
        assertThat(Seeds.of(target)).isNotEmpty();
        for (byte[] seed : Seeds.of(target).values()) {
            target.read(seed);
        }
    }

    @Test
    void shouldMakeTheSameMutationOfTheSameSeed() throws IOException {
        Map<String, byte[]> pictures = Pictures.all();

        assertThat(Mutation.of(7, pictures).bytes())
                .isEqualTo(Mutation.of(7, pictures).bytes())
                .isNotEqualTo(Mutation.of(8, pictures).bytes());
    }

    private static int[] readByTheJdk(byte[] picture) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(picture))) {
            reader.setInput(in);
            Raster samples = reader.readRaster(0, null);
            return samples.getPixels(0, 0, samples.getWidth(), samples.getHeight(), (int[]) null);
        } finally {
            reader.dispose();
        }
    }
}

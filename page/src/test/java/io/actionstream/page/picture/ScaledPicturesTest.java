package io.actionstream.page.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.RgbImage;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScaledPicturesTest {

    private static final long NOW = 1_764_000_000_000L;

    private final PictureStore store = new PictureStore(10 << 20);

    @Test
    void shouldScaleDownAndKeepTheAspectRatio() throws Exception {
        store.offer("gate", NOW, jpeg(640, 480));

        RgbImage picture = decoded(pictures(false).picture("gate", NOW, 300).orElseThrow());

        assertThat(picture.width()).isEqualTo(320);
        assertThat(picture.height()).isEqualTo(240);
    }

    @Test
    void shouldNotEnlarge() throws Exception {
        store.offer("gate", NOW, jpeg(100, 80));

        RgbImage picture = decoded(pictures(false).picture("gate", NOW, 320).orElseThrow());

        assertThat(picture.width()).isEqualTo(100);
        assertThat(picture.height()).isEqualTo(80);
    }

    @Test
    void shouldMakeEachSizeOnceForAnyNumberOfViewers() throws Exception {
        store.offer("gate", NOW, jpeg(640, 480));
        ScaledPictures pictures = pictures(false);
        ExecutorService viewers = Executors.newFixedThreadPool(8);
        try {
            Callable<byte[]> viewer = () -> pictures.picture("gate", NOW, 320).orElseThrow();
            List<Future<byte[]>> seen =
                    viewers.invokeAll(Stream.generate(() -> viewer).limit(40).toList());
            for (Future<byte[]> one : seen) {
                assertThat(one.get()).isSameAs(seen.get(0).get());
            }
        } finally {
            viewers.shutdown();
        }

        assertThat(pictures.made()).isEqualTo(1);
        pictures.picture("gate", NOW, 160);
        assertThat(pictures.made()).isEqualTo(2);
    }

    @Test
    void shouldKeepMadePicturesWithinABound() throws Exception {
        ScaledPictures pictures = new ScaledPictures(store, ImageLimits.DEFAULT, false, 1, 1);
        store.offer("gate", NOW, jpeg(64, 64));

        pictures.picture("gate", NOW, 320);
        pictures.picture("gate", NOW, 320);

        assertThat(pictures.made()).isEqualTo(2);
    }

    @Test
    void shouldHaveNoPictureThatIsGoneOrBroken() throws Exception {
        store.offer("gate", NOW, new byte[] {1, 2, 3});

        assertThat(pictures(false).picture("gate", NOW, 320)).isEmpty();
        assertThat(pictures(false).picture("gate", NOW + 1, 320)).isEmpty();
        assertThat(pictures(false).picture("hall", NOW, 320)).isEmpty();
    }

    @Test
    void shouldPixelateBeforeAnythingIsEncoded() throws Exception {
        store.offer("gate", NOW, jpeg(640, 480));

        RgbImage blocks = decoded(pictures(true).picture("gate", NOW, 320).orElseThrow());
        RgbImage full = decoded(pictures(false).picture("gate", NOW, 320).orElseThrow());

        assertThat(blocks.width()).isEqualTo(320);
        assertThat(mostWithinABlock(blocks)).isLessThan(30);
        assertThat(mostWithinABlock(full)).isGreaterThan(60);
    }

    private ScaledPictures pictures(boolean pixelated) {
        return new ScaledPictures(store, ImageLimits.DEFAULT, pixelated, 2, 1 << 20);
    }

    /** Colours that change from one pixel to the next. */
    private static byte[] jpeg(int width, int height) {
        byte[] pixels = new byte[width * height * RgbImage.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i / 3 % width * 7 + i / 3 / width * 3 + i % 3 * 50);
        }
        return new FrameEncoder(90).encode(pixels, width, height);
    }

    private static RgbImage decoded(byte[] jpeg) throws BrokenImageException {
        return new FrameDecoder(4096, 4096).shrink(jpeg);
    }

    /** By how much green differs within the middle of a block, at most; the middle, for a JPEG smears the edges. */
    private static int mostWithinABlock(RgbImage image) {
        int side = image.width() / PictureMaker.BLOCKS;
        int most = 0;
        for (int row = side / 2; row < image.height() - 1; row += side) {
            for (int column = side / 2; column < image.width() - 1; column += side) {
                int here = green(image, row, column);
                most = Math.max(most, Math.abs(here - green(image, row, column + 1)));
                most = Math.max(most, Math.abs(here - green(image, row + 1, column)));
            }
        }
        return most;
    }

    private static int green(RgbImage image, int row, int column) {
        return image.pixels()[(row * image.width() + column) * RgbImage.CHANNELS + 1] & 0xFF;
    }
}

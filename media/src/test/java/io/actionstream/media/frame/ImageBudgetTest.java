package io.actionstream.media.frame;

import static io.actionstream.media.jpeg.JpegBytes.at;
import static io.actionstream.media.jpeg.JpegBytes.bytes;
import static io.actionstream.media.jpeg.JpegBytes.end;
import static io.actionstream.media.jpeg.JpegBytes.inserted;
import static io.actionstream.media.jpeg.JpegBytes.join;
import static io.actionstream.media.jpeg.JpegBytes.segment;
import static io.actionstream.media.jpeg.JpegBytes.with;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageFormat;
import io.actionstream.media.image.ImageInfo;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.ImageProblem;
import io.actionstream.media.jpeg.JpegDecoder;
import io.actionstream.media.jpeg.JpegHeader;
import io.actionstream.media.jpeg.TestJpeg;
import io.actionstream.model.clip.Fit;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No image takes more memory or work than the limits say, and ordinary ones are far below them. */
class ImageBudgetTest {
    private static final int SIDE = 224;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    /** What a decoder and its tables take besides. */
    private static final long SMALL = 300_000;

    private final ImageCheck check = new ImageCheck(ImageLimits.DEFAULT, SIDE, SIDE, Fit.LETTERBOX);
    private final FrameDecoder decoder = new FrameDecoder(SIDE, SIDE);

    @ParameterizedTest
    @CsvSource({
        "1, 65500, 0x22, too-much-memory",
        "65500, 1, 0x22, too-much-memory",
        "1, 65500, 0x42, too-much-memory",
        "65500, 1, 0x41, too-much-memory",
        "8, 65500, 0x11, none",
        "64, 65500, 0x22, none",
        "65500, 64, 0x22, none",
        "1, 1, 0x42, none"
    })
    void shouldRefusePaddingThatTakesMuchMoreThanThePixels(int width, int height, String luma, String reason) {
        byte[] image = ofSize(width, height, Integer.decode(luma));

        assertThat(reason(image)).isEqualTo(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "4096, 4096, 0x11, false",
        "4096, 4096, 0x22, true",
        "1920, 1080, 0x22, false",
        "1920, 1080, 0x11, true",
        "446, 446, 0x22, true",
        "447, 447, 0x11, true"
    })
    void shouldLetThroughWhatCamerasAndPhonesMake(int width, int height, String luma, boolean progressive) {
        byte[] small = small(Integer.decode(luma), progressive);
        // Whatever the size: data that are too short show only in decoding.
        byte[] image = sized(small, width, height);

        assertThat(check.inspect(image)).isEqualTo(new ImageInfo(ImageFormat.JPEG, width, height));
    }

    /** The scans of the IJG's encoder, which most others follow. */
    @Test
    void shouldLetThroughTheUsualScansOfTheLargestPicture() {
        byte[] image = join(
                bytes(0xFF, 0xD8),
                segment(0xC2, bytes(8, 16, 0, 16, 0, 3, 1, 0x11, 0, 2, 0x11, 0, 3, 0x11, 0)),
                scan(0, 0, 0x01, 1, 2, 3),
                scan(1, 5, 0x02, 1),
                scan(1, 63, 0x01, 3),
                scan(1, 63, 0x01, 2),
                scan(6, 63, 0x02, 1),
                scan(1, 63, 0x21, 1),
                scan(0, 0, 0x10, 1, 2, 3),
                scan(1, 63, 0x10, 3),
                scan(1, 63, 0x10, 2),
                scan(1, 63, 0x10, 1),
                bytes(0xFF, 0xD9));

        assertThat(check.inspect(image)).isEqualTo(new ImageInfo(ImageFormat.JPEG, 4096, 4096));
    }

    @Test
    void shouldDecodeALargePictureWithinTheMemoryOfTheDefaultLimits() throws BrokenImageException {
        byte[] image = flat(4096, 4096);

        byte[] sample = new byte[SIDE * SIDE * 3];
        long allocated = leastAllocatedBy(() -> new FrameDecoder(SIDE, SIDE).decode(image, sample, 0), 20 << 20);

        assertThat(allocated).isLessThan(20 << 20);
    }

    @ParameterizedTest
    @CsvSource({
        "200, 150, 0x22, false",
        "200, 150, 0x11, true",
        "1000, 700, 0x22, false",
        "1000, 700, 0x22, true",
        "1, 3000, 0x22, true",
        "3000, 1, 0x41, false",
        "20000, 1, 0x14, false",
        "640, 480, 0x31, true"
    })
    void shouldTakeNoMoreMemoryThanItSaysAndNotMuchLess(int width, int height, String luma, boolean progressive)
            throws BrokenImageException {
        byte[] image = new TestJpeg(
                        width, height, (c, x, y) -> x * y % 7 == 0 ? 200 : 90, Integer.decode(luma), 0x11, 0x11)
                .frame(progressive ? TestJpeg.PROGRESSIVE : TestJpeg.BASELINE)
                .step(120)
                .encode();
        JpegHeader header = JpegHeader.read(image, 0, 1 << 22);
        for (int reduction : new int[] {1, 2, 4, 8}) {
            long said = header.decodingBytes(reduction);
            long most = said + 3L * image.length / 2 + SMALL;

            long allocated = leastAllocatedBy(() -> new JpegDecoder(1 << 22).decode(image, 0, reduction), most);

            assertThat(allocated).isLessThan(most);
            assertThat(allocated).isGreaterThan(said / 2);
        }
    }

    @Test
    @Timeout(value = 10, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldRefuseManyScansBeforeDecodingThem() {
        byte[] image = small(0x11, true);
        int scan = at(image, 0xDA);
        byte[] repeated = Arrays.copyOfRange(image, scan, scan + 30);
        byte[] many = many(repeated, 90_000);

        byte[] flood = sized(inserted(image, scan, many), 1000, 1000);

        assertThat(reason(flood)).isEqualTo("too-many-scans");
        assertThatExceptionOfType(BrokenImageException.class)
                .isThrownBy(() -> decoder.decode(flood, new byte[SIDE * SIDE * 3], 0))
                .withMessageStartingWith("too-many-scans");
    }

    @Test
    @Timeout(value = 10, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldRefuseManyTablesWhereverTheyStand() {
        byte[] image = small(0x11, true);
        byte[] empty = join(bytes(0), new byte[16]);
        byte[] tables = many(segment(0xC4, empty), 140_000);
        byte[] inOneSegment = many(segment(0xC4, many(empty, 3000)), 60);
        int scan = at(image, 0xDA);
        for (byte[] each : new byte[][] {tables, inOneSegment}) {
            assertThat(reason(inserted(image, scan, each))).isEqualTo("too-many-scans");
            assertThat(reason(inserted(image, end(image, scan), each))).isEqualTo("too-many-scans");
            assertThatExceptionOfType(BrokenImageException.class)
                    .isThrownBy(() ->
                            new JpegDecoder(ImageLimits.DEFAULT_SCAN_BLOCKS).decode(inserted(image, scan, each), 0, 8))
                    .withMessage("the scans of the JPEG have more than 4194304 blocks");
        }
    }

    @Test
    void shouldCountNoTablesThatImagesUsuallyHave() {
        assertThat(reason(small(0x22, false))).isEqualTo("none");
        assertThat(reason(small(0x22, true))).isEqualTo("none");
    }

    @Test
    void shouldKeepLittleMemoryOfManyRestartMarkers() throws BrokenImageException {
        byte[] image =
                new TestJpeg(16, 16, (c, x, y) -> x, 0x11).restartInterval(1).encode();
        byte[] restarts = new byte[4 << 20];
        for (int i = 0; i < restarts.length; i += 2) {
            restarts[i] = -1;
            restarts[i + 1] = (byte) (0xD0 + (i / 2 + 3) % 8);
        }
        byte[] flood = inserted(image, image.length - 2, restarts);

        long most = 3L * flood.length / 2 + SMALL;
        assertThat(leastAllocatedBy(() -> new JpegDecoder(1 << 20).decode(flood, 0, 1), most))
                .isLessThan(most);
    }

    private static byte[] scan(int first, int last, int bits, int... components) {
        byte[] parts = bytes(components.length);
        for (int component : components) {
            parts = join(parts, bytes(component, 0));
        }
        return join(segment(0xDA, join(parts, bytes(first, last, bits))), bytes(1, 2, 3));
    }

    private static byte[] flat(int width, int height) {
        // 4096x4096 of the same grey: a bit for the first coefficient and two for the end of each block.
        int blocks = (width / 8) * (height / 8);
        byte[] data = new byte[blocks / 4];
        byte[] tables =
                segment(0xC4, join(bytes(0, 1), new byte[15], bytes(0), bytes(0x10, 1), new byte[15], bytes(0)));
        byte[] frame = segment(0xC0, bytes(8, height >> 8, height, width >> 8, width, 1, 1, 0x11, 0));
        byte[] steps = segment(0xDB, new byte[65]);
        byte[] scan = segment(0xDA, bytes(1, 1, 0, 0, 63, 0));
        return join(bytes(0xFF, 0xD8), steps, tables, frame, scan, data, bytes(0xFF, 0xD9));
    }

    private static byte[] small(int luma, boolean progressive) {
        return new TestJpeg(16, 16, (c, x, y) -> x * 10, luma, 0x11, 0x11)
                .frame(progressive ? TestJpeg.PROGRESSIVE : TestJpeg.BASELINE)
                .encode();
    }

    private static byte[] ofSize(int width, int height, int luma) {
        return sized(small(luma, false), width, height);
    }

    private static byte[] sized(byte[] image, int width, int height) {
        int frame = at(image, 0xC0 | image[frameMarker(image)] & 3);
        byte[] sized = with(with(image, frame + 5, height >> 8), frame + 6, height);
        return with(with(sized, frame + 7, width >> 8), frame + 8, width);
    }

    private static int frameMarker(byte[] image) {
        for (int at = 2; ; at = end(image, at)) {
            if ((image[at + 1] & 0xFC) == 0xC0) {
                return at + 1;
            }
        }
    }

    private static byte[] many(byte[] bytes, int times) {
        byte[] all = new byte[bytes.length * times];
        for (int i = 0; i < times; i++) {
            System.arraycopy(bytes, 0, all, i * bytes.length, bytes.length);
        }
        return all;
    }

    private interface Decoding {
        void run() throws BrokenImageException;
    }

    /**
     * The bytes that a thread allocates for a decoding. Vectors are objects until their loops are compiled, so that it is done
     * again until it takes no more than expected, or for ten seconds.
     */
    private static long leastAllocatedBy(Decoding decoding, long expected) throws BrokenImageException {
        long thread = Thread.currentThread().getId();
        long deadline = System.nanoTime() + SECONDS.toNanos(10);
        long least = Long.MAX_VALUE;
        while (least >= expected && System.nanoTime() < deadline) {
            long before = THREADS.getThreadAllocatedBytes(thread);
            decoding.run();
            least = Math.min(least, THREADS.getThreadAllocatedBytes(thread) - before);
        }
        return least;
    }

    private String reason(byte[] image) {
        return check.problemIn(image).map(ImageProblem::reason).orElse("none");
    }
}

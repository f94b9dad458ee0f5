package io.actionstream.media.png;

import static io.actionstream.media.png.TestPng.bytes;
import static io.actionstream.media.png.TestPng.chunk;
import static io.actionstream.media.png.TestPng.deflate;
import static io.actionstream.media.png.TestPng.end;
import static io.actionstream.media.png.TestPng.header;
import static io.actionstream.media.png.TestPng.join;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.RgbImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PngDecoderTest {

    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int RGB_ALPHA = 6;

    static Stream<Arguments> kinds() {
        return Stream.of("0 1", "0 2", "0 4", "0 8", "0 16", "2 8", "2 16", "3 1", "3 2", "3 4", "3 8", "4 8", "4 16")
                .flatMap(kind -> Stream.of(kind + " false", kind + " true"))
                .map(kind -> Arguments.of((Object[]) kind.split(" ")));
    }

    static Stream<Arguments> alphaKinds() {
        return Stream.of(
                Arguments.of(6, 8, false),
                Arguments.of(6, 8, true),
                Arguments.of(6, 16, false),
                Arguments.of(6, 16, true));
    }

    @ParameterizedTest
    @MethodSource({"kinds", "alphaKinds"})
    void shouldDecodeEveryColourTypeDepthAndInterlaceMethod(int colourType, int depth, boolean interlaced)
            throws BrokenImageException {
        TestPng png = new TestPng(75, 53, colourType, depth).interlaced(interlaced);

        RgbImage image = PngDecoder.decode(png.encode(), 0);

        assertThat(image.width()).isEqualTo(75);
        assertThat(image.height()).isEqualTo(53);
        assertThat(image.pixels()).isEqualTo(png.rgb());
    }

    @ParameterizedTest
    @MethodSource({"kinds", "alphaKinds"})
    void shouldSeeTheSameSamplesAsImageIo(int colourType, int depth, boolean interlaced)
            throws BrokenImageException, IOException {
        TestPng png = new TestPng(75, 53, colourType, depth).interlaced(interlaced);
        byte[] image = png.encode();

        assertThat(PngDecoder.decode(image, 0).pixels()).isEqualTo(png.rgb(samplesByImageIo(image)));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "0, 8", "2, 8", "3, 4"})
    void shouldDecodePicturesSmallerThanASquareOfTheInterlaceMethod(int colourType, int depth)
            throws BrokenImageException {
        for (int size = 0; size < 81; size++) {
            TestPng png = new TestPng(1 + size % 9, 1 + size / 9, colourType, depth).interlaced(true);
            assertThat(PngDecoder.decode(png.encode(), 0).pixels()).isEqualTo(png.rgb());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void shouldUndoEveryFilterFromTheFirstRowOn(int filter) throws BrokenImageException {
        TestPng png = new TestPng(20, 3, RGB, 8).filter(filter);

        assertThat(PngDecoder.decode(png.encode(), 0).pixels()).isEqualTo(png.rgb());
    }

    @Test
    void shouldKeepTheRowBeforeWhenMoreRowsThanFitAreInflated() throws BrokenImageException {
        TestPng narrow = new TestPng(3, 30_000, RGB, 8);
        TestPng wide = new TestPng(30_000, 3, RGB, 8);

        assertThat(PngDecoder.decode(narrow.encode(), 0).pixels()).isEqualTo(narrow.rgb());
        assertThat(PngDecoder.decode(wide.encode(), 0).pixels()).isEqualTo(wide.rgb());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 100})
    void shouldReadDataFromManyChunks(int dataLength) throws BrokenImageException {
        TestPng png = new TestPng(31, 17, RGB, 8).dataLength(dataLength);

        assertThat(PngDecoder.decode(png.encode(), 0).pixels()).isEqualTo(png.rgb());
    }

    @Test
    void shouldBeginAtTheSignature() throws BrokenImageException {
        TestPng png = new TestPng(31, 17, RGB, 8);

        assertThat(PngDecoder.decode(join(bytes('\r', '\n'), png.encode()), 2).pixels())
                .isEqualTo(png.rgb());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 16})
    void shouldMakeTheTransparentGreyBlack(int depth) throws BrokenImageException {
        TestPng png = new TestPng(31, 17, GREY, depth);
        int key = png.samples[40] = (1 << depth) - 1;
        png.transparency(key >> 8, key & 0xFF);

        byte[] pixels = PngDecoder.decode(png.encode(), 0).pixels();

        assertThat(pixels).isEqualTo(png.rgb());
        assertThat(pixels[3 * 40]).isZero();
    }

    @Test
    void shouldMakeTheTransparentColourBlack() throws BrokenImageException {
        TestPng png = new TestPng(31, 17, RGB, 8);
        png.transparency(0, png.samples[120], 0, png.samples[121], 0, png.samples[122]);

        byte[] pixels = PngDecoder.decode(png.encode(), 0).pixels();

        assertThat(pixels).isEqualTo(png.rgb());
        assertThat(pixels).containsSequence(png.samples[119], 0, 0, 0, png.samples[123]);
    }

    @Test
    void shouldCompareAllSixteenBitsWithTheTransparentColour() throws BrokenImageException {
        TestPng png = new TestPng(3, 1, RGB, 16);
        System.arraycopy(new int[] {0x1234, 0x5678, 0x9ABC, 0x1234, 0x5678, 0x9ABD}, 0, png.samples, 3, 6);
        png.transparency(0x12, 0x34, 0x56, 0x78, 0x9A, 0xBC);

        assertThat(PngDecoder.decode(png.encode(), 0).pixels())
                .isEqualTo(png.rgb())
                .endsWith(bytes(0, 0, 0, 0x12, 0x56, 0x9A));
    }

    @Test
    void shouldPutThePaletteOverBlack() throws BrokenImageException {
        TestPng png = new TestPng(31, 17, PALETTE, 4).transparency(0, 255, 128, 1);

        assertThat(PngDecoder.decode(png.encode(), 0).pixels()).isEqualTo(png.rgb());
    }

    @Test
    void shouldIgnoreATransparencyThatIsDamaged() throws BrokenImageException {
        TestPng png = new TestPng(31, 17, RGB, 8);
        byte[] wrongLength = chunk("tRNS", bytes(0, 1, 0, 1));
        byte[] wrongChecksum = chunk("tRNS", bytes(0, png.samples[0], 0, png.samples[1], 0, png.samples[2]));
        wrongChecksum[wrongChecksum.length - 1] ^= 1;

        for (byte[] transparency : new byte[][] {wrongLength, wrongChecksum}) {
            byte[] image = join(png.beginning(), transparency, png.data(deflate(png.rows())), end());
            assertThat(PngDecoder.decode(image, 0).pixels()).isEqualTo(png.rgb());
        }
    }

    @Test
    void shouldDecodeTheFirstPictureOfAnAnimatedOne() throws BrokenImageException {
        TestPng png = new TestPng(31, 17, GREY, 16);
        byte[] image = join(
                png.beginning(),
                chunk("acTL", bytes(0, 0, 0, 2, 0, 0, 0, 0)),
                chunk("fcTL", new byte[26]),
                png.data(deflate(png.rows())),
                chunk("fcTL", new byte[26]),
                chunk("fdAT", join(bytes(0, 0, 0, 1), deflate(bytes(9, 9, 9)))),
                end());

        assertThat(PngDecoder.decode(image, 0).pixels()).isEqualTo(png.rgb());
    }

    @Test
    void shouldIgnoreWhatIsBehindTheLastRow() throws BrokenImageException {
        TestPng png = new TestPng(31, 17, RGB, 8);
        byte[] surplus = deflate(join(png.rows(), new byte[20_000_000]));
        byte[] cut = Arrays.copyOf(surplus, surplus.length / 2);
        byte[] image = join(png.beginning(), png.data(cut), end(), bytes(1, 2, 3));

        assertThat(allocatedBy(image)).isLessThan(PngDecoder.decodingBytes(31, 17));
        assertThat(PngDecoder.decode(image, 0).pixels()).isEqualTo(png.rgb());
    }

    @ParameterizedTest
    @CsvSource({"400, 300, false", "400, 300, true", "1, 65500, false", "65500, 1, false", "3, 3, false"})
    void shouldTakeNoMoreMemoryThanItSays(int width, int height, boolean interlaced) throws BrokenImageException {
        TestPng png = new TestPng(width, height, RGB_ALPHA, 16);
        byte[] bomb = deflate(new byte[5_000_000]);
        byte[] image = join(
                png.interlaced(interlaced).beginning(),
                chunk("zTXt", join(bytes('a', 0, 0), bomb)),
                chunk("iCCP", join(bytes('a', 0, 0), bomb)),
                chunk("iTXt", join(bytes('a', 0, 1, 0, 0, 0), bomb)),
                png.data(deflate(png.rows())),
                end());

        PngDecoder.decode(image, 0);

        assertThat(allocatedBy(image)).isLessThan(PngDecoder.decodingBytes(width, height));
    }

    @Test
    void shouldTakeNoMemoryForAPictureThatItsBytesCannotHold() {
        TestPng small = new TestPng(31, 17, GREY, 8);
        byte[] image = join(
                Arrays.copyOf(small.beginning(), 8),
                header(4096, 4096, 8, RGB, 0, 0, 0),
                small.data(deflate(small.rows())));

        long before = allocated();
        assertThatExceptionOfType(BrokenImageException.class).isThrownBy(() -> PngDecoder.decode(image, 0));
        assertThat(allocated() - before).isLessThan(4096 * 4096);
    }

    @Test
    void shouldSayHowMuchMemoryDecodingTakes() {
        assertThat(PngDecoder.decodingBytes(640, 480)).isEqualTo(640 * 480 * 3 + 32_768 + 49_152);
        assertThat(PngDecoder.decodingBytes(65_500, 1)).isEqualTo(65_500 * 3 + 2 * (1 + 65_500 * 8) + 49_152);
        assertThat(PngDecoder.decodingBytes(Integer.MAX_VALUE, Integer.MAX_VALUE))
                .isGreaterThan(1L << 62);
    }

    private static long allocatedBy(byte[] image) throws BrokenImageException {
        long before = allocated();
        PngDecoder.decode(image, 0);
        return allocated() - before;
    }

    private static long allocated() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    }

    private static int[] samplesByImageIo(byte[] image) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("png").next();
        try (MemoryCacheImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(image))) {
            reader.setInput(in);
            var raster = reader.read(0).getRaster();
            return raster.getPixels(0, 0, raster.getWidth(), raster.getHeight(), (int[]) null);
        } finally {
            reader.dispose();
        }
    }

    static Stream<Arguments> damages() {
        TestPng rgb = new TestPng(31, 17, RGB, 8);
        TestPng palette = new TestPng(31, 17, PALETTE, 8);
        byte[] signature = Arrays.copyOf(rgb.beginning(), 8);
        byte[] head = header(31, 17, 8, RGB, 0, 0, 0);
        byte[] paletteHead = header(31, 17, 8, PALETTE, 0, 0, 0);
        byte[] plte = chunk("PLTE", new byte[768]);
        byte[] rows = rgb.rows();
        byte[] data = chunk("IDAT", deflate(rows));
        byte[] paletteData = palette.data(deflate(palette.rows()));
        byte[] wrongFilter = rows.clone();
        wrongFilter[0] = 5;
        byte[] negativeFilter = rows.clone();
        negativeFilter[94] = -1;
        byte[] wrongChecksum = data.clone();
        wrongChecksum[wrongChecksum.length - 1] ^= 1;
        byte[] wrongPalette = plte.clone();
        wrongPalette[100] ^= 1;
        byte[] dictionary = bytes(0x78, 0xBB, 0, 0, 0, 1, 3, 0);
        String tooFew = "the PNG's data end before its last row";
        String damaged = "the compressed data are damaged";
        return Stream.of(
                        Arguments.of(
                                "a PNG row with the unknown filter 5",
                                join(head, chunk("IDAT", deflate(wrongFilter)), end())),
                        Arguments.of(
                                "a PNG row with the unknown filter 255",
                                join(head, chunk("IDAT", deflate(negativeFilter)), end())),
                        Arguments.of(damaged, join(head, chunk("IDAT", bytes(1, 2, 3, 4)), end(), new byte[99])),
                        Arguments.of(damaged, join(head, chunk("IDAT", dictionary), end(), new byte[99])),
                        Arguments.of(damaged, join(head, wrongChecksum, end())),
                        Arguments.of(tooFew, join(head, chunk("IDAT", deflate(Arrays.copyOf(rows, 999))), end())),
                        Arguments.of(tooFew, join(head, chunk("IDAT", Arrays.copyOf(deflate(rows), 99)), end())),
                        Arguments.of(tooFew, join(head, chunk("IDAT", new byte[0]), end())),
                        Arguments.of(tooFew, join(header(20_000, 20_000, 8, GREY, 0, 0, 0), data, end())),
                        Arguments.of("the PNG has no image data", join(head, end())),
                        Arguments.of("the PNG ends before its last chunk", head),
                        Arguments.of("the PNG ends before its last chunk", new byte[0]),
                        Arguments.of("no PNG chunk at byte 33", join(head, new byte[20])),
                        Arguments.of("the PNG does not begin with its header", join(data, end())),
                        Arguments.of(
                                "the PNG does not begin with its header", join(chunk("CgBI", new byte[4]), head, data)),
                        Arguments.of("a second PNG header", join(head, head, data, end())),
                        Arguments.of(
                                "a critical PNG chunk of an unknown type",
                                join(head, chunk("ABCD", plte), data, end())),
                        Arguments.of(
                                "the PNG has no palette before its image data", join(paletteHead, paletteData, end())),
                        Arguments.of(
                                "the PNG has no palette before its image data",
                                join(paletteHead, paletteData, plte, end())),
                        Arguments.of(
                                "a PNG palette at the wrong place", join(paletteHead, plte, plte, paletteData, end())),
                        Arguments.of(
                                "a PNG palette at the wrong place",
                                join(paletteHead, chunk("tRNS", new byte[2]), plte, paletteData, end())),
                        Arguments.of(
                                "a PNG palette of 0 bytes", join(paletteHead, chunk("PLTE", new byte[0]), paletteData)),
                        Arguments.of(
                                "a PNG palette of 4 bytes", join(paletteHead, chunk("PLTE", new byte[4]), paletteData)),
                        Arguments.of(
                                "a PNG palette of 771 bytes",
                                join(paletteHead, chunk("PLTE", new byte[771]), paletteData)),
                        Arguments.of(
                                "the PNG palette's checksum is wrong", join(paletteHead, wrongPalette, paletteData)),
                        Arguments.of(
                                "a PNG pixel has the colour " + firstFrom(palette.samples, 99)
                                        + ", which is not in the palette",
                                join(paletteHead, chunk("PLTE", new byte[297]), paletteData, end())),
                        Arguments.of(
                                "a PNG of an unknown compression, filter or interlace method",
                                join(header(31, 17, 8, RGB, 1, 0, 0), data)),
                        Arguments.of(
                                "a PNG of an unknown compression, filter or interlace method",
                                join(header(31, 17, 8, RGB, 0, 64, 0), data)),
                        Arguments.of(
                                "a PNG of an unknown compression, filter or interlace method",
                                join(header(31, 17, 8, RGB, 0, 0, 2), data)),
                        Arguments.of(
                                "a PNG of an unknown colour type or bit depth",
                                join(header(31, 17, 4, RGB, 0, 0, 0), data)),
                        Arguments.of(
                                "a PNG of 2147483647x2147483647 is more than an array holds",
                                join(header(Integer.MAX_VALUE, Integer.MAX_VALUE, 16, RGB, 0, 0, 1), data)),
                        Arguments.of(
                                "a PNG of 400000000x1 is more than an array holds",
                                join(header(400_000_000, 1, 16, RGB, 0, 0, 0), data)))
                .map(damage -> Arguments.of(damage.get()[0], join(signature, (byte[]) damage.get()[1])));
    }

    private static int firstFrom(int[] samples, int least) {
        return Arrays.stream(samples)
                .filter(sample -> sample >= least)
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("damages")
    void shouldSayWhatIsDamaged(String message, byte[] image) {
        assertThatExceptionOfType(BrokenImageException.class)
                .isThrownBy(() -> PngDecoder.decode(image, 0))
                .withMessage(message);
    }
}

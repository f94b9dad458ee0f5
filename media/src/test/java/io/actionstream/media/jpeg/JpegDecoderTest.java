package io.actionstream.media.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.Colours;
import io.actionstream.media.image.Picture;
import io.actionstream.media.image.Plane;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDecoderTest {
    private static final long MANY_BLOCKS = 1 << 20;
    private static final int[] YCBCR_420 = {0x22, 0x11, 0x11};
    private static final int[] REDUCTIONS = {1, 2, 4, 8};

    /** A picture with slopes, edges and noise, and much of it beyond black and white after quantisation. */
    private static final TestJpeg.Samples PICTURE = (component, x, y) -> {
        int noise = Math.floorMod((x * 7919 ^ y * 104729) + component * 31, 61) - 30;
        int edge = (x / 5 + y / 7 + component) % 3 == 0 ? 90 : 0;
        return Math.min(Math.max(60 + x * 2 + y * (component + 1) % 100 + noise + edge, 0), 255);
    };

    /** Noise in which most coefficients of a block are there, the last ones too. */
    private static final TestJpeg.Samples NOISE = (component, x, y) -> {
        int mixed = (x * 73856093 ^ y * 19349663 ^ component * 83492791) * 0x9E3779B1;
        return (mixed ^ mixed >>> 15) >>> 8 & 0xFF;
    };

    private static final TestJpeg.Samples SMOOTH =
            (component, x, y) -> (int) Math.round(128 + 60 * Math.sin(x / 40.0 + component) + 50 * Math.cos(y / 30.0));

    /** Kinds of JPEGs, of any number of components. */
    enum Kind {
        BASELINE,
        EXTENDED,
        PROGRESSIVE,
        RESTARTS,
        RESTARTS_OF_ONE,
        PROGRESSIVE_RESTARTS,
        SEPARATE_SCANS,
        SEPARATE_SCANS_RESTARTS,
        NO_TABLES,
        NO_TABLES_PROGRESSIVE;

        TestJpeg of(TestJpeg jpeg) {
            return switch (this) {
                case BASELINE -> jpeg;
                case EXTENDED -> jpeg.frame(TestJpeg.EXTENDED);
                case PROGRESSIVE -> jpeg.frame(TestJpeg.PROGRESSIVE);
                case RESTARTS -> jpeg.restartInterval(3);
                case RESTARTS_OF_ONE -> jpeg.restartInterval(1);
                case PROGRESSIVE_RESTARTS -> jpeg.frame(TestJpeg.PROGRESSIVE).restartInterval(2);
                case SEPARATE_SCANS -> jpeg.separateScans();
                case SEPARATE_SCANS_RESTARTS -> jpeg.separateScans().restartInterval(2);
                case NO_TABLES -> jpeg.withoutHuffmanTables();
                case NO_TABLES_PROGRESSIVE -> jpeg.frame(TestJpeg.PROGRESSIVE).withoutHuffmanTables();
            };
        }
    }

    private final JpegDecoder decoder = new JpegDecoder(MANY_BLOCKS);

    static Stream<int[]> samplings() {
        return Stream.of(
                new int[] {0x11},
                new int[] {0x22},
                new int[] {0x43},
                new int[] {0x11, 0x11, 0x11},
                new int[] {0x21, 0x11, 0x11},
                new int[] {0x12, 0x11, 0x11},
                YCBCR_420,
                new int[] {0x41, 0x11, 0x11},
                new int[] {0x14, 0x11, 0x11},
                new int[] {0x42, 0x11, 0x11},
                new int[] {0x24, 0x11, 0x11},
                new int[] {0x22, 0x21, 0x12},
                new int[] {0x22, 0x12, 0x21},
                new int[] {0x31, 0x21, 0x11},
                new int[] {0x13, 0x12, 0x11},
                new int[] {0x32, 0x11, 0x21},
                new int[] {0x11, 0x22, 0x22}, // colours finer than brightness
                new int[] {0x11, 0x21, 0x12},
                new int[] {0x21, 0x21, 0x21},
                new int[] {0x11, 0x11, 0x11, 0x11},
                new int[] {0x22, 0x11, 0x11, 0x22},
                new int[] {0x31, 0x21, 0x11, 0x31});
    }

    /** The JDK has no "fractional" sampling, by three to two. */
    static Stream<int[]> samplingsOfTheJdk() {
        return samplings()
                .filter(factors -> !IntStream.of(factors).anyMatch(factor -> factor >> 4 == 3 || (factor & 15) == 3));
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void shouldDecodeEverySamplingAtEveryScale(Kind kind) throws BrokenImageException {
        for (int[] factors : samplings().toList()) {
            for (int[] size : new int[][] {{1, 1}, {7, 9}, {17, 33}, {70, 41}}) {
                assertDecodes(kind.of(new TestJpeg(size[0], size[1], PICTURE, factors)), size[0], size[1], factors);
            }
        }
    }

    @Test
    void shouldDecodeUnitsOfMoreThanTenBlocksInScansOfTheirOwn() throws BrokenImageException {
        int[] factors = {0x44, 0x33, 0x42};

        assertDecodes(new TestJpeg(75, 61, PICTURE, factors).separateScans(), 75, 61, factors);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 40, 255, 300, 2000})
    void shouldMultiplyByAnyStep(int step) throws BrokenImageException {
        assertDecodes(new TestJpeg(50, 34, PICTURE, YCBCR_420).step(step), 50, 34, YCBCR_420);
        assertDecodes(
                new TestJpeg(50, 34, PICTURE, YCBCR_420).step(step).frame(TestJpeg.PROGRESSIVE), 50, 34, YCBCR_420);
    }

    @Test
    void shouldMultiplyEachCoefficientByItsOwnStep() throws BrokenImageException {
        int[] steps = IntStream.range(0, 64).map(k -> 1 + k * 5 % 37).toArray();
        int[] wide = IntStream.range(0, 64).map(k -> 1 + k * 41 % 300).toArray();

        for (int[] each : List.of(steps, wide)) {
            assertDecodes(new TestJpeg(50, 34, PICTURE, YCBCR_420).steps(each), 50, 34, YCBCR_420);
            assertDecodes(new TestJpeg(50, 34, PICTURE, YCBCR_420).steps(each).separateScans(), 50, 34, YCBCR_420);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 6})
    void shouldPassOverFullBlocks(int step) throws BrokenImageException {
        int[] factors = {0x21, 0x11, 0x11};

        assertDecodes(new TestJpeg(320, 160, NOISE, factors).step(step), 320, 160, factors);
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 4, 8})
    void shouldAverageSmoothPicturesInSquares(int reduction) throws BrokenImageException {
        byte[] image = new TestJpeg(128, 96, SMOOTH, YCBCR_420).step(1).encode();

        double[][][] whole = pixels(decoder.decode(image, 0, 1));
        double[][][] reduced = pixels(decoder.decode(image, 0, reduction));

        for (int c = 0; c < 3; c++) {
            for (int y = 0; y < reduced[c].length; y++) {
                for (int x = 0; x < reduced[c][y].length; x++) {
                    assertThat(reduced[c][y][x]).isCloseTo(mean(whole[c], x, y, reduction), within(1.5));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samplingsOfTheJdk")
    void shouldGiveThePixelsOfTheJdk(int[] factors) throws BrokenImageException, IOException {
        for (Kind kind : List.of(Kind.BASELINE, Kind.PROGRESSIVE, Kind.RESTARTS, Kind.SEPARATE_SCANS)) {
            byte[] image = kind.of(new TestJpeg(70, 41, PICTURE, factors)).encode();
            assertFinestPlanesEqual(decoder.decode(image, 0, 1), rasterOfTheJdk(image));
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldDecodeWhatTheJdkWrites(boolean progressive) throws BrokenImageException, IOException {
        for (int type : new int[] {BufferedImage.TYPE_INT_RGB, BufferedImage.TYPE_BYTE_GRAY}) {
            for (float quality : new float[] {0.05f, 0.5f, 0.9f, 1}) {
                byte[] image = writtenByTheJdk(type, progressive, quality);
                assertFinestPlanesEqual(decoder.decode(image, 0, 1), rasterOfTheJdk(image));
            }
        }
    }

    @Test
    void shouldTellTheColours() throws BrokenImageException {
        assertThat(colours(jpeg(0x11))).isEqualTo(Colours.GREY);
        assertThat(colours(jpeg(YCBCR_420))).isEqualTo(Colours.YCBCR);
        assertThat(colours(jpeg(YCBCR_420).adobe(1))).isEqualTo(Colours.YCBCR);
        assertThat(colours(jpeg(0x11, 0x11, 0x11).adobe(TestJpeg.NO_TRANSFORM))).isEqualTo(Colours.RGB);
        assertThat(colours(jpeg(0x11, 0x11, 0x11).ids("RGB"))).isEqualTo(Colours.RGB);
        assertThat(colours(jpeg(0x11, 0x11, 0x11).ids("RGB").adobe(1))).isEqualTo(Colours.YCBCR);
        assertThat(colours(jpeg(0x11, 0x11, 0x11, 0x11))).isEqualTo(Colours.CMYK);
        assertThat(colours(jpeg(0x11, 0x11, 0x11, 0x11).adobe(TestJpeg.NO_TRANSFORM)))
                .isEqualTo(Colours.CMYK);
        assertThat(colours(jpeg(0x11, 0x11, 0x11, 0x11).adobe(TestJpeg.YCCK))).isEqualTo(Colours.YCCK);
    }

    @Test
    void shouldTakeJfifForYcbcrWhateverTheNames() throws BrokenImageException {
        byte[] jfif = JpegBytes.segment(0xE0, JpegBytes.bytes('J', 'F', 'I', 'F', 0, 1, 1, 0, 0, 1, 0, 1, 0, 0));
        byte[] image = jpeg(0x11, 0x11, 0x11).ids("RGB").encode();

        assertThat(decoder.decode(JpegBytes.inserted(image, 2, jfif), 0, 1).colours())
                .isEqualTo(Colours.YCBCR);
    }

    @Test
    void shouldDecodeWhatStandsAnywhereInTheArray() throws BrokenImageException {
        byte[] image = jpeg(YCBCR_420).encode();
        double[][][] expected = pixels(decoder.decode(image, 0, 1));

        assertThat(pixels(decoder.decode(JpegBytes.join(new byte[37], image), 37, 1)))
                .isDeepEqualTo(expected);
    }

    @Test
    void shouldGiveWhatANewDecoderGivesWhateverItDecodedBefore() throws BrokenImageException {
        Random random = new Random(1);
        List<byte[]> images = new ArrayList<>();
        for (int[] factors : samplings().toList()) {
            for (Kind kind : Kind.values()) {
                TestJpeg.Samples samples = random.nextBoolean() ? PICTURE : NOISE;
                images.add(kind.of(new TestJpeg(1 + random.nextInt(90), 1 + random.nextInt(60), samples, factors))
                        .step(1 + random.nextInt(20))
                        .encode());
            }
        }
        images.add(new TestJpeg(1500, 8, PICTURE, YCBCR_420).encode());
        Collections.shuffle(images, random);
        for (byte[] image : images) {
            int reduction = REDUCTIONS[random.nextInt(REDUCTIONS.length)];
            double[][][] expected = pixels(new JpegDecoder(MANY_BLOCKS).decode(image, 0, reduction));
            assertThat(Arrays.deepEquals(pixels(decoder.decode(image, 0, reduction)), expected))
                    .isTrue();
        }
    }

    @Test
    void shouldUseTheTablesOfTheImageAndNotOfTheOneBefore() throws BrokenImageException {
        byte[] image = jpeg(YCBCR_420).encode();
        int table = JpegBytes.at(image, Markers.HUFFMAN_TABLES);
        // Of the standard's table the symbols for differences of 0 and 1 bits change places.
        byte[] swapped = JpegBytes.with(JpegBytes.with(image, table + 21, 1), table + 22, 0);
        byte[] none = jpeg(YCBCR_420).withoutHuffmanTables().encode();
        double[][][] expected = pixels(decoder.decode(none, 0, 1));

        assertThat(pixels(decoder.decode(image, 0, 1))).isDeepEqualTo(expected);
        try {
            decoder.decode(swapped, 0, 1);
        } catch (BrokenImageException e) {
            assertThat(e).hasMessageContaining("compressed data");
        }
        assertThat(pixels(decoder.decode(none, 0, 1))).isDeepEqualTo(expected);
    }

    private static TestJpeg jpeg(int... factors) {
        return new TestJpeg(37, 29, PICTURE, factors);
    }

    private Colours colours(TestJpeg jpeg) throws BrokenImageException {
        return decoder.decode(jpeg.encode(), 0, 8).colours();
    }

    /** Decodes at all scales and compares with the definition of the transform. */
    private void assertDecodes(TestJpeg jpeg, int width, int height, int... factors) throws BrokenImageException {
        byte[] image = jpeg.encode();
        int mostH = IntStream.of(factors).map(factor -> factor >> 4).max().orElseThrow();
        int mostV = IntStream.of(factors).map(factor -> factor & 15).max().orElseThrow();
        for (int reduction : REDUCTIONS) {
            Picture picture = decoder.decode(image, 0, reduction);
            assertThat(picture.width()).isEqualTo(width);
            assertThat(picture.height()).isEqualTo(height);
            assertThat(picture.planes()).hasSize(factors.length);
            double[][][] pixels = pixels(picture);
            for (int c = 0; c < factors.length; c++) {
                Plane plane = picture.planes().get(c);
                double across = (double) (factors[c] >> 4) / mostH;
                double down = (double) (factors[c] & 15) / mostV;
                assertThat(plane.columnsInImage()).isEqualTo(across / reduction, within(1e-12));
                assertThat(plane.rowsInImage()).isEqualTo(down / reduction, within(1e-12));
                assertThat(plane.width()).isEqualTo((int) Math.ceil(Math.ceil(width * across - 1e-9) / reduction));
                assertThat(plane.height()).isEqualTo((int) Math.ceil(Math.ceil(height * down - 1e-9) / reduction));
                assertClose(pixels[c], jpeg.decoded(c, 8 / reduction), "component " + c + " at 1/" + reduction);
            }
        }
    }

    private static void assertClose(double[][] actual, double[][] defined, String description) {
        for (int y = 0; y < actual.length; y++) {
            for (int x = 0; x < actual[y].length; x++) {
                if (Math.abs(actual[y][x] - defined[y][x]) > 0.75) {
                    assertThat(actual[y][x]).as("%s, %d, %d", description, x, y).isCloseTo(defined[y][x], within(0.75));
                }
            }
        }
    }

    /** By component and row; the planes' memory is used again. */
    private static double[][][] pixels(Picture picture) {
        return picture.planes().stream()
                .map(plane -> IntStream.range(0, plane.height())
                        .mapToObj(y -> IntStream.range(0, plane.width())
                                .mapToDouble(x -> plane.values()[plane.row(y) + plane.column(x)])
                                .toArray())
                        .toArray(double[][]::new))
                .toArray(double[][][]::new);
    }

    private static double mean(double[][] pixels, int left, int top, int side) {
        double sum = 0;
        for (int y = 0; y < side; y++) {
            for (int x = 0; x < side; x++) {
                sum += pixels[top * side + y][left * side + x];
            }
        }
        return sum / (side * side);
    }

    /** Compares the planes that have a pixel for each of the image: the JDK's reader interpolates the others. */
    private static void assertFinestPlanesEqual(Picture picture, Raster expected) {
        double[][][] pixels = pixels(picture);
        assertThat(expected.getNumBands()).isEqualTo(pixels.length);
        for (int c = 0; c < pixels.length; c++) {
            Plane plane = picture.planes().get(c);
            for (int y = 0; plane.columnsInImage() == 1 && plane.rowsInImage() == 1 && y < plane.height(); y++) {
                assertThat(pixels[c][y])
                        .as("component %d, row %d", c, y)
                        .isEqualTo(expected.getSamples(0, y, plane.width(), 1, c, (double[]) null));
            }
        }
    }

    private static Raster rasterOfTheJdk(byte[] image) throws IOException {
        ImageReader reader = ImageIO.getImageReadersByFormatName("jpeg").next();
        try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(image))) {
            reader.setInput(in);
            return reader.readRaster(0, null);
        } finally {
            reader.dispose();
        }
    }

    private static byte[] writtenByTheJdk(int type, boolean progressive, float quality) throws IOException {
        BufferedImage image = new BufferedImage(83, 57, type);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                image.setRGB(x, y, PICTURE.at(0, x, y) << 16 | PICTURE.at(1, x, y) << 8 | PICTURE.at(2, x, y));
            }
        }
        ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ImageOutputStream out = ImageIO.createImageOutputStream(bytes)) {
            ImageWriteParam settings = writer.getDefaultWriteParam();
            settings.setProgressiveMode(progressive ? ImageWriteParam.MODE_DEFAULT : ImageWriteParam.MODE_DISABLED);
            settings.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
            settings.setCompressionQuality(quality);
            writer.setOutput(out);
            writer.write(null, new IIOImage(image, null, null), settings);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}

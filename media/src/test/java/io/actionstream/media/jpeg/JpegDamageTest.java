package io.actionstream.media.jpeg;

import static io.actionstream.media.jpeg.JpegBytes.at;
import static io.actionstream.media.jpeg.JpegBytes.bytes;
import static io.actionstream.media.jpeg.JpegBytes.end;
import static io.actionstream.media.jpeg.JpegBytes.inserted;
import static io.actionstream.media.jpeg.JpegBytes.join;
import static io.actionstream.media.jpeg.JpegBytes.scanData;
import static io.actionstream.media.jpeg.JpegBytes.segment;
import static io.actionstream.media.jpeg.JpegBytes.with;
import static io.actionstream.media.jpeg.JpegBytes.withoutSegment;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageProblem;
import io.actionstream.media.image.Picture;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDamageTest {
    private static final long MANY_BLOCKS = 1 << 20;
    private static final int[] YCBCR_420 = {0x22, 0x11, 0x11};
    private static final String DAMAGED = "the compressed data are damaged";
    private static final String CUT = "the compressed data end too early";
    private static final byte[] GREY_FRAME = segment(0xC0, bytes(8, 0, 8, 0, 24, 1, 1, 0x11, 0)); // three blocks
    private static final byte[] STEPS = segment(0xDB, join(bytes(0), filled(64, 1)));
    private static final byte[] GREY_SCAN = segment(0xDA, bytes(1, 1, 0, 0, 63, 0));
    /** DC: 0 stands for no difference. AC: 0 for the end of the block, 10 for 14 zeros and a one, 110 for 16 zeros. */
    private static final byte[] TABLES = segment(
            0xC4, join(bytes(0, 1), new byte[15], bytes(0), bytes(0x10, 1, 1, 1), new byte[13], bytes(0, 0xE1, 0xF0)));

    private static final byte[] END = bytes(0xFF, 0xD9);

    private final JpegDecoder decoder = new JpegDecoder(MANY_BLOCKS);

    @Test
    void shouldDecodeBlocksWithoutDamage() throws BrokenImageException {
        assertThat(grey("00 000000").planes().get(0).values()).startsWith(128, 128, 128);
        grey("0 110 110 110 0  00 00 111111"); // 48 zeros and the end
        grey("0 110 110 110 10 1 00 00"); // 48 zeros, 14 zeros and a one: full
    }

    @ParameterizedTest
    @CsvSource({
        "1, the compressed data are damaged", // no code of the DC table
        "0 111, the compressed data are damaged", // none of the AC table
        "00 00 0 1111, the compressed data are damaged",
        "0 101 101 101 101 101, the compressed data are damaged", // a run beyond the block
        "0 110 110 110 110, the compressed data are damaged",
        "00 0, the compressed data end too early",
        "00 00 0, the compressed data end too early",
        "00, the compressed data end too early"
    })
    void shouldTellDamagedDataFromCutOnes(String bits, String message) {
        // What follows is long enough for none of the damaged blocks to reach the end.
        String following = message.equals(DAMAGED) ? "1".repeat(400) : "";
        for (int reduction : new int[] {1, 2, 4, 8}) {
            assertThatExceptionOfType(BrokenImageException.class)
                    .isThrownBy(() -> decoder.decode(greyImage(bits + following), 0, reduction))
                    .withMessage(message);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldSayOfDataThatAreCutThatTheyAre(boolean progressive) {
        TestJpeg jpeg = jpeg(YCBCR_420).frame(progressive ? TestJpeg.PROGRESSIVE : TestJpeg.BASELINE);
        byte[] image = jpeg.encode();
        for (int length = scanData(image); length < image.length - 2; length++) {
            byte[] cut = Arrays.copyOf(image, length);
            for (int reduction : new int[] {1, 8}) {
                assertThatExceptionOfType(TruncatedImageException.class)
                        .as("%d bytes", length)
                        .isThrownBy(() -> decoder.decode(cut, 0, reduction));
            }
        }
    }

    @Test
    void shouldRefuseRestartMarkersOutOfTurn() {
        byte[] image = jpeg(YCBCR_420).restartInterval(1).encode();
        for (int marker : new int[] {0xD0, 0xD1, 0xD2}) {
            int restart = at(image, marker);

            assertBroken(with(image, restart + 1, 0xD5), CUT);
            assertBroken(JpegBytes.without(image, restart, restart + 2), CUT);
        }
    }

    @Test
    void shouldRefuseIntervalsThatWereNotAnnounced() {
        byte[] image = jpeg(YCBCR_420).restartInterval(1).encode();

        assertBroken(withoutSegment(image, 0xDD), CUT);
        assertBroken(with(image, at(image, 0xDD) + 5, 2), CUT);
    }

    @Test
    void shouldRefuseHeadersOutOfTurn() {
        byte[] image = jpeg(YCBCR_420).encode();
        byte[] progressive = jpeg(YCBCR_420).frame(TestJpeg.PROGRESSIVE).encode();
        int frame = at(image, 0xC0);
        byte[] header = Arrays.copyOfRange(image, frame, end(image, frame));

        assertRefused(inserted(image, frame, header), "malformed", "a second JPEG frame header");
        assertRefused(inserted(progressive, at(progressive, 0xDA), header), "malformed", "a second JPEG frame header");
        assertRefused(withoutSegment(image, 0xC0), "malformed", "a JPEG scan before its frame header");
    }

    @Test
    void shouldRefuseAJpegWithoutAScan() {
        byte[] image = jpeg(YCBCR_420).encode();

        byte[] headers = join(Arrays.copyOf(image, at(image, 0xDA)), END);

        assertThat(header(headers).problem()).isEqualTo(ImageProblem.malformed("a JPEG without a scan"));
        assertBroken(headers, "the JPEG has no scan");
    }

    @Test
    void shouldRefuseMissingTables() {
        byte[] image = jpeg(YCBCR_420).encode();
        int scan = at(image, 0xDA);

        assertBroken(withoutSegment(image, 0xDB), "the JPEG has no quantisation table 0");
        assertBroken(with(image, at(image, 0xC0) + 12, 3), "the JPEG has no quantisation table 3");
        assertBroken(with(image, scan + 6, 0x02), "the JPEG has no Huffman table 2");
        assertBroken(with(image, scan + 8, 0x31), "the JPEG has no Huffman table 3");
    }

    @Test
    void shouldRefuseDamagedTables() {
        byte[] image = jpeg(YCBCR_420).encode();
        int steps = at(image, 0xDB);
        int codes = at(image, 0xC4);

        assertBroken(with(image, steps + 4, 0x04), "a damaged JPEG quantisation table");
        assertBroken(with(image, steps + 4, 0x20), "a damaged JPEG quantisation table");
        assertBroken(with(image, steps + 4, 0x10), "a damaged JPEG quantisation table"); // 16 bits have no room
        assertBroken(with(image, codes + 4, 0x20), "a damaged JPEG Huffman table");
        assertBroken(with(image, codes + 4, 0x04), "a damaged JPEG Huffman table");
        assertBroken(with(image, codes + 5, 200), "a damaged JPEG Huffman table");
        assertBroken(inserted(image, codes, segment(0xC4, bytes(0))), "a damaged JPEG Huffman table");
        assertBroken(with(image, codes + 22, 16), "a JPEG Huffman table for coefficients of 16 bits");
        byte[] three = segment(0xC4, join(bytes(0, 3), new byte[15], bytes(0, 1, 2)));
        assertBroken(inserted(image, codes, three), "a JPEG Huffman table with too many codes");
    }

    @Test
    void shouldRefuseADamagedRestartInterval() {
        byte[] image = jpeg(YCBCR_420).encode();

        assertBroken(inserted(image, 2, segment(0xDD, bytes(1))), "a damaged JPEG restart interval");
    }

    @Test
    void shouldRefuseScansThatCannotBe() {
        byte[] image = jpeg(YCBCR_420).encode();
        int scan = at(image, 0xDA);

        assertRefused(with(image, scan + 4, 4), "malformed", "a JPEG scan header of 10 bytes");
        assertRefused(with(image, scan + 4, 2), "malformed", "a JPEG scan header of 10 bytes");
        assertRefused(with(image, scan + 5, 9), "malformed", "a JPEG scan of component 9");
        assertRefused(with(image, scan + 7, 1), "malformed", "a JPEG scan of component 1");
        assertRefused(with(image, scan + 6, 0x40), "malformed", "a JPEG scan with Huffman tables 4 and 0");
        byte[] large = with(image, at(image, 0xC0) + 11, 0x44);
        assertRefused(large, "malformed", "a JPEG scan of 18 blocks in a unit");

        byte[] progressive = jpeg(YCBCR_420).frame(TestJpeg.PROGRESSIVE).encode();
        int last = end(progressive, at(progressive, 0xDA)) - 1;
        assertRefused(
                with(progressive, last - 1, 5), "malformed", "a JPEG scan of coefficients 0 to 5 and bits 0 to 1");
        assertRefused(
                with(progressive, last - 2, 1), "malformed", "a JPEG scan of coefficients 1 to 0 and bits 0 to 1");
        assertRefused(with(progressive, last, 0x31), "malformed", "a JPEG scan of coefficients 0 to 0 and bits 3 to 1");
        assertRefused(
                with(progressive, last, 0x0E), "malformed", "a JPEG scan of coefficients 0 to 0 and bits 0 to 14");
    }

    @Test
    void shouldRefuseFramesThatCannotBe() {
        byte[] image = jpeg(YCBCR_420).encode();
        int frame = at(image, 0xC0);

        assertRefused(with(image, frame + 9, 4), "malformed", "a JPEG frame header of 15 bytes for 4 components");
        assertRefused(with(image, frame + 6, 0), "malformed", "a JPEG of 37x0");
        assertRefused(with(image, frame + 8, 0), "malformed", "a JPEG of 0x29");
        assertRefused(with(image, frame + 11, 0x02), "malformed", "a JPEG component sampled 0x2");
        assertRefused(with(image, frame + 11, 0x25), "malformed", "a JPEG component sampled 2x5");
        assertRefused(with(image, frame + 12, 4), "malformed", "a JPEG component with quantisation table 4");
        assertRefused(with(image, frame + 13, 1), "malformed", "two JPEG components of the name 1");
    }

    @ParameterizedTest
    @CsvSource({
        "C3, a lossless JPEG",
        "C5, a hierarchical JPEG",
        "C6, a hierarchical JPEG",
        "C7, a lossless JPEG",
        "C9, an arithmetically coded JPEG",
        "CA, an arithmetically coded JPEG",
        "CB, a lossless JPEG",
        "CD, a hierarchical JPEG",
        "CE, a hierarchical JPEG",
        "CF, a lossless JPEG"
    })
    void shouldNotSupportOtherProcesses(String marker, String detail) {
        byte[] image = jpeg(YCBCR_420).encode();

        assertRefused(with(image, at(image, 0xC0) + 1, Integer.parseInt(marker, 16)), ImageProblem.UNSUPPORTED, detail);
    }

    @Test
    void shouldNotSupportArithmeticCodingOtherSampleSizesAndTwoComponents() {
        byte[] image = jpeg(YCBCR_420).encode();
        byte[] two = new TestJpeg(9, 9, (component, x, y) -> 9, 0x11, 0x11).encode();

        assertRefused(
                inserted(image, 2, segment(0xCC, bytes(0, 1))),
                ImageProblem.UNSUPPORTED,
                "an arithmetically coded JPEG");
        assertRefused(with(image, at(image, 0xC0) + 4, 12), ImageProblem.UNSUPPORTED, "a JPEG of 12 bits a sample");
        assertRefused(two, ImageProblem.UNSUPPORTED, "a JPEG of 2 components");
    }

    @Test
    void shouldRefuseAProgressiveImageThatEndsBeforeItsLastScanOnlyWithoutAnEndMarker() throws BrokenImageException {
        byte[] image = jpeg(YCBCR_420).frame(TestJpeg.PROGRESSIVE).encode();
        int second = end(image, at(image, 0xDA));
        while (image[second] != -1 || image[second + 1] == 0) {
            second++;
        }
        byte[] first = Arrays.copyOf(image, second);

        assertThat(decoder.decode(join(first, END), 0, 1).width()).isEqualTo(37);
        assertThatExceptionOfType(TruncatedImageException.class)
                .isThrownBy(() -> decoder.decode(first, 0, 1))
                .withMessage("the JPEG ends before its last scan");
    }

    @Test
    void shouldRefuseMoreScansThanTheLimit() throws BrokenImageException {
        byte[] image =
                jpeg(0x11).frame(TestJpeg.PROGRESSIVE).encode(); // 6 scans and 4 tables, which count as 64 blocks each

        assertThat(header(image).scanBlocks()).isEqualTo(10 * 64);
        new JpegDecoder(10 * 64).decode(image, 0, 8);
        assertThatExceptionOfType(BrokenImageException.class)
                .isThrownBy(() -> new JpegDecoder(10 * 64 - 1).decode(image, 0, 8))
                .withMessage("the scans of the JPEG have more than 639 blocks");
    }

    @Test
    @Timeout(value = 180, unit = SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void shouldThrowNothingElseWhateverIsDamagedAndKeepNothingOfIt() throws BrokenImageException {
        List<TestJpeg> kinds = List.of(
                tiny(YCBCR_420),
                tiny(0x11),
                tiny(0x21, 0x11, 0x11).restartInterval(1),
                tiny(YCBCR_420).frame(TestJpeg.PROGRESSIVE),
                tiny(0x11).frame(TestJpeg.PROGRESSIVE).restartInterval(1),
                tiny(0x31, 0x21, 0x11).separateScans(),
                tiny(0x11, 0x11, 0x11, 0x11).adobe(TestJpeg.YCCK),
                tiny(0x11, 0x22, 0x22).withoutHuffmanTables());
        List<byte[]> images = kinds.stream().map(TestJpeg::encode).toList();
        int[][] expected = new int[images.size()][];
        for (int i = 0; i < expected.length; i++) {
            expected[i] = hashes(new JpegDecoder(MANY_BLOCKS).decode(images.get(i), 0, reduction(i)));
        }
        SplittableRandom random = new SplittableRandom(18);
        int broken = 0;
        for (int i = 0; i < 30_000; i++) {
            byte[] image = mutated(images.get(random.nextInt(images.size())), random);
            try {
                JpegHeader header = header(image);
                if (header.problem() == null && header.decodingBytes(1) < 1 << 20) {
                    decoder.decode(image, 0, 1 << random.nextInt(4));
                }
            } catch (BrokenImageException e) {
                broken++;
                int good = i % images.size();
                if (broken % 10 != 0) {
                    continue;
                }
                assertThat(hashes(decoder.decode(images.get(good), 0, reduction(good))))
                        .isEqualTo(expected[good]);
            }
        }
        assertThat(broken).isBetween(6_000, 24_000);
    }

    private static int reduction(int image) {
        return 1 << image % 4;
    }

    private static int[] hashes(Picture picture) {
        return picture.planes().stream()
                .mapToInt(plane -> {
                    int hash = 0;
                    for (int y = 0; y < plane.height(); y++) {
                        for (int x = 0; x < plane.width(); x++) {
                            hash = 31 * hash + plane.values()[plane.row(y) + plane.column(x)];
                        }
                    }
                    return hash;
                })
                .toArray();
    }

    private static byte[] mutated(byte[] image, SplittableRandom random) {
        byte[] mutated = image.clone();
        for (int i = random.nextInt(1, 5); i > 0 && mutated.length > 2; i--) {
            int place = random.nextInt(2, mutated.length);
            switch (random.nextInt(6)) {
                case 0 -> mutated[place] = (byte) random.nextInt();
                case 1 -> mutated[place] ^= (byte) (1 << random.nextInt(8));
                case 2 -> mutated = Arrays.copyOf(mutated, place + 1);
                case 3 ->
                    mutated = JpegBytes.without(mutated, place, Math.min(mutated.length, place + random.nextInt(1, 9)));
                case 4 -> mutated = inserted(mutated, place, bytes(0xFF, random.nextInt(256)));
                default -> mutated[place] = -1;
            }
        }
        return mutated;
    }

    private static JpegHeader header(byte[] image) {
        return JpegHeader.read(image, 0, MANY_BLOCKS);
    }

    private Picture grey(String bits) throws BrokenImageException {
        return decoder.decode(greyImage(bits), 0, 1);
    }

    /** An image of three grey blocks from the bits of its data, filled up with ones. */
    private static byte[] greyImage(String bits) {
        String all = bits.replace(" ", "");
        byte[] data = new byte[0];
        for (int i = 0; i < all.length(); i += 8) {
            String eight = (all.substring(i, Math.min(i + 8, all.length())) + "1111111").substring(0, 8);
            int value = Integer.parseInt(eight, 2);
            data = join(data, value == 0xFF ? bytes(0xFF, 0) : bytes(value));
        }
        return join(bytes(0xFF, 0xD8), STEPS, TABLES, GREY_FRAME, GREY_SCAN, data, END);
    }

    private static byte[] filled(int length, int value) {
        byte[] filled = new byte[length];
        Arrays.fill(filled, (byte) value);
        return filled;
    }

    private static TestJpeg jpeg(int... factors) {
        return new TestJpeg(37, 29, (component, x, y) -> Math.floorMod(x * 5 + y * 3 + (x ^ y) % 13, 256), factors);
    }

    private static TestJpeg tiny(int... factors) {
        return new TestJpeg(17, 9, (component, x, y) -> Math.floorMod(x * 25 + y * 3 + (x ^ y) % 13, 256), factors)
                .step(20);
    }

    private void assertBroken(byte[] image, String message) {
        assertThatExceptionOfType(BrokenImageException.class)
                .isThrownBy(() -> decoder.decode(image, 0, 1))
                .withMessage(message);
    }

    private void assertRefused(byte[] image, String reason, String detail) {
        assertThat(header(image).problem()).isEqualTo(new ImageProblem(reason, detail));
        assertBroken(image, detail);
    }
}

package io.actionstream.model.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.avx512.JpegLayout;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaselineHeaderTest {
    private static final String START = "ffd8";
    private static final String STEPS = "ffdb 0043 00" + "05".repeat(64) + "ffdb 0043 01" + "06".repeat(64);
    private static final String CODES = " 01000000000000000000000000000000 00";
    private static final String TABLES =
            "ffc4 0014 00" + CODES + "ffc4 0014 01" + CODES + "ffc4 0014 10" + CODES + "ffc4 0014 11" + CODES;
    /** 100 rows, 200 columns. */
    private static final String FRAME = "ffc0 0011 08 0064 00c8 03 012200 021101 031101";

    private static final String SCAN = "ffda 000c 03 0100 0211 0311 003f00";
    private static final String END = "55 ffd9";

    @Test
    void shouldReadWhatTheScanNeeds() {
        String upToScan = START + STEPS + FRAME + TABLES + "ffdd 0004 0007" + SCAN;
        BaselineHeader header = header(upToScan + END);

        assertThat(header.isBaseline()).isTrue();
        assertThat(header.layout(2))
                .isEqualTo(new JpegLayout(
                        4,
                        13,
                        7,
                        List.of(
                                new JpegLayout.Component(2, 2, 0, 0),
                                new JpegLayout.Component(1, 1, 1, 1),
                                new JpegLayout.Component(1, 1, 1, 1))));
        assertThat(header.steps(0)).hasSize(64).containsOnly(5);
        assertThat(header.steps(1)).containsOnly(6).isSameAs(header.steps(2));
        assertThat(header.restartInterval()).isEqualTo(7);
        assertThat(header.tables().symbols(0)).isPositive();
        assertThat(header.tables().symbols(3)).isNegative();
        assertThat(header.scanData()).isEqualTo(upToScan.replace(" ", "").length() / 2);
    }

    @ParameterizedTest
    @CsvSource({"1, 200, 100, 100, 50", "2, 100, 50, 50, 25", "4, 50, 25, 25, 13", "8, 25, 13, 13, 7"})
    void shouldKnowTheSizesOfPlanes(int reduction, int width, int height, int colourWidth, int colourHeight) {
        BaselineHeader header = header(START + STEPS + FRAME + TABLES + SCAN + END);

        assertThat(header.width(0, reduction)).isEqualTo(width);
        assertThat(header.height(0, reduction)).isEqualTo(height);
        assertThat(header.width(2, reduction)).isEqualTo(colourWidth);
        assertThat(header.height(2, reduction)).isEqualTo(colourHeight);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffee 000e 41646f6265 0064 0000 0000 01", // Adobe's, with YCbCr
                "ffe0 0010 4a46494600 0101 00 0001 0001 0000", // JFIF's
                "fffe 0005 616263", // a comment
                "ffee 0003 00" // somebody else's
            })
    void shouldPassOverWhatMakesNoDifference(String segment) {
        assertThat(header(START + segment + STEPS + FRAME + TABLES + SCAN + END).isBaseline())
                .isTrue();
    }

    @Test
    void shouldTakeAnExtendedFrameWhichIsTheSameWithEightBits() {
        assertThat(isBaseline(FRAME.replace("ffc0", "ffc1"))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffc2 0011 08 0064 00c8 03 012200 021101 031101", // progressive
                "ffc9 0011 08 0064 00c8 03 012200 021101 031101", // with arithmetic coding
                "ffc0 0011 0c 0064 00c8 03 012200 021101 031101", // twelve bits
                "ffc0 000b 08 0064 00c8 01 011100", // grey
                "ffc0 0014 08 0064 00c8 04 012200 021101 031101 041101", // four components
                "ffc0 0011 08 0064 00c8 04 012200 021101 031101", // fewer than there are said to be
                "ffc0 0011 08 0064 00c8 03 014100 021101 031101", // colours at a quarter
                "ffc0 0011 08 0064 00c8 03 010200 021101 031101", // no blocks
                "ffc0 0011 08 0064 00c8 03 012200 022101 031101", // colours that differ
                "ffc0 0011 08 0064 00c8 03 012202 021101 031101", // a table that is not there
                "ffc0 0011 08 0064 00c8 03 0122ff 021101 031101", // one that can't be
                "ffc0 0011 08 0064 00c8 03 022200 011101 031101", // another order than the scan's
                "" // no frame
            })
    void shouldRefuseOtherFrames(String frame) {
        assertThat(isBaseline(frame)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffda 000c 03 0100 0211 0311 013f00", // a part of the frequencies
                "ffda 000c 03 0100 0211 0311 003e00",
                "ffda 000c 03 0100 0211 0311 003f01", // a part of the bits
                "ffda 0008 01 0100 003f00", // brightness only
                "ffda 000c 03 0102 0211 0311 003f00", // tables that are not there
                "ffda 000c 03 0120 0211 0311 003f00",
                "ffda 000c 03 01f0 0211 0311 003f00", // ones that can't be
                "ffda 000c 03 010f 0211 0311 003f00",
                "ffda 000a 03 0100 0211 0311 00" // not whole
            })
    void shouldRefuseOtherScans(String scan) {
        assertThat(header(START + STEPS + FRAME + TABLES + scan + END).isBaseline())
                .isFalse();
    }

    @Test
    void shouldRefuseColoursThatAreNotYCbCr() {
        String rgb = FRAME.replace("012200 021101 031101", "521100 471101 421101");
        String scan = SCAN.replace("0100 0211 0311", "5200 4711 4211");

        assertThat(header(START + STEPS + rgb + TABLES + scan + END).isBaseline())
                .isFalse();
        assertThat(header(START + "ffee 000e 41646f6265 0064 0000 0000 00" + STEPS + FRAME + TABLES + SCAN + END)
                        .isBaseline())
                .isFalse();
    }

    @Test
    void shouldRefuseStepsOfZeroOrOfSixteenBitsOrWithoutEnd() {
        assertThat(withSteps("ffdb 0043 00" + "00".repeat(64))).isFalse();
        assertThat(withSteps("ffdb 0083 10" + "0005".repeat(64))).isFalse();
        assertThat(withSteps("ffdb 0042 00" + "05".repeat(63))).isFalse();
        assertThat(withSteps("ffdb 0043 04" + "05".repeat(64))).isFalse();
    }

    @Test
    void shouldRefuseTablesWithoutEndOrPlace() {
        assertThat(withTable("ffc4 0013 00 01000000000000000000000000000000")).isFalse();
        assertThat(withTable("ffc4 0008 00 0100000000")).isFalse();
        assertThat(withTable("ffc4 0014 04" + CODES)).isFalse();
        assertThat(withTable("ffc4 0014 20" + CODES)).isFalse();
        assertThat(withTable("ffc4 0014 00" + CODES)).isTrue();
    }

    @Test
    void shouldRefuseWhatIsNotWhole() {
        String image = START + STEPS + FRAME + TABLES + SCAN + END;
        byte[] bytes = HexFormat.of().parseHex(image.replace(" ", ""));
        for (int length = 0; length < bytes.length; length++) {
            assertThat(new BaselineHeader(Arrays.copyOf(bytes, length)).isBaseline())
                    .isFalse();
        }
        assertThat(new BaselineHeader(bytes).isBaseline()).isTrue();
    }

    private static boolean isBaseline(String frame) {
        return header(START + STEPS + frame + TABLES + SCAN + END).isBaseline();
    }

    private static boolean withSteps(String steps) {
        return header(START + STEPS + steps + FRAME + TABLES + SCAN + END).isBaseline();
    }

    private static boolean withTable(String table) {
        return header(START + STEPS + FRAME + TABLES + table + SCAN + END).isBaseline();
    }

    private static BaselineHeader header(String image) {
        return new BaselineHeader(HexFormat.of().parseHex(image.replace(" ", "")));
    }
}

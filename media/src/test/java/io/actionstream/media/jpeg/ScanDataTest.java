package io.actionstream.media.jpeg;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.actionstream.media.image.BrokenImageException;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScanDataTest {
    private final ScanData data = new ScanData();

    @Test
    void shouldLeaveOutWhatIsStuffed() throws BrokenImageException {
        assertThat(take("aaaaaa 1234ff0056ff00ff0078 ffd9", 3)).isEqualTo(13);

        assertThat(data.intervals()).isOne();
        assertThatIntervalIs(0, "1234ff56ffff78");
    }

    @Test
    void shouldLeaveOutWhatFillsUpBeforeAMarker() throws BrokenImageException {
        assertThat(take("1234ffffffd9", 0)).isEqualTo(4);

        assertThatIntervalIs(0, "1234");
    }

    @Test
    void shouldTakeNothingAsWell() throws BrokenImageException {
        assertThat(take("ffd9", 0)).isZero();

        assertThat(data.intervals()).isOne();
        assertThatIntervalIs(0, "");
    }

    @Test
    void shouldPartDataAtRestartMarkersOfWhichThereAreEight() throws BrokenImageException {
        StringBuilder image = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            image.append("0%d11".formatted(i)).append("ffd%d".formatted(i % 8));
        }

        assertThat(take(image + "33ffd9", 0)).isEqualTo(41);

        assertThat(data.intervals()).isEqualTo(11);
        for (int i = 0; i < 10; i++) {
            assertThatIntervalIs(i, "0%d11".formatted(i));
        }
        assertThatIntervalIs(10, "33");
    }

    /** The image, where its data end, and the last interval. */
    @ParameterizedTest
    @CsvSource({
        "12, 1, 12",
        "1234567890abcdef12, 9, 1234567890abcdef12",
        "1234ff, 3, 1234", // half a marker
        "1234ff00, 4, 1234ff",
        "1234ffff, 4, 1234",
        "1234ffd15678ffd9, 2, 1234", // the second restart marker first
        "1234ffd056ffd0ffd9, 5, 56", // the first one twice
        "1234ffc400, 2, 1234",
        "1234ffda00, 2, 1234",
        "1234ff0100, 2, 1234",
        "1234ffd8ffd9, 2, 1234"
    })
    void shouldEndAtAnyOtherMarkerOrWithTheImage(String image, int end, String last) throws BrokenImageException {
        assertThat(take(image, 0)).isEqualTo(end);

        assertThatIntervalIs(data.intervals() - 1, last);
    }

    @Test
    void shouldEndBehindTheMostIntervals() throws BrokenImageException {
        byte[] image = HexFormat.of().parseHex("11ffd022ffd133ffd244ffd9");

        assertThat(data.take(image, 0, 2)).isEqualTo(7);
        assertThat(data.intervals()).isEqualTo(3);
        assertThatIntervalIs(2, "33");
    }

    @Test
    void shouldFindMarksWhereverTheyAre() throws BrokenImageException {
        Random random = new Random(5);
        for (int round = 0; round < 500; round++) {
            byte[] plain = new byte[random.nextInt(60)];
            ByteArrayOutputStream stuffed = new ByteArrayOutputStream();
            for (int i = 0; i < plain.length; i++) {
                plain[i] = (byte) (random.nextInt(4) == 0 ? 0xFF : random.nextInt(4) == 0 ? 0xFE : random.nextInt());
                stuffed.write(plain[i]);
                if (plain[i] == -1) {
                    stuffed.write(0);
                }
            }
            int end = stuffed.size();
            stuffed.writeBytes(new byte[] {-1, (byte) 0xD9});

            assertThat(data.take(stuffed.toByteArray(), 0, 1)).isEqualTo(end);

            assertThatIntervalIs(0, HexFormat.of().formatHex(plain));
        }
    }

    @Test
    void shouldHaveZerosBehindTheEndWhateverStoodThereBefore() {
        take("ffd0" + "aa".repeat(600), 0);
        take("12ffd9", 0);
        BitReader bits = new BitReader();
        data.begin(0, bits);

        assertThat(bits.take(8)).isEqualTo(0x12);
        for (int i = 0; i < 62; i++) {
            assertThat(bits.take(8)).isZero();
        }
    }

    /** Reads an interval bit for bit, to its end and one bit beyond. */
    private void assertThatIntervalIs(int interval, String hex) throws BrokenImageException {
        BitReader bits = new BitReader();
        data.begin(interval, bits);
        for (byte each : HexFormat.of().parseHex(hex)) {
            assertThat(bits.take(3) << 5 | bits.take(5)).isEqualTo(each & 0xFF);
        }
        assertThatCode(bits::checkAfterInterval).doesNotThrowAnyException();
        bits.take(1);
        assertThatExceptionOfType(TruncatedImageException.class)
                .isThrownBy(bits::checkAfterInterval)
                .withMessage("the compressed data end too early");
    }

    private int take(String image, int from) {
        return data.take(HexFormat.of().parseHex(image.replace(" ", "")), from, 12);
    }
}

package io.actionstream.model.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanDataTest {
    private final ScanData data = new ScanData();

    @Test
    void shouldLeaveOutWhatIsStuffed() {
        assertThat(take("aaaaaa 1234ff0056ff00ff0078 ffd9", 3)).isTrue();

        assertThat(bytes()).isEqualTo("1234ff56ffff78");
        assertThat(data.intervals()).isOne();
    }

    @Test
    void shouldLeaveOutWhatFillsUpBeforeAMarker() {
        assertThat(take("1234ffffffd9", 0)).isTrue();

        assertThat(bytes()).isEqualTo("1234");
    }

    @Test
    void shouldTakeNothingAsWell() {
        assertThat(take("ffd9", 0)).isTrue();

        assertThat(bytes()).isEmpty();
    }

    @Test
    void shouldPartDataAtRestartMarkersOfWhichThereAreEight() {
        StringBuilder image = new StringBuilder();
        for (int i = 0; i < 10; i++) {
            image.append("0%d11".formatted(i)).append("ffd%d".formatted(i % 8));
        }

        assertThat(take(image + "33ffd9", 0)).isTrue();

        assertThat(data.intervals()).isEqualTo(11);
        assertThat(data.start(0)).isZero();
        for (int i = 0; i < 10; i++) {
            assertThat(data.end(i)).isEqualTo(2 * (i + 1)).isEqualTo(data.start(i + 1));
        }
        assertThat(data.end(10)).isEqualTo(21).isEqualTo(data.length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "12",
                "1234567890",
                "1234ff", // half a marker
                "1234ff00", // no end
                "1234ffd15678ffd9", // the second restart marker first
                "1234ffd0ffd0ffd9", // the first one twice
                "1234ffc400", // other headers
                "1234ffda00" // another scan
            })
    void shouldRefuseWhatDoesNotEndAsItShould(String image) {
        assertThat(take(image, 0)).isFalse();
    }

    @Test
    void shouldFindMarksWhereverTheyAre() {
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
            stuffed.writeBytes(new byte[] {-1, (byte) 0xD9});

            assertThat(data.take(stuffed.toByteArray(), 0)).isTrue();

            assertThat(Arrays.copyOf(data.bytes(), data.length())).isEqualTo(plain);
        }
    }

    private boolean take(String image, int from) {
        return data.take(HexFormat.of().parseHex(image.replace(" ", "")), from);
    }

    private String bytes() {
        return HexFormat.of().formatHex(data.bytes(), 0, data.length());
    }
}

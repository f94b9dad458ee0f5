package io.actionstream.model.avx512;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import org.junit.jupiter.api.Test;

@WhereThereIsAvx512
class PictureScalerTest {
    private static final int SIDE = 32;
    private static final int ROW_BYTES = (SIDE + 1) * 3; // a letterbox: rows are copied one by one

    private final PictureScaler scaler = PictureScaler.compile(SIDE, SIDE).orElseThrow();
    private final byte[] target = new byte[SIDE * ROW_BYTES];

    @Test
    void shouldRefuseAPictureOrAPlaneWithoutRows() {
        try (Memory pixels = new Memory((long) SIDE * SIDE)) {
            assertThat(scale(plane(pixels, SIDE), 0, 0)).isFalse();
            assertThat(scale(plane(pixels, 0), SIDE, 0)).isFalse();
            assertThat(scale(plane(pixels, SIDE), SIDE, 0)).isTrue();
        }
    }

    @Test
    void shouldWriteNothingWhereTheTargetIsTooSmall() {
        try (Memory pixels = new Memory((long) SIDE * SIDE)) {
            pixels.setMemory(0, pixels.size(), (byte) 200);
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> scale(plane(pixels, SIDE), SIDE, 4));
        }
        assertThat(target).containsOnly(0);
    }

    private boolean scale(Plane plane, int height, int offset) {
        return scaler.scale(plane, plane, plane, SIDE, height, target, offset, ROW_BYTES);
    }

    private static Plane plane(Memory pixels, int height) {
        return new Plane(Pointer.nativeValue(pixels), SIDE, SIDE, height);
    }
}

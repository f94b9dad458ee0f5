package io.actionstream.model.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * One thing that is wrong with a file.
 *
 * @param place where, from 0, the beginning, to 1, the end
 * @param length of what is deleted or repeated, in bytes
 * @param text what is inserted
 * @param number what is written over eight bytes, little-endian
 */
record Damage(Kind kind, double place, int length, String text, long number) {

    enum Kind {
        FLIP,
        DELETE,
        REPEAT,
        CUT,
        INSERT,
        OVERWRITE
    }

    private static final String DEEP = "[".repeat(2000);
    private static final String LONG_NUMBER = "9".repeat(2000);

    byte[] done(byte[] file) {
        int from = (int) (place * file.length);
        int to = Math.min(file.length, from + length);
        byte[] before = Arrays.copyOf(file, from);
        byte[] middle = Arrays.copyOfRange(file, from, to);
        byte[] after = Arrays.copyOfRange(file, to, file.length);
        return switch (kind) {
            case FLIP -> concat(before, flipped(middle), after);
            case DELETE -> concat(before, after);
            case REPEAT -> concat(before, middle, middle, after);
            case CUT -> before;
            case INSERT -> concat(before, text.getBytes(UTF_8), middle, after);
            case OVERWRITE -> overwritten(file, from);
        };
    }

    static Arbitrary<Damage> any() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.oneOf(
                                Arbitraries.just(0.0), Arbitraries.doubles().between(0, 1)),
                        Arbitraries.integers().between(1, 40),
                        Arbitraries.oneOf(
                                Arbitraries.of(
                                        "null",
                                        "-1",
                                        "1e999",
                                        "1.5",
                                        "{",
                                        "}",
                                        "[",
                                        "]",
                                        ",",
                                        "\"",
                                        "\\u0000",
                                        "\0\0\0",
                                        "\ufeff",
                                        "9223372036854775807",
                                        LONG_NUMBER,
                                        DEEP),
                                Arbitraries.strings().ofMaxLength(20)),
                        Arbitraries.longs())
                .as(Damage::new);
    }

    private byte[] flipped(byte[] bytes) {
        if (bytes.length > 0) {
            bytes[0] ^= (byte) (1 << (number & 7));
        }
        return bytes;
    }

    private byte[] overwritten(byte[] file, int from) {
        byte[] changed = file.clone();
        byte[] eight = ByteBuffer.allocate(Long.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(number)
                .array();
        System.arraycopy(eight, 0, changed, from, Math.min(eight.length, file.length - from));
        return changed;
    }

    private static byte[] concat(byte[]... parts) {
        ByteBuffer whole = ByteBuffer.allocate(
                Arrays.stream(parts).mapToInt(part -> part.length).sum());
        Arrays.stream(parts).forEach(whole::put);
        return whole.array();
    }
}

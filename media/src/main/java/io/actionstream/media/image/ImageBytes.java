package io.actionstream.media.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Big-endian reads, as JPEG and PNG store their numbers. */
public final class ImageBytes {

    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private ImageBytes() {}

    public static int uint8(byte[] bytes, int at) {
        return bytes[at] & 0xFF;
    }

    public static int uint16(byte[] bytes, int at) {
        return uint8(bytes, at) << 8 | uint8(bytes, at + 1);
    }

    public static int int32(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    /** True when what stands from a place on is the beginning of a signature, or the signature and more. */
    public static boolean beginsLike(byte[] bytes, int from, byte[] signature) {
        int length = Math.min(bytes.length - from, signature.length);
        return Arrays.equals(bytes, from, from + length, signature, 0, length);
    }
}

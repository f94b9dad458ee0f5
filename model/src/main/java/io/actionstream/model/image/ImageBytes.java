package io.actionstream.model.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

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

    /** True when the shorter of the two is the beginning of the longer; an empty array begins anything. */
    public static boolean beginsLike(byte[] bytes, byte[] signature) {
        for (int i = 0; i < Math.min(bytes.length, signature.length); i++) {
            if (bytes[i] != signature[i]) {
                return false;
            }
        }
        return true;
    }
}

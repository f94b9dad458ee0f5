package io.actionstream.inference.network;

import ai.djl.ndarray.types.DataType;
import ai.djl.util.Float16Utils;
import io.actionstream.model.checkpoint.InputSpec;
import io.actionstream.model.clip.ClipSpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Clips as the tensor that a network declares: in its order of dimensions and channels, each pixel looked up in a table of its channel's
 * 256 numbers. It keeps its memory from batch to batch; for one thread at a time.
 *
 * <pre>
 * clip   (T, H, W, RGB) uint8
 * BTHWC  as it is          BCTHW  plane (c, t)          BTCHW  plane (t, c)          of H x W numbers each
 * </pre>
 */
final class ClipTensor {
    private static final int C = ClipSpec.CHANNELS;
    private static final int VALUES = 256;

    private final InputSpec input;
    private final ClipSpec clip;
    private final int pixels; // of a sample
    private final float[][] table; // by channel of the tensor: the number of each pixel
    private final float[] frame; // a sample as numbers, in the tensor's order
    private ByteBuffer bytes = ByteBuffer.allocateDirect(0);

    ClipTensor(InputSpec input, ClipSpec clip) {
        this.input = input;
        this.clip = clip;
        this.pixels = clip.height() * clip.width();
        this.table = table(input);
        this.frame = new float[clip.frameBytes()];
    }

    /** The type of its numbers. */
    DataType type() {
        return switch (input.type()) {
            case FLOAT32 -> DataType.FLOAT32;
            case FLOAT16 -> DataType.FLOAT16;
            case UINT8 -> DataType.UINT8;
        };
    }

    /** Its shape for so many clips. */
    long[] shape(int clips) {
        return input.shape(clips, clip);
    }

    /**
     * Clips as the tensor's bytes, row-major, which are valid until the next call.
     *
     * @param clips each (frames, height, width, RGB) as uint8
     */
    ByteBuffer of(List<byte[]> clips) {
        int clipBytes = Math.multiplyExact(clip.clipBytes(), type().getNumOfBytes());
        int needed = Math.multiplyExact(clipBytes, clips.size());
        if (bytes.capacity() < needed) {
            bytes = ByteBuffer.allocateDirect(needed).order(ByteOrder.nativeOrder());
        }
        bytes.clear().limit(needed);
        for (int i = 0; i < clips.size(); i++) {
            clip.check(clips.get(i));
            put(clips.get(i), bytes.slice(i * clipBytes, clipBytes).order(ByteOrder.nativeOrder()));
        }
        return bytes.rewind();
    }

    private void put(byte[] samples, ByteBuffer target) {
        for (int t = 0; t < clip.frames(); t++) {
            if (input.layout() == InputSpec.Layout.BTHWC) {
                interleave(samples, t * pixels * C);
                put(target, t * pixels * C, 0, pixels * C);
                continue;
            }
            for (int c = 0; c < C; c++) {
                plane(samples, t * pixels * C, c);
                int plane = input.layout() == InputSpec.Layout.BCTHW ? c * clip.frames() + t : t * C + c;
                put(target, plane * pixels, c * pixels, pixels);
            }
        }
    }

    /** A sample's pixels as numbers, channel beside channel. */
    private void interleave(byte[] samples, int from) {
        for (int c = 0; c < C; c++) {
            float[] numbers = table[c];
            for (int i = from + source(c), to = c; to < pixels * C; i += C, to += C) {
                frame[to] = numbers[samples[i] & 0xFF];
            }
        }
    }

    /** One channel of a sample as numbers. */
    private void plane(byte[] samples, int from, int c) {
        float[] numbers = table[c];
        int to = c * pixels;
        for (int p = 0, i = from + source(c); p < pixels; p++, i += C) {
            frame[to + p] = numbers[samples[i] & 0xFF];
        }
    }

    /** The channel of RGB that is a channel of the tensor. */
    private int source(int c) {
        return input.colours() == InputSpec.Colours.RGB ? c : C - 1 - c;
    }

    private void put(ByteBuffer target, int at, int from, int count) {
        switch (input.type()) {
            case FLOAT32 -> target.asFloatBuffer().put(at, frame, from, count);
            case FLOAT16 -> {
                for (int i = 0; i < count; i++) {
                    target.putShort((at + i) * Short.BYTES, Float16Utils.floatToHalf(frame[from + i]));
                }
            }
            case UINT8 -> {
                for (int i = 0; i < count; i++) {
                    target.put(at + i, (byte) frame[from + i]);
                }
            }
        }
    }

    private static float[][] table(InputSpec input) {
        float[][] table = new float[C][VALUES];
        for (int c = 0; c < C; c++) {
            for (int value = 0; value < VALUES; value++) {
                table[c][value] = input.type() == InputSpec.Type.UINT8
                        ? value
                        : (float) ((value * input.scale() - input.mean().get(c))
                                / input.deviation().get(c));
            }
        }
        return table;
    }
}

package io.actionstream.model.avx512;

import java.nio.ByteBuffer;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedDeque;

/**
 * Scales pictures whose brightness and colours are in planes of their own into RGB, as machine code: bilinear with
 * half-pixel centres, then full-range BT.601 (JFIF). The code is the same for all sizes; what depends on them is in
 * tables, of which there are as many as there were threads at a time. Safe for any number of threads.
 */
public final class PictureScaler {
    /** The largest factor by which it makes a picture narrower: what a step needs is then in two vectors. */
    static final int MOST_REDUCTION = 2;

    private static final int CHANNELS = 3;

    /** Written once in a process, when it is first wanted. */
    private static final class Code {
        static final MachineCode PICTURE = new MachineCode(List.of(WordMemory.call(new RgbPicture())));
    }

    private final int mostColumns;
    private final int mostRows;
    private final Deque<PictureMemory> free = new ConcurrentLinkedDeque<>();

    private PictureScaler(int mostColumns, int mostRows) {
        this.mostColumns = mostColumns;
        this.mostRows = mostRows;
    }

    /** Compiles one where machine code can be had and is not turned off, for pictures of at most so many pixels. */
    public static Optional<PictureScaler> compile(int mostColumns, int mostRows) {
        return Avx512.isOn() ? Optional.of(new PictureScaler(mostColumns, mostRows)) : Optional.empty();
    }

    /**
     * Scales a picture, if it and its planes have rows and at least 32 columns, the planes have no more than twice
     * as many as the picture, and the colours' are alike.
     *
     * @param y the plane of brightness
     * @param width columns of the picture, in pixels
     * @param height rows of the picture, in pixels
     * @param target receives (height, width, RGB) as uint8
     * @param offset of the first row in {@code target}
     * @param rowBytes from a row to the next in {@code target}
     * @return whether it did
     * @throws IndexOutOfBoundsException when the target is too small
     */
    public boolean scale(Plane y, Plane cb, Plane cr, int width, int height, byte[] target, int offset, int rowBytes) {
        if (height < 1 || height > mostRows || width > mostColumns) {
            return false;
        }
        if (!cb.isLike(cr) || !fits(y, width) || !fits(cb, width)) {
            return false;
        }
        long bytes = (height - 1L) * rowBytes + (long) width * CHANNELS;
        Objects.checkFromIndexSize(offset, bytes, target.length);
        PictureMemory memory = free.pollFirst();
        if (memory == null) {
            memory = new PictureMemory(mostColumns, mostRows);
        }
        memory.aim(y, cb, cr, width, height);
        Code.PICTURE.run(0, memory.bases());
        copy(memory.pixels(), width * CHANNELS, height, target, offset, rowBytes);
        free.addFirst(memory);
        return true;
    }

    private static boolean fits(Plane plane, int width) {
        return plane.height() >= 1
                && Math.min(plane.width(), width) >= RgbPicture.STEP
                && plane.width() <= MOST_REDUCTION * width;
    }

    private static void copy(ByteBuffer pixels, int bytes, int rows, byte[] target, int offset, int rowBytes) {
        if (bytes == rowBytes) {
            pixels.get(0, target, offset, rows * bytes);
        } else {
            for (int row = 0; row < rows; row++) {
                pixels.get(row * bytes, target, offset + row * rowBytes, bytes);
            }
        }
    }
}

package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;
import static io.actionstream.model.avx512.RgbPicture.STEP;

import com.sun.jna.Memory;
import java.nio.ByteBuffer;

/**
 * What a thread needs while it scales a picture: the sizes, tables of what is mixed for each row and step, and room for
 * the mixed rows and the picture. The tables stay until there are other sizes. For one thread at a time; freed when
 * nothing refers to it.
 */
final class PictureMemory {
    /** Where the constants are. */
    static final int NUMBERS = 4 * VECTOR_BYTES;

    static final int ORDER = NUMBERS + VECTOR_BYTES;
    private static final int TABLES = ORDER + 2 * VECTOR_BYTES;

    /** Bytes of what is said of a row, and of a step. */
    static final int ROW_BYTES = 5 * Long.BYTES;

    static final int STEP_BYTES = 5 * VECTOR_BYTES;

    private static final int CHANNELS = 3;

    private final WordMemory words;
    private final Memory memory;
    private final int stepTable;
    private final int mixed;
    private final int mixedBytes;
    private final int picture;
    private final ByteBuffer pixels;
    private Plane y = new Plane(0, 0, 0, 0);
    private Plane colour = y;
    private int width;
    private int height;

    /** Takes memory for pictures of at most so many pixels. */
    PictureMemory(int mostColumns, int mostRows) {
        stepTable = aligned(TABLES + mostRows * ROW_BYTES);
        mixed = stepTable + steps(mostColumns) * STEP_BYTES;
        mixedBytes = aligned(PictureScaler.MOST_REDUCTION * mostColumns * Short.BYTES) + 3 * VECTOR_BYTES;
        picture = mixed + 3 * mixedBytes;
        int bytes = mostColumns * mostRows * CHANNELS;
        words = new WordMemory((long) picture + bytes);
        memory = words.memory();
        pixels = memory.getByteBuffer(picture, bytes);
        int[] numbers = RgbRow.numbers();
        short[] order = RgbRow.order();
        memory.write(NUMBERS, numbers, 0, numbers.length);
        memory.write(ORDER, order, 0, order.length);
        words.set(PictureWord.MIXED_Y, address(mixed));
        words.set(PictureWord.MIXED_CB, address(mixed + mixedBytes));
        words.set(PictureWord.MIXED_CR, address(mixed + 2 * mixedBytes));
        words.set(PictureWord.ROW_TABLE, address(TABLES));
        words.set(PictureWord.STEP_TABLE, address(stepTable));
        words.set(PictureWord.PICTURE, address(picture));
    }

    private static int aligned(int bytes) {
        return (bytes + VECTOR_BYTES - 1) / VECTOR_BYTES * VECTOR_BYTES;
    }

    private static int steps(int pixels) {
        return (pixels + STEP - 1) / STEP;
    }

    /** Offsets in what is said of a row, for brightness (0) or colour (1): its two rows, and the share of the lower. */
    static int upper(int kind) {
        return 2 * kind * Long.BYTES;
    }

    static int lower(int kind) {
        return upper(kind) + Long.BYTES;
    }

    static int share(int kind) {
        return 4 * Long.BYTES + kind * Integer.BYTES;
    }

    /** The offset in what is said of a step of the indexes, which the shares follow. */
    static int index(int kind) {
        return (1 + 2 * kind) * VECTOR_BYTES;
    }

    /** Has the picture made of planes, of which the colours' are alike. */
    void aim(Plane y, Plane cb, Plane cr, int width, int height) {
        if (!y.isLike(this.y) || !cb.isLike(colour) || width != this.width || height != this.height) {
            this.y = y;
            colour = cb;
            this.width = width;
            this.height = height;
            setSizes();
            tabulateRows();
            tabulateSteps();
        }
        words.set(PictureWord.Y, y.address());
        words.set(PictureWord.CB, cb.address());
        words.set(PictureWord.CR, cr.address());
    }

    private void setSizes() {
        setSteps(PictureWord.STEPS_Y, PictureWord.LAST_Y, y.width());
        setSteps(PictureWord.STEPS_C, PictureWord.LAST_C, colour.width());
        words.set(PictureWord.ROWS, height);
        words.set(PictureWord.STEPS, steps(width));
        words.set(PictureWord.PICTURE_ROW, width * CHANNELS);
    }

    private void setSteps(PictureWord steps, PictureWord last, int pixels) {
        int before = Math.max(1, steps(pixels) - 1);
        words.set(steps, before);
        words.set(last, pixels - STEP - before * STEP);
    }

    private void tabulateRows() {
        Stretch ofY = new Stretch(y.height(), height);
        Stretch ofColour = new Stretch(colour.height(), height);
        long[] table = new long[height * ROW_BYTES / Long.BYTES];
        int at = 0;
        for (int row = 0; row < height; row++) {
            table[at++] = (long) ofY.first(row) * y.stride();
            table[at++] = (long) ofY.second(row) * y.stride();
            table[at++] = (long) ofColour.first(row) * colour.stride();
            table[at++] = (long) ofColour.second(row) * colour.stride();
            int share = RgbRow.twice(ofY.share(row));
            table[at++] = (long) RgbRow.twice(ofColour.share(row)) << Integer.SIZE | Integer.toUnsignedLong(share);
        }
        memory.write(TABLES, table, 0, table.length);
    }

    private void tabulateSteps() {
        Stretch ofY = new Stretch(y.width(), width);
        Stretch ofColour = new Stretch(colour.width(), width);
        for (int step = 0; step < steps(width); step++) {
            int column = Math.min(step * STEP, width - STEP);
            int at = stepTable + step * STEP_BYTES;
            long skipped = (long) ofColour.first(column) * Short.BYTES;
            long[] places = {
                address(mixed) + (long) ofY.first(column) * Short.BYTES,
                address(mixed + mixedBytes) + skipped,
                address(mixed + 2 * mixedBytes) + skipped,
                (long) column * CHANNELS
            };
            memory.write(at, places, 0, places.length);
            tabulate(ofY, column, at + index(0));
            tabulate(ofColour, column, at + index(1));
        }
    }

    private void tabulate(Stretch stretch, int column, int at) {
        short[] table = new short[2 * STEP];
        for (int i = 0; i < STEP; i++) {
            table[i] = (short) (stretch.first(column + i) - stretch.first(column));
            table[STEP + i] = stretch.share(column + i);
        }
        memory.write(at, table, 0, table.length);
    }

    private long address(int offset) {
        return words.address() + offset;
    }

    /** Where the bases' addresses are. */
    long bases() {
        return address(0);
    }

    /** The picture (height, width, RGB). */
    ByteBuffer pixels() {
        return pixels;
    }
}

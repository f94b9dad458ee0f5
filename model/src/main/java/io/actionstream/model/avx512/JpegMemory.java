package io.actionstream.model.avx512;

import static io.actionstream.model.avx512.Assembler.VECTOR_BYTES;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decodes the blocks of a JPEG as machine code, and has what is needed for it: tables, the coefficients of all blocks, and
 * the planes of pixels. What does not change from one image to the next is kept. For one thread at a time; freed when
 * nothing refers to it.
 */
public final class JpegMemory {
    /** Tables that an image may have of a kind. */
    public static final int TABLES_OF_A_KIND = 4;

    /** Tables for first coefficients, then for the others. */
    public static final int TABLES = 2 * TABLES_OF_A_KIND;

    private static final int WORDS_END = 3 * VECTOR_BYTES;

    /** Constants of the transform, by its points. */
    static final int SHUFFLES = WORDS_END;

    static final int ORDERS = SHUFFLES + 4 * VECTOR_BYTES;
    static final int NUMBERS = ORDERS + 4 * VECTOR_BYTES;
    static final int SCRATCH = NUMBERS + VECTOR_BYTES;

    /** What is said of the planes. */
    static final int PLANES = SCRATCH + JpegLayout.COEFFICIENTS * VECTOR_BYTES;

    static final int FACTORS = VECTOR_BYTES;
    static final int PLANE_BYTES = FACTORS + JpegLayout.COEFFICIENTS * Float.BYTES;

    /** By position in a block, or beyond it by as much as a run can be: where its coefficient goes, in bytes. */
    static final int SLOTS = PLANES + JpegLayout.COMPONENTS * PLANE_BYTES;

    private static final int SLOT_COUNT = JpegLayout.COEFFICIENTS + SymbolTable.END_OF_BLOCK;
    private static final int SYMBOLS = SLOTS + SLOT_COUNT * Short.BYTES;
    private static final int TABLE_BYTES = SymbolTable.ENTRIES * Integer.BYTES;

    /** Bytes that are read beyond the end of the data. */
    private static final int BEYOND = 3 * Long.BYTES;

    /** Written once in a process, when it is first wanted. */
    private static final class Code {
        static final MachineCode JPEG = new MachineCode(List.of(
                WordMemory.call(new InverseDct(1)),
                WordMemory.call(new InverseDct(2)),
                WordMemory.call(new InverseDct(4)),
                WordMemory.call(new InverseDct(8)),
                WordMemory.call(new ScanBlocks())));
    }

    private static final int SCAN = 4;

    /** Cameras of one job have a size or two; each takes about as much memory as its images have pixels. */
    private static final int MOST_LAYOUTS = 4;

    private static final float LOAD_FACTOR = 0.75f;

    private final WordMemory words = new WordMemory(SYMBOLS + (long) TABLES * TABLE_BYTES);
    private final Memory memory = words.memory();
    private final Map<JpegLayout, JpegBlocks> arranged = new LinkedHashMap<>(MOST_LAYOUTS, LOAD_FACTOR, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<JpegLayout, JpegBlocks> eldest) {
            return size() > MOST_LAYOUTS;
        }
    };
    private Memory data = new Memory(1);
    private JpegBlocks blocks;

    private JpegMemory() {
        InverseDct.writeConstants(memory);
    }

    /** Makes one, where machine code can be had and is not turned off. */
    public static Optional<JpegMemory> create() {
        return Avx512.isOn() ? Optional.of(new JpegMemory()) : Optional.empty();
    }

    /**
     * Makes room for an image. That of the last few layouts is kept.
     *
     * @throws ArithmeticException when its blocks do not fit in 2 GiB
     */
    public void arrange(JpegLayout layout) {
        if (blocks != null && layout.equals(blocks.layout())) {
            return;
        }
        blocks = arranged.computeIfAbsent(layout, JpegBlocks::new);
        tabulateSlots(layout.points());
        words.set(JpegWord.COEFFICIENTS, blocks.coefficients());
        for (int i = 0; i < JpegLayout.COMPONENTS; i++) {
            long[] plane = blocks.words(i);
            memory.write(plane(i), plane, 0, plane.length);
        }
    }

    private void tabulateSlots(int points) {
        short[] slots = new short[SLOT_COUNT];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = (short) slot(points, i);
        }
        memory.write(SLOTS, slots, 0, slots.length);
    }

    private static int slot(int points, int position) {
        if (position < JpegLayout.COEFFICIENTS) {
            return InverseDct.slot(points, Zigzag.row(position), Zigzag.column(position));
        }
        int nowhere = InverseDct.slot(points, points, points);
        return position > SymbolTable.END_OF_BLOCK ? nowhere : nowhere | ScanBlocks.DAMAGED;
    }

    private static long plane(int component) {
        return PLANES + (long) component * PLANE_BYTES;
    }

    /** Where the table of a component's first coefficients is. */
    static int differences(JpegLayout.Component component) {
        return symbols(component.differences());
    }

    /** Where that of its other coefficients is. */
    static int others(JpegLayout.Component component) {
        return symbols(TABLES_OF_A_KIND + component.coefficients());
    }

    private static int symbols(int table) {
        return SYMBOLS + table * TABLE_BYTES;
    }

    /** Sets one of the tables. */
    public void setTable(int index, int[] entries) {
        memory.write(symbols(index), entries, 0, SymbolTable.ENTRIES);
    }

    /** Sets a component's steps of quantisation, in zigzag order. */
    public void setSteps(int component, int[] steps) {
        int points = blocks.layout().points();
        float[] factors = new float[points * points];
        for (int i = 0; i < steps.length; i++) {
            int row = Zigzag.row(i);
            int column = Zigzag.column(i);
            if (row < points && column < points) {
                factors[row * points + column] =
                        (float) (steps[i] * CosineSums.scale(points, row) * CosineSums.scale(points, column));
            }
        }
        memory.write(plane(component) + FACTORS, factors, 0, factors.length);
    }

    /** Takes the data of a scan, without what is stuffed between them. */
    public void setData(byte[] bytes, int length) {
        if (length + BEYOND > data.size()) {
            data = new Memory(length + (long) length / 2 + BEYOND);
        }
        data.write(0, bytes, 0, length);
        data.setMemory(length, BEYOND, (byte) 0);
    }

    /**
     * Reads the coefficients of whole units.
     *
     * @param from where their data start
     * @param to where their data end, with less than a byte to spare
     */
    public boolean scan(int from, int to, int firstUnit, int endUnit) {
        long start = Pointer.nativeValue(data);
        long end = blocks.unit(endUnit);
        words.set(JpegWord.DATA, start + from);
        words.set(JpegWord.DATA_END, start + to + Long.BYTES);
        words.set(JpegWord.BLOCK, blocks.unit(firstUnit));
        words.set(JpegWord.BLOCKS_END, end);
        words.set(JpegWord.FIRST_Y, 0);
        words.set(JpegWord.FIRST_CB, 0);
        words.set(JpegWord.FIRST_CR, 0);
        Code.JPEG.run(SCAN, words.address());
        long left = (start + to - words.get(JpegWord.DATA)) * Byte.SIZE + (words.get(JpegWord.BITS) & Long.SIZE - 1);
        return words.get(JpegWord.BLOCK) == end
                && (words.get(JpegWord.DAMAGE) & ScanBlocks.DAMAGED) == 0
                && left >= 0
                && left < Byte.SIZE;
    }

    /** Forgets the coefficients that have been read. */
    public void clear() {
        blocks.clear();
    }

    /** Makes pixels of the coefficients, and forgets these. */
    public void transform() {
        Code.JPEG.run(Integer.numberOfTrailingZeros(blocks.layout().points()), words.address());
    }

    /** The pixels of a component, valid until the next image. */
    public Plane plane(int component, int width, int height) {
        return blocks.plane(component, width, height);
    }
}

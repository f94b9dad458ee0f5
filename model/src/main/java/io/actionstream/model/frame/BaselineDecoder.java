package io.actionstream.model.frame;

import io.actionstream.model.avx512.JpegLayout;
import io.actionstream.model.avx512.JpegMemory;
import io.actionstream.model.avx512.Plane;
import io.actionstream.model.avx512.SymbolTable;
import java.util.Arrays;
import java.util.Optional;

/**
 * Decodes what cameras send, baseline JPEGs, as machine code: twice as fast as FFmpeg. It says no to whatever is damaged or
 * uncommon. For one image after another, of which none has an influence on the next; for one thread at a time.
 */
final class BaselineDecoder {
    /** Of which more than an image of 4096x4096 pixels has: each takes 16 bytes. */
    private static final int MOST_BLOCKS = 1 << 20;

    private final JpegMemory memory;
    private final ScanData data = new ScanData();
    private final byte[][] tables = new byte[JpegMemory.TABLES][]; // those that the memory has
    private BaselineHeader header;
    private int reduction;

    private BaselineDecoder(JpegMemory memory) {
        this.memory = memory;
    }

    /** Makes one, where machine code can be had and is not turned off. */
    static Optional<BaselineDecoder> create() {
        return JpegMemory.create().map(BaselineDecoder::new);
    }

    /**
     * Decodes an image.
     *
     * @param reduction 1, 2, 4 or 8: the factor by which the planes are smaller than the image
     * @return false when it is not to be had whole from here
     */
    boolean decode(byte[] image, int reduction) {
        header = new BaselineHeader(image);
        this.reduction = reduction;
        if (!header.isBaseline() || !data.take(image, header.scanData()) || !setTables(image)) {
            return false;
        }
        JpegLayout layout = header.layout(reduction);
        if (layout.blocks() > MOST_BLOCKS) {
            return false;
        }
        memory.arrange(layout);
        for (int component = 0; component < JpegLayout.COMPONENTS; component++) {
            memory.setSteps(component, header.steps(component));
        }
        memory.setData(data.bytes(), data.length());
        if (!scan(layout)) {
            memory.clear();
            return false;
        }
        memory.transform();
        return true;
    }

    private boolean setTables(byte[] image) {
        for (int i = 0; i < tables.length; i++) {
            int at = header.tables().symbols(i);
            if (at >= 0 && !setTable(i, image, at)) {
                return false;
            }
        }
        return true;
    }

    private boolean setTable(int index, byte[] image, int at) {
        int end = at + SymbolTable.bytes(image, at);
        byte[] old = tables[index];
        if (old != null && Arrays.equals(old, 0, old.length, image, at, end)) {
            return true;
        }
        Optional<int[]> entries = SymbolTable.arranged(image, at, index < JpegMemory.TABLES_OF_A_KIND);
        entries.ifPresent(table -> {
            memory.setTable(index, table);
            tables[index] = Arrays.copyOfRange(image, at, end);
        });
        return entries.isPresent();
    }

    private boolean scan(JpegLayout layout) {
        int units = layout.units();
        int interval = header.restartInterval() == 0 ? units : header.restartInterval();
        if (data.intervals() != (units + interval - 1) / interval) {
            return false;
        }
        for (int i = 0; i < data.intervals(); i++) {
            int first = i * interval;
            if (!memory.scan(data.start(i), data.end(i), first, Math.min(first + interval, units))) {
                return false;
            }
        }
        return true;
    }

    /**
     * One of the planes of the last image, as uint8; valid until the next one.
     *
     * @param component 0 for Y, 1 for Cb, 2 for Cr
     */
    Plane plane(int component) {
        return memory.plane(component, header.width(component, reduction), header.height(component, reduction));
    }
}

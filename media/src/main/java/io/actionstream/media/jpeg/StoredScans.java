package io.actionstream.media.jpeg;

import io.actionstream.media.image.BrokenImageException;
import java.util.Arrays;

/** The coefficients of an image that come in several scans. */
final class StoredScans {
    private static final long ALL = -1;

    private final FrameHeader frame;
    private final CoefficientStore[] stores;
    private final long[] begun; // by component: the coefficients that came at all, in zigzag order
    private final long[] whole; // by component: the coefficients that came with all their bits

    StoredScans(FrameHeader frame, int points) {
        this.frame = frame;
        int components = frame.components().size();
        stores = new CoefficientStore[components];
        begun = new long[components];
        whole = new long[components];
        for (int i = 0; i < components; i++) {
            Component component = frame.components().get(i);
            stores[i] = new CoefficientStore(
                    frame.unitsAcross() * component.horizontal(), frame.unitsDown() * component.vertical(), points);
        }
    }

    /** Decodes a scan. */
    void read(ScanHeader scan, Tables tables, ScanData data, BitReader bits, int restartInterval)
            throws BrokenImageException {
        Intervals intervals = new Intervals(data, bits, restartInterval);
        Scan reading = new Scan(scan, tables, new ProgressiveReader(bits, scan));
        if (scan.components().size() > 1) {
            int unitsAcross = frame.unitsAcross();
            int unitsDown = frame.unitsDown();
            for (int down = 0; down < unitsDown; down++) {
                for (int across = 0; across < unitsAcross; across++) {
                    reading.begin(intervals.nextUnit());
                    for (int i = 0; i < scan.components().size(); i++) {
                        readUnit(reading, i, across, down);
                    }
                }
            }
        } else {
            int index = scan.components().get(0);
            Component only = frame.components().get(index);
            int blocksAcross = frame.blocksAcross(only);
            int blocksDown = frame.blocksDown(only);
            for (int down = 0; down < blocksDown; down++) {
                for (int across = 0; across < blocksAcross; across++) {
                    reading.begin(intervals.nextUnit());
                    reading.read(0, stores[index], down * stores[index].blocksAcross() + across);
                }
            }
        }
        intervals.end();
        note(scan);
    }

    private void readUnit(Scan reading, int index, int across, int down) throws BrokenImageException {
        int number = reading.scan.components().get(index);
        Component component = frame.components().get(number);
        CoefficientStore store = stores[number];
        for (int v = 0; v < component.vertical(); v++) {
            for (int h = 0; h < component.horizontal(); h++) {
                int row = down * component.vertical() + v;
                int column = across * component.horizontal() + h;
                reading.read(index, store, row * store.blocksAcross() + column);
            }
        }
    }

    private void note(ScanHeader scan) {
        long band = ALL >>> Long.SIZE - 1 - scan.last() + scan.first() << scan.first();
        for (int component : scan.components()) {
            begun[component] |= band;
            whole[component] |= scan.low() == 0 ? band : 0;
        }
    }

    /**
     * Makes sure that there is a picture: with an end marker, as many scans as the encoder liked to send, else all of them.
     */
    void checkComplete(boolean hasEndMarker) throws TruncatedImageException {
        for (int i = 0; i < stores.length; i++) {
            if (hasEndMarker ? (begun[i] & 1) == 0 : whole[i] != ALL) {
                throw new TruncatedImageException("the JPEG ends before its last scan");
            }
        }
    }

    /** Copies the blocks of a stripe. */
    void copy(int down, int[][] steps, Layout layout, int[] stripe) {
        for (int i = 0; i < stores.length; i++) {
            int blockRows = frame.components().get(i).vertical();
            int across = stores[i].blocksAcross();
            for (int v = 0; v < blockRows; v++) {
                for (int h = 0; h < across; h++) {
                    int block = (down * blockRows + v) * across + h;
                    stores[i].copy(block, steps[i], layout.places(), stripe, layout.lane(i, v, h));
                }
            }
        }
    }

    /** One scan on its way. */
    private static final class Scan {
        final ScanHeader scan;
        private final ProgressiveReader reader;
        private final boolean progressive;
        private final HuffmanTable[] dc;
        private final HuffmanTable[] ac;
        private final int[] predictions;

        Scan(ScanHeader scan, Tables tables, ProgressiveReader reader) throws BrokenImageException {
            this.scan = scan;
            this.reader = reader;
            int components = scan.components().size();
            this.progressive = scan.first() != 0 || scan.last() == 0;
            this.dc = new HuffmanTable[components];
            this.ac = new HuffmanTable[components];
            this.predictions = new int[components];
            for (int i = 0; i < components; i++) {
                dc[i] = scan.first() == 0 && scan.high() == 0
                        ? tables.dc(scan.dcTables().get(i))
                        : null;
                ac[i] = scan.last() > 0 ? tables.ac(scan.acTables().get(i)) : null;
            }
        }

        void begin(boolean interval) {
            if (interval) {
                Arrays.fill(predictions, 0);
                reader.restart();
            }
        }

        void read(int index, CoefficientStore store, int block) throws BrokenImageException {
            if (scan.first() > 0) {
                if (scan.high() == 0) {
                    reader.readAc(ac[index], store, block);
                } else {
                    reader.refineAc(ac[index], store, block);
                }
            } else if (scan.high() > 0) {
                reader.refineDc(store, block);
            } else {
                predictions[index] = reader.readDc(dc[index], store, block, predictions[index]);
                if (!progressive) {
                    reader.readSequentialAc(ac[index], store, block);
                }
            }
        }
    }
}

package io.actionstream.media.jpeg;

import static io.actionstream.media.image.ImageBytes.uint16;

import io.actionstream.kernels.dct.InverseDct;
import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.Picture;
import io.actionstream.media.image.Plane;
import java.util.Arrays;
import java.util.List;

/**
 * Decodes JPEGs of 8 bits a sample, baseline, extended sequential and progressive (ITU-T T.81), at 1/1, 1/2, 1/4 or 1/8 of their
 * size. Images without Huffman tables have the standard's. An image of one scan is decoded stripe by stripe; the
 * coefficients of others are stored between scans. For one image after another, of which none has an influence on the
 * next; for one thread.
 */
public final class JpegDecoder {
    /** Elements of arrays that are kept for the next image. */
    private static final int MAX_KEPT = 1 << 20;

    private final long maxScanBlocks;
    private final InverseDct dct = InverseDct.fastest();
    private final Tables tables = new Tables();
    private final ScanData data = new ScanData();
    private final BitReader bits = new BitReader();
    private Layout layout;
    private int[] stripe;
    private int[] rows;
    private int[][] memory = new int[0][];

    // Of the present image.
    private byte[] image;
    private FrameHeader frame;
    private int reduction;
    private ColourMarkers colours;
    private int restartInterval;
    private Plane[] planes;
    private StoredScans stored;
    private long scannedBlocks;

    /**
     * Makes a decoder.
     *
     * @param maxScanBlocks the most blocks of all scans of an image, beyond which it is refused
     */
    public JpegDecoder(long maxScanBlocks) {
        this.maxScanBlocks = maxScanBlocks;
    }

    /**
     * Decodes an image.
     *
     * @param newImage holds the image
     * @param from where its start marker stands
     * @param newReduction 1, 2, 4 or 8: the factor by which the picture is to be smaller than the image
     * @return the picture, whose planes are valid until the next call
     * @throws BrokenImageException when the image is damaged, ends too early, or is of a kind that is not supported
     */
    public Picture decode(byte[] newImage, int from, int newReduction) throws BrokenImageException {
        begin(newImage, newReduction);
        try {
            read(from + 2);
            return new Picture(colours.of(frame), List.of(planes), frame.width(), frame.height());
        } finally {
            end();
        }
    }

    private void begin(byte[] newImage, int newReduction) {
        image = newImage;
        reduction = newReduction;
        frame = null;
        colours = new ColourMarkers();
        restartInterval = 0;
        planes = null;
        stored = null;
        scannedBlocks = 0;
        tables.clear();
    }

    /** Keeps no more memory than is usual. */
    private void end() {
        image = null;
        stored = null;
        for (int i = 0; i < memory.length; i++) {
            memory[i] = memory[i] != null && memory[i].length > MAX_KEPT ? null : memory[i];
        }
        if (stripe != null && stripe.length > MAX_KEPT) {
            stripe = null;
            rows = null;
            layout = null;
        } else if (planes == null && stripe != null) {
            Arrays.fill(stripe, 0); // a damaged image has left coefficients there
        }
        planes = null;
    }

    private void read(int from) throws BrokenImageException {
        Segments segments = new Segments(image, from);
        while (segments.next()) {
            if (segments.marker() == Markers.END_OF_IMAGE) {
                finish(true);
                return;
            }
            read(segments);
            if (planes != null) {
                return; // whatever comes behind the only scan
            }
        }
        if (stored == null) {
            throw problem(segments);
        }
        finish(false);
    }

    private static BrokenImageException problem(Segments segments) {
        return new TruncatedImageException(segments.problem().detail());
    }

    private void read(Segments segments) throws BrokenImageException {
        int marker = segments.marker();
        int from = segments.from();
        int to = segments.to();
        if (Markers.isFrame(marker)) {
            readFrame(marker, from, to);
            return;
        }
        switch (marker) {
            case Markers.QUANTISATION_TABLES -> tables.readSteps(image, from, to);
            case Markers.HUFFMAN_TABLES -> {
                count((long) Tables.huffmanTables(image, from, to) * ImageLimits.LEAST_BLOCKS);
                tables.readHuffman(image, from, to);
            }
            case Markers.ARITHMETIC_CONDITIONING -> throw new BrokenImageException("an arithmetically coded JPEG");
            case Markers.RESTART_INTERVAL -> {
                if (to - from < Short.BYTES) {
                    throw new BrokenImageException("a damaged JPEG restart interval");
                }
                restartInterval = uint16(image, from);
            }
            case Markers.START_OF_SCAN -> segments.resumeAt(readScan(from, to));
            default -> colours.read(marker, image, from, to);
        }
    }

    private void readFrame(int marker, int from, int to) throws BrokenImageException {
        FrameHeader.Parsed parsed = FrameHeader.parse(marker, image, from, to);
        if (parsed.problem() != null) {
            throw new BrokenImageException(parsed.problem().detail());
        }
        if (frame != null) {
            throw new BrokenImageException("a second JPEG frame header");
        }
        frame = parsed.header();
        if (layout == null || !layout.isOf(frame, reduction)) {
            layout = new Layout(frame, reduction);
            stripe = layout.newStripe();
            rows = layout.newRows();
        }
    }

    /** Decodes a scan; returns where the marker behind it stands. */
    private int readScan(int from, int to) throws BrokenImageException {
        if (frame == null) {
            throw new BrokenImageException("a JPEG scan before its frame header");
        }
        ScanHeader scan = ScanHeader.parse(frame, image, from, to);
        long scanned = scan.blocks(frame);
        count(scanned);
        int end = data.take(image, to, scanned);
        if (frame.progressive()
                || stored != null
                || scan.components().size() < frame.components().size()) {
            if (stored == null) {
                stored = new StoredScans(frame, layout.points());
            }
            stored.read(scan, tables, data, bits, restartInterval);
        } else {
            readOnlyScan(scan);
        }
        return end;
    }

    private void count(long newBlocks) throws BrokenImageException {
        scannedBlocks += newBlocks;
        if (scannedBlocks > maxScanBlocks) {
            throw new BrokenImageException("the scans of the JPEG have more than " + maxScanBlocks + " blocks");
        }
    }

    /** Decodes the scan of an image that has only one, stripe by stripe. */
    private void readOnlyScan(ScanHeader scan) throws BrokenImageException {
        Plane[] made = newPlanes();
        StripeReader reader = new StripeReader(layout, scan, tables, bits, stripe);
        Intervals intervals = new Intervals(data, bits, restartInterval);
        int unitsAcross = frame.unitsAcross();
        int unitsDown = frame.unitsDown();
        for (int down = 0; down < unitsDown; down++) {
            int across = 0;
            while (across < unitsAcross) {
                if (intervals.begin()) {
                    reader.restart();
                }
                int units = intervals.take(unitsAcross - across);
                reader.read(across, across + units);
                across += units;
            }
            layout.transform(dct, stripe, rows, down, made);
        }
        intervals.end();
        planes = made;
    }

    private void finish(boolean hasEndMarker) throws BrokenImageException {
        if (stored == null) {
            throw new TruncatedImageException("the JPEG has no scan");
        }
        stored.checkComplete(hasEndMarker);
        Plane[] made = newPlanes();
        int[][] steps = new int[made.length][];
        for (int i = 0; i < made.length; i++) {
            steps[i] = tables.steps(frame.components().get(i).quantisation());
        }
        int unitsDown = frame.unitsDown();
        for (int down = 0; down < unitsDown; down++) {
            stored.copy(down, steps, layout, stripe);
            layout.transform(dct, stripe, rows, down, made);
        }
        planes = made;
    }

    private Plane[] newPlanes() {
        int components = frame.components().size();
        if (memory.length < components) {
            memory = Arrays.copyOf(memory, components);
        }
        Plane[] made = new Plane[components];
        for (int i = 0; i < components; i++) {
            made[i] = layout.newPlane(i, memory[i]);
            memory[i] = made[i].values();
        }
        return made;
    }
}

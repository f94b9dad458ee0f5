package io.actionstream.media.jpeg;

import static io.actionstream.media.image.ImageBytes.uint8;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageLimits;
import java.util.ArrayList;
import java.util.List;

/**
 * A scan header (ITU-T T.81, B.2.3).
 *
 * @param components which components the scan has, by their place in the frame header
 * @param dcTables by component of the scan, the number of its DC table
 * @param acTables by component of the scan, the number of its AC table
 * @param first the first coefficient, in zigzag order
 * @param last the last coefficient, in zigzag order
 * @param high the bit position that was sent before, or 0 when nothing was
 * @param low the bit position that this scan sends
 */
record ScanHeader(
        List<Integer> components,
        List<Integer> dcTables,
        List<Integer> acTables,
        int first,
        int last,
        int high,
        int low) {
    private static final int MAX_TABLE = 3;
    private static final int MAX_BLOCKS_IN_UNIT = 10;
    private static final int MAX_LOW = 13;

    static ScanHeader parse(FrameHeader frame, byte[] image, int from, int to) throws BrokenImageException {
        int count = to > from ? uint8(image, from) : 0;
        if (count < 1 || count > frame.components().size() || to - from != 4 + 2 * count) {
            throw new BrokenImageException("a JPEG scan header of " + (to - from) + " bytes");
        }
        List<Integer> components = new ArrayList<>();
        List<Integer> dcTables = new ArrayList<>();
        List<Integer> acTables = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int at = from + 1 + 2 * i;
            int component = indexOf(frame, uint8(image, at));
            int tables = uint8(image, at + 1);
            if (component < 0 || components.contains(component)) {
                throw new BrokenImageException("a JPEG scan of component " + uint8(image, at));
            }
            if (tables >> 4 > MAX_TABLE || (tables & 0x0F) > MAX_TABLE) {
                throw new BrokenImageException(
                        "a JPEG scan with Huffman tables " + (tables >> 4) + " and " + (tables & 0x0F));
            }
            components.add(component);
            dcTables.add(tables >> 4);
            acTables.add(tables & 0x0F);
        }
        int bits = uint8(image, to - 1);
        ScanHeader scan = frame.progressive()
                ? new ScanHeader(
                        components,
                        dcTables,
                        acTables,
                        uint8(image, to - 3),
                        uint8(image, to - 2),
                        bits >> 4,
                        bits & 0x0F)
                // What a sequential scan says of coefficients and bits is always the same; cameras that say otherwise
                // exist.
                : new ScanHeader(components, dcTables, acTables, 0, FrameHeader.COEFFICIENTS - 1, 0, 0);
        scan.check(frame);
        return scan;
    }

    /** Blocks that the scan has, and no fewer than its headers are worth. */
    long blocks(FrameHeader frame) {
        if (components.size() > 1) {
            return Math.max(
                    ImageLimits.LEAST_BLOCKS, (long) blocksOfUnit(frame) * frame.unitsAcross() * frame.unitsDown());
        }
        Component only = frame.components().get(components.get(0));
        return Math.max(ImageLimits.LEAST_BLOCKS, (long) frame.blocksAcross(only) * frame.blocksDown(only));
    }

    private int blocksOfUnit(FrameHeader frame) {
        return components.stream()
                .map(frame.components()::get)
                .mapToInt(component -> component.horizontal() * component.vertical())
                .sum();
    }

    private static int indexOf(FrameHeader frame, int id) {
        for (int i = 0; i < frame.components().size(); i++) {
            if (frame.components().get(i).id() == id) {
                return i;
            }
        }
        return -1;
    }

    private void check(FrameHeader frame) throws BrokenImageException {
        int blocks = blocksOfUnit(frame);
        if (components.size() > 1 && blocks > MAX_BLOCKS_IN_UNIT) {
            throw new BrokenImageException("a JPEG scan of " + blocks + " blocks in a unit");
        }
        boolean dc = first == 0;
        boolean valid = last < FrameHeader.COEFFICIENTS
                && first <= last
                && low <= MAX_LOW
                && (high == 0 || high == low + 1)
                && (!frame.progressive() || !dc || last == 0)
                && (dc || components.size() == 1);
        if (!valid) {
            throw new BrokenImageException(
                    "a JPEG scan of coefficients " + first + " to " + last + " and bits " + high + " to " + low);
        }
    }
}

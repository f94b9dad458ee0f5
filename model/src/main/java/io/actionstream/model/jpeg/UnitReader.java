package io.actionstream.model.jpeg;

import io.actionstream.model.image.BrokenImageException;
import java.util.Arrays;

/** Decodes the minimum coded units of a scan of all components into the lanes of their stripe (ITU-T T.81, A.2.3). */
final class UnitReader {
    private final BlockReader blocks;
    private final int[] stripe;
    private final HuffmanTable[] dc; // by component of the scan
    private final HuffmanTable[] ac;
    private final int[][] steps;
    private final int[] predictions;
    private final int[] componentOf; // by block of a unit
    private final int[] firstLane; // by block of a unit: its lane in the stripe's first unit
    private final int[] laneStep; // by block of a unit: lanes to the next unit

    UnitReader(Layout layout, ScanHeader scan, Tables tables, BlockReader blocks, int[] stripe)
            throws BrokenImageException {
        this.blocks = blocks;
        this.stripe = stripe;
        int components = scan.components().size();
        dc = new HuffmanTable[components];
        ac = new HuffmanTable[components];
        steps = new int[components][];
        predictions = new int[components];
        int unitBlocks = layout.unitBlocks();
        componentOf = new int[unitBlocks];
        firstLane = new int[unitBlocks];
        laneStep = new int[unitBlocks];
        int block = 0;
        for (int i = 0; i < components; i++) {
            int index = scan.components().get(i);
            Component component = layout.frame().components().get(index);
            dc[i] = tables.dc(scan.dcTables().get(i));
            ac[i] = tables.ac(scan.acTables().get(i));
            steps[i] = tables.steps(component.quantisation());
            for (int v = 0; v < component.vertical(); v++) {
                for (int h = 0; h < component.horizontal(); h++) {
                    componentOf[block] = i;
                    firstLane[block] = layout.lane(index, v, h);
                    laneStep[block++] = component.horizontal();
                }
            }
        }
    }

    /** Begins with a restart interval. */
    void restart() {
        Arrays.fill(predictions, 0);
    }

    /** Decodes a unit. */
    void read(int across) throws BrokenImageException {
        for (int block = 0; block < componentOf.length; block++) {
            int i = componentOf[block];
            int lane = firstLane[block] + across * laneStep[block];
            predictions[i] = blocks.read(dc[i], ac[i], predictions[i], steps[i], stripe, lane);
        }
    }
}

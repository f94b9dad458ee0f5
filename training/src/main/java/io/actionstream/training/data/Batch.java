package io.actionstream.training.data;

import java.util.List;

/**
 * Clips and their classes.
 *
 * @param clips each (frames, height, width, RGB) as uint8
 * @param classes class index of each clip
 */
public record Batch(List<byte[]> clips, int[] classes) {

    /** The number of clips. */
    public int size() {
        return classes.length;
    }
}

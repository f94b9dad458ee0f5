package io.actionstream.kernels.training;

import io.actionstream.kernels.inference.Features;
import io.actionstream.kernels.norm.GradientPasses;

/** The gradients of what a block gives, strip by strip: those of all its pixels, before they are halved. */
interface OutputGradient {

    /**
     * Brings those of a strip to a place.
     *
     * @param first row
     * @param end the first row behind them
     * @param to where those of the first frame go in y, (row, column, channel)
     * @param toFrame from a frame there to the next
     */
    void put(int first, int end, float[] y, int to, int toFrame);

    /** Adds those of a strip to what is at a place. */
    void add(int first, int end, float[] y, int to, int toFrame);

    /**
     * From the gradients of the halved results, of which each pixel has a quarter.
     *
     * @param m that they are in
     * @param block features of the block
     * @param channels of its results
     */
    record Halved(GradientPasses passes, float[] m, Strips halved, int frames, Features block, int channels)
            implements OutputGradient {

        @Override
        public void put(int first, int end, float[] y, int to, int toFrame) {
            int row = block.width * channels;
            for (int t = 0; t < frames; t++) {
                for (int h = first; h < end; h += 2) {
                    int upper = to + t * toFrame + (h - first) * row;
                    passes.spread(m, halved.row(h / 2, t), block.width / 2, channels, y, upper, upper + row);
                }
            }
        }

        @Override
        public void add(int first, int end, float[] y, int to, int toFrame) {
            int row = block.width * channels;
            for (int t = 0; t < frames; t++) {
                for (int h = first; h < end; h += 2) {
                    int upper = to + t * toFrame + (h - first) * row;
                    passes.spreadAdd(m, halved.row(h / 2, t), block.width / 2, channels, y, upper, upper + row);
                }
            }
        }
    }

    /**
     * From the gradients of the mean over all pixels: all have the same.
     *
     * @param m that these are in, and room behind them for those of a row
     * @param pixel where they are, (channel)
     */
    record Mean(GradientPasses passes, float[] m, int pixel, int frames, Features block, int channels)
            implements OutputGradient {

        @Override
        public void put(int first, int end, float[] y, int to, int toFrame) {
            for (int t = 0; t < frames; t++) {
                passes.repeat(m, pixel, (end - first) * block.width, channels, y, to + t * toFrame);
            }
        }

        @Override
        public void add(int first, int end, float[] y, int to, int toFrame) {
            int row = pixel + channels;
            passes.repeat(m, pixel, block.width, channels, m, row);
            for (int t = 0; t < frames; t++) {
                for (int h = first; h < end; h++) {
                    int at = to + t * toFrame + (h - first) * block.width * channels;
                    passes.add(m, row, block.width, channels, y, at);
                }
            }
        }
    }
}

package io.actionstream.kernels.inference;

import java.util.List;

/**
 * The shape of the network and of its clips.
 *
 * @param frames of a clip
 * @param height rows of a frame
 * @param width columns of a frame
 * @param stem channels of the stem
 * @param blocks channels of each residual block, each of which follows a halving of height and width
 * @param classes outputs
 */
public record NetworkShape(int frames, int height, int width, int stem, List<Integer> blocks, int classes) {
    /** Channels are a multiple of it: those of the widest vectors. */
    private static final int CHANNEL_UNIT = 16;

    /** Pixels of a row are computed so many at a time. */
    private static final int WIDTH_UNIT = 16;

    /** Pixels of the largest clip: more would need arrays that are too large. */
    private static final long MOST_PIXELS = 1 << 22;

    public NetworkShape {
        blocks = List.copyOf(blocks);
    }

    /** Tells what keeps the kernels from computing this network; null when nothing does. */
    public String unsupported() {
        if (blocks.isEmpty()) {
            return "a network without residual blocks";
        }
        if (stem % CHANNEL_UNIT != 0 || blocks.stream().anyMatch(channels -> channels % CHANNEL_UNIT != 0)) {
            return "channels that are no multiple of " + CHANNEL_UNIT;
        }
        if (width % WIDTH_UNIT != 0) {
            return "a width that is no multiple of " + WIDTH_UNIT;
        }
        if (height % (1 << blocks.size()) != 0 || width % (1 << blocks.size()) != 0) {
            return "a height or width that can't be halved " + blocks.size() + " times";
        }
        if ((long) frames * height * width > MOST_PIXELS) {
            return "clips of more than " + MOST_PIXELS + " pixels";
        }
        return null;
    }

    /** Rows of a block's features. */
    public int height(int block) {
        return height >> block + 1;
    }

    /** Columns of a block's features. */
    public int width(int block) {
        return width >> block + 1;
    }

    /** Channels of a block's inputs. */
    public int inputs(int block) {
        return block == 0 ? stem : blocks.get(block - 1);
    }

    /** Bytes of a clip. */
    public int clipBytes() {
        return frames * height * width * 3;
    }
}

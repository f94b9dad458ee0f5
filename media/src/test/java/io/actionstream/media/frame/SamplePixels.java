package io.actionstream.media.frame;

/** Looks at the pixels of a sample, (height, width, RGB) as uint8. */
record SamplePixels(byte[] bytes, int offset, int width) {

    /** One channel of a pixel, 0 to 255. */
    int at(int x, int y, int channel) {
        return bytes[offset + (y * width + x) * 3 + channel] & 0xFF;
    }

    int rgb(int x, int y) {
        return at(x, y, 0) << 16 | at(x, y, 1) << 8 | at(x, y, 2);
    }
}

package io.actionstream.model.avx512;

/**
 * One plane of a picture in memory: (height, width) as uint8.
 *
 * @param address of its first pixel, valid for as long as it is worked on
 * @param stride bytes from a row to the next
 * @param width columns, in pixels
 * @param height rows, in pixels
 */
public record Plane(long address, int stride, int width, int height) {

    /** Whether another one differs in its pixels only. */
    boolean isLike(Plane other) {
        return stride == other.stride && width == other.width && height == other.height;
    }
}

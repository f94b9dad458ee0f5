package io.actionstream.kernels.inference;

/** The memory of one clip while threads work on it. */
public final class ClipMemory {
    /** Features and the last stage's sums, each where the network has placed it. */
    final float[] numbers;

    byte[] pixels;

    ClipMemory(int length) {
        numbers = new float[length];
    }
}

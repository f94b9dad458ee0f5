package io.actionstream.model.frame;

import org.bytedeco.opencv.global.opencv_core;

/** Sets OpenCV up once in a process. */
final class OpenCv {

    static {
        NativeMemory.unlimit();
        // Callers work on many clips at once; OpenCV's own threads would only contend with them.
        opencv_core.setNumThreads(1);
    }

    private OpenCv() {}

    /** Returns when the native library is loaded and set up. */
    static void load() {
        // The static initialiser has done it.
    }
}

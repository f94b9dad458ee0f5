package io.actionstream.media.video;

import java.util.Locale;

/** Settings of JavaCPP, which carries FFmpeg, that must stand before its first native object. */
final class NativeMemory {

    private static final String LIMIT = "org.bytedeco.javacpp.maxPhysicalBytes";
    private static final String NONE = "0";

    private NativeMemory() {}

    /**
     * Lifts JavaCPP's limit on the whole process's memory, four times the heap by default: it would count the network's
     * memory too and fail decoding in a process with a small heap. A limit set by the user stands.
     */
    static void unlimit() {
        if (System.getProperty(LIMIT) == null && System.getProperty(LIMIT.toLowerCase(Locale.ROOT)) == null) {
            System.setProperty(LIMIT, NONE);
        }
    }
}

package io.actionstream.model.frame;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;

/** As many decoders as threads use at the same time, kept for the next image. Safe for any number of threads. */
final class JpegDecoders implements AutoCloseable {
    private final int maxPixels;
    private final Map<Integer, Queue<JpegDecoder>> idle = new ConcurrentHashMap<>();
    private volatile boolean closed;

    JpegDecoders(int maxPixels) {
        this.maxPixels = maxPixels;
    }

    /** Lets a task use a decoder of that reduction, and gives its answer. */
    boolean with(int reduction, Predicate<JpegDecoder> task) {
        Queue<JpegDecoder> unused = idle.computeIfAbsent(reduction, key -> new ConcurrentLinkedQueue<>());
        JpegDecoder kept = unused.poll();
        JpegDecoder decoder = kept == null ? new JpegDecoder(reduction, maxPixels) : kept;
        try {
            return task.test(decoder);
        } finally {
            unused.add(decoder);
            if (closed) {
                closeAll(unused);
            }
        }
    }

    /** Frees them; those in use as soon as they are no longer. */
    @Override
    public void close() {
        closed = true;
        idle.values().forEach(JpegDecoders::closeAll);
    }

    private static void closeAll(Queue<JpegDecoder> unused) {
        for (JpegDecoder decoder = unused.poll(); decoder != null; decoder = unused.poll()) {
            decoder.close();
        }
    }
}

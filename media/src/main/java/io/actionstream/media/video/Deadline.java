package io.actionstream.media.video;

import java.time.Duration;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;
import org.bytedeco.ffmpeg.avformat.AVIOInterruptCB;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.Pointer;

/** Ends FFmpeg's blocking input and output when a time is over or the calling thread is interrupted. */
final class Deadline implements AutoCloseable {

    /** One for all readers: JavaCPP has only a few slots for callbacks of a type. */
    private static final AVIOInterruptCB.Callback_Pointer CALLBACK = new Callback();

    /** The end in {@link System#nanoTime()}, where native code hands it to the callback. */
    private final LongPointer end = new LongPointer(1);

    private Duration limit;

    Deadline(AVFormatContext format, Duration limit) {
        restart(limit);
        format.interrupt_callback().callback(CALLBACK);
        format.interrupt_callback().opaque(end);
    }

    /** Allows the time anew, from now. */
    void restart(Duration newLimit) {
        limit = newLimit;
        end.put(System.nanoTime() + newLimit.toNanos());
    }

    /** True when it would end input or output now. */
    boolean isOver() {
        return isOver(end);
    }

    /** The reason why it is over. */
    String reason() {
        return Thread.currentThread().isInterrupted() ? "interrupted" : "no answer for " + limit.toMillis() + " ms";
    }

    private static boolean isOver(LongPointer end) {
        return System.nanoTime() - end.get() > 0 || Thread.currentThread().isInterrupted();
    }

    @Override
    public void close() {
        end.close();
    }

    private static final class Callback extends AVIOInterruptCB.Callback_Pointer {
        @Override
        public int call(Pointer end) {
            return isOver(new LongPointer(end)) ? 1 : 0;
        }
    }
}

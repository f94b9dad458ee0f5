package io.actionstream.operators.truth;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.streaming.api.TimerService;

/**
 * The one timer of processing time that each camera has while something of it waits, and the number of these cameras.
 * A wait begins anew when the job is started again. At the end of the input, which is a watermark, all waits are over.
 */
final class WaitTimer {

    /** The watermark of sources that have ended, after which timers of processing time no longer fire. */
    static final long END_OF_INPUT = Long.MAX_VALUE;

    private final long waitMillis;
    private final int mostCameras;
    private final ValueState<Long> timer; // cleared when nothing waits
    private final Set<String> cameras = new HashSet<>(); // those with a timer; a restored one once it comes or goes
    private Long runningSince;

    /**
     * Of an operator keyed by camera.
     *
     * @param waitMillis how long something waits
     * @param mostCameras of how many cameras something may wait in a subtask
     */
    WaitTimer(RuntimeContext context, long waitMillis, int mostCameras) {
        this.waitMillis = waitMillis;
        this.mostCameras = mostCameras;
        timer = context.getState(new ValueStateDescriptor<>("timer", Types.LONG));
    }

    /** The wait in milliseconds, which must be longer than nothing. */
    static long millis(Duration wait) {
        if (wait.isZero() || wait.isNegative()) {
            throw new IllegalArgumentException("wait must be longer than nothing, not " + wait);
        }
        return wait.toMillis();
    }

    /** Tells whether something of the camera at hand may wait. */
    boolean hasPlace(String camera) throws Exception {
        return timer.value() != null || cameras.size() < mostCameras || cameras.contains(camera);
    }

    /** Has the timer of the camera at hand fire when what came then is due, unless it fires before. */
    void start(String camera, long since, TimerService timers) throws Exception {
        cameras.add(camera);
        if (timer.value() == null) {
            timers.registerProcessingTimeTimer(due(since));
            timer.update(due(since));
        }
    }

    void stop(String camera, TimerService timers) throws Exception {
        cameras.remove(camera);
        if (timer.value() != null) {
            timers.deleteProcessingTimeTimer(timer.value());
            timer.clear();
        }
    }

    /** Tells whether the wait of what came then is over when the timer fires. */
    boolean isOver(long since, long timestamp, long now) {
        return timestamp == END_OF_INPUT || due(since) <= now;
    }

    long now(TimerService timers) {
        long now = timers.currentProcessingTime();
        if (runningSince == null) {
            runningSince = now;
        }
        return now;
    }

    private long due(long since) {
        return Math.max(since, runningSince) + waitMillis;
    }
}

package io.actionstream.jobs.publish;

import java.util.ArrayList;
import java.util.List;

/** Remembers what cameras sent, as text: {@code camera@time label} or {@code camera@time ends}; times from the start. */
final class SentFrames implements FrameSink {

    private final List<String> sent = new ArrayList<>();
    private final List<Long> times = new ArrayList<>();

    @Override
    public void frame(String camera, long captureTime, byte[] jpeg, String label) {
        record(camera, captureTime, String.valueOf(label));
    }

    @Override
    public void endSession(String camera, long captureTime) {
        record(camera, captureTime, "ends");
    }

    List<String> sent() {
        return sent;
    }

    List<Long> times() {
        return times;
    }

    private void record(String camera, long captureTime, String what) {
        times.add(captureTime);
        sent.add(camera + "@" + (captureTime - VirtualTime.START) + " " + what);
    }
}

package io.actionstream.operators.testing;

import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Origin;
import io.actionstream.operators.records.SampledFrame;
import java.nio.charset.StandardCharsets;

/** Frames of a camera, told in prose. A frame arrives 5 ms after its capture unless said otherwise. */
public final class CameraFixture {

    public static final String GATE = "gate-1";
    public static final String YARD = "yard";

    private CameraFixture() {}

    public static CameraFrame frame(String camera, long timestamp) {
        return frame(camera, timestamp, null);
    }

    public static CameraFrame frame(String camera, long timestamp, String label) {
        return new CameraFrame(camera, timestamp, image(timestamp), label, timestamp + 5, origin(timestamp));
    }

    public static CameraFrame end(String camera, long timestamp) {
        return new CameraFrame(camera, timestamp, null, null, timestamp + 5, origin(timestamp));
    }

    public static SampledFrame sample(String camera, long session, long slot, String label) {
        return new SampledFrame(frame(camera, session + slot * 600, label), session, slot);
    }

    public static SampledFrame sessionEnd(String camera, long session, long timestamp) {
        return SampledFrame.end(camera, session, timestamp, timestamp + 5);
    }

    /** The same frame, come through another partition than 0. */
    public static CameraFrame through(int partition, CameraFrame frame) {
        return new CameraFrame(
                frame.camera(),
                frame.timestamp(),
                frame.image(),
                frame.label(),
                frame.arrival(),
                new Origin("frames", partition, frame.origin().offset()));
    }

    /** The same sample, come through another partition than 0. */
    public static SampledFrame through(int partition, SampledFrame sample) {
        return new SampledFrame(through(partition, sample.frame()), sample.session(), sample.slot());
    }

    public static byte[] image(long timestamp) {
        return ("image " + timestamp).getBytes(StandardCharsets.UTF_8);
    }

    public static Origin origin(long offset) {
        return new Origin("frames", 0, offset);
    }
}

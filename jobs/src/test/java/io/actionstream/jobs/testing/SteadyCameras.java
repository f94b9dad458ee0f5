package io.actionstream.jobs.testing;

import static io.actionstream.jobs.testing.TestFrames.START;
import static io.actionstream.jobs.testing.TestFrames.frame;
import static io.actionstream.jobs.testing.TestFrames.jpeg;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Cameras that go on when the test says so, a clip's length at a time: 10 samples, 600 ms apart. */
public final class SteadyCameras {

    private static final int CLIP_MILLIS = 6000;
    private static final int FRAME_MILLIS = 200;

    private final String topic;
    private final int cameras;
    private final byte[] image = jpeg(Color.GRAY);
    private int rounds;

    public SteadyCameras(String topic, int cameras) {
        this.topic = topic;
        this.cameras = cameras;
    }

    /**
     * Sends the frames of one more clip of each camera.
     *
     * @return when the clips start, in milliseconds since the epoch
     */
    public long nextClip() {
        long start = START + (long) rounds * CLIP_MILLIS;
        List<ProducerRecord<byte[], byte[]>> frames = new ArrayList<>();
        for (long time = start; time < start + CLIP_MILLIS; time += FRAME_MILLIS) {
            for (int camera = 1; camera <= cameras; camera++) {
                frames.add(frame(topic, "gate-" + camera, time, image, null));
            }
        }
        TestKafka.send(frames);
        rounds++;
        return start;
    }

    /** How many clips the frames so far make. */
    public int clips() {
        return rounds * cameras;
    }
}

package io.actionstream.bench.network;

import ai.djl.Device;
import io.actionstream.bench.report.Figure;
import io.actionstream.bench.report.InterleavedRuns;
import io.actionstream.inference.DeviceClassifier;
import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.VideoReader;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.ClipSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/** Inference with a clip of a video, whose pictures have black bars unless they are square, beside one without. */
public final class VideoInference {
    /** The beginning of the names of figures; the batch size follows. */
    public static final String NAME = "inference of a video, batch ";

    private static final String VIDEO = "video";
    private static final String FULL = "a clip without black bars";
    private static final int BATCH = 8;
    private static final int ROUNDS = 12;

    private final Checkpoint checkpoint;
    private final byte[] clip;

    /**
     * Measures the network of a checkpoint, on the CPU.
     *
     * @param name of it, or its directory
     */
    public VideoInference(String name, Path video) throws IOException {
        checkpoint = Checkpoint.read(name);
        clip = firstFrames(video, checkpoint.config().clip());
    }

    private static byte[] firstFrames(Path video, ClipSpec spec) throws VideoException {
        FrameDecoder decoder = new FrameDecoder(spec.height(), spec.width());
        byte[] clip = new byte[spec.clipBytes()];
        try (VideoReader reader = VideoReader.open(video)) {
            for (int t = 0; t < spec.frames() && reader.next(); t++) {
                reader.sampleInto(decoder, clip, t * spec.frameBytes());
            }
        }
        return clip;
    }

    /** One clip and eight at a time. */
    public List<Figure> figures() throws IOException {
        List<Figure> figures = new ArrayList<>();
        try (DeviceClassifier classifier = new DeviceClassifier(checkpoint, Device.cpu())) {
            for (int size : new int[] {1, BATCH}) {
                List<byte[]> clips = Collections.nCopies(size, clip);
                List<byte[]> full = FixedClip.times(size, checkpoint.config().clip());
                Map<String, Double> millis = new InterleavedRuns()
                        .add(VIDEO, () -> classifier.classify(clips))
                        .add(FULL, () -> classifier.classify(full))
                        .medianMillis(ROUNDS, ROUNDS);
                figures.add(
                        Figure.beside(NAME + size, millis.get(VIDEO) / size, "ms/clip", FULL, millis.get(FULL) / size));
            }
        }
        return figures;
    }
}

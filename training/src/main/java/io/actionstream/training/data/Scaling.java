package io.actionstream.training.data;

import io.actionstream.media.frame.FrameDecoder;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.media.image.RgbImage;
import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.VideoReader;
import io.actionstream.model.clip.ClipSpec;

/** Scales frames, and decodes those of JPEG video, as the live job does. Safe for any number of threads. */
public final class Scaling implements FrameTransform {
    private final FrameDecoder decoder;

    /** Scales to the samples of a clip. */
    public Scaling(ClipSpec spec) {
        this.decoder = new FrameDecoder(spec.height(), spec.width(), spec.fit(), ImageLimits.FILES);
    }

    @Override
    public void apply(RgbImage frame, byte[] target, int offset) {
        decoder.scale(frame, target, offset);
    }

    @Override
    public void apply(VideoReader reader, byte[] target, int offset) throws VideoException {
        reader.sampleInto(decoder, target, offset);
    }
}

package io.actionstream.training.data;

import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.VideoReader;
import io.actionstream.model.clip.ClipAssembler;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Sample;
import io.actionstream.model.clip.SampleOutput;

/** Converts the reader's current frame as soon as it is chosen as a sample, before the reader moves on. */
final class ConvertingOutput implements SampleOutput<VideoReader> {
    private final ClipAssembler<byte[]> assembler;
    private final FrameTransform transform;
    private final ClipSpec spec;

    ConvertingOutput(ClipAssembler<byte[]> assembler, FrameTransform transform, ClipSpec spec) {
        this.assembler = assembler;
        this.transform = transform;
        this.spec = spec;
    }

    @Override
    public void sample(Sample<VideoReader> sample) {
        byte[] pixels = new byte[spec.frameBytes()];
        try {
            transform.apply(sample.frame(), pixels, 0);
        } catch (VideoException e) {
            throw new UnreadableFrame(e);
        }
        assembler.sample(new Sample<>(sample.session(), sample.slot(), sample.timestamp(), pixels));
    }

    @Override
    public void sessionEnded(long session, long timestamp) {
        assembler.sessionEnded(session, timestamp);
    }

    /** Carries the exception out of the sampler. */
    static final class UnreadableFrame extends RuntimeException {
        private final VideoException cause;

        UnreadableFrame(VideoException cause) {
            super(cause);
            this.cause = cause;
        }

        VideoException cause() {
            return cause;
        }
    }
}

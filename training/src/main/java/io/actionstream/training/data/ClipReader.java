package io.actionstream.training.data;

import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.VideoReader;
import io.actionstream.model.clip.AssembledClip;
import io.actionstream.model.clip.ClipAssembler;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.FrameSampler;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.clip.SamplingRules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Reads clips from video files with the sampling that the live job uses. Only the frames that become samples are
 * converted. Safe for any number of threads.
 */
public final class ClipReader {
    private final ClipSpec spec;

    public ClipReader(ClipSpec spec) {
        this.spec = spec;
    }

    /**
     * Reads the clip that begins at a time of the video.
     *
     * @param startMillis presentation time from which the first frame is taken
     * @param transform applied to each sample
     * @return (frames, height, width, RGB) as uint8, padded when the video ends early
     * @throws VideoException when the video can't be read or has no frame from there on
     */
    public byte[] clipAt(Path video, long startMillis, FrameTransform transform) throws VideoException {
        List<VideoClip> clips = new ArrayList<>(1);
        ClipRules anyLength = new ClipRules(spec.frames(), 1);
        read(video, startMillis, transform, anyLength, clip -> {
            if (clips.isEmpty()) {
                clips.add(clip);
            }
            return false;
        });
        if (clips.isEmpty()) {
            throw new VideoException("no frame at " + startMillis + " ms or later in " + video);
        }
        return clips.get(0).pixels();
    }

    /**
     * Reads every clip that the live job would make of the video, in order, and hands each out as it is complete.
     *
     * @return what was wrong with the video, in sentences that name it
     */
    public List<String> eachClip(Path video, ClipRules rules, FrameTransform transform, Consumer<VideoClip> sink)
            throws VideoException {
        return read(video, 0, transform, rules, clip -> {
            sink.accept(clip);
            return true;
        });
    }

    private List<String> read(Path video, long startMillis, FrameTransform transform, ClipRules rules, ClipSink sink)
            throws VideoException {
        boolean[] wantsMore = {true};
        Consumer<AssembledClip<byte[]>> emit =
                clip -> wantsMore[0] &= sink.accept(new VideoClip(clip.start(), clip.end(), pixels(clip)));
        ClipAssembler<byte[]> assembler = new ClipAssembler<>(spec, rules, emit);
        ConvertingOutput samples = new ConvertingOutput(assembler, transform, spec);
        FrameSampler<VideoReader> sampler = new FrameSampler<>(spec.intervalMillis(), SamplingRules.DEFAULT.inOrder());
        try (VideoReader reader = VideoReader.open(video)) {
            while (wantsMore[0] && reader.next()) {
                if (reader.timestampMillis() >= startMillis) {
                    sampler.frame(reader.timestampMillis(), reader, samples);
                }
            }
            if (wantsMore[0]) {
                sampler.finish(samples);
            }
            return reader.warnings();
        } catch (ConvertingOutput.UnreadableFrame e) {
            throw e.cause();
        }
    }

    private byte[] pixels(AssembledClip<byte[]> clip) {
        byte[] pixels = new byte[spec.clipBytes()];
        byte[] last = new byte[spec.frameBytes()];
        for (int i = 0; i < clip.positions().length; i++) {
            int position = clip.positions()[i];
            if (position >= 0) {
                last = clip.frames().get(position);
            }
            if (position >= 0 || spec.padding() == Padding.LAST) {
                System.arraycopy(last, 0, pixels, i * spec.frameBytes(), spec.frameBytes());
            }
        }
        return pixels;
    }

    /** Takes a clip and says whether more are wanted. */
    private interface ClipSink {
        boolean accept(VideoClip clip);
    }
}

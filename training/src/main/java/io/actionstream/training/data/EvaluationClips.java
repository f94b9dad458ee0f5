package io.actionstream.training.data;

import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.VideoReader;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Chooses the clips by which a video is judged. */
public sealed interface EvaluationClips {

    /**
     * Reads the clips of one video.
     *
     * @param problems is told what is wrong with it
     */
    List<byte[]> of(Path video, ClipSpec spec, VideoProblems problems) throws VideoException;

    /** So many clips that begin evenly spread over the video; the video is judged by their mean. */
    record Views(int count) implements EvaluationClips {
        public Views {
            if (count < 1) {
                throw new IllegalArgumentException("views must be at least 1, not " + count);
            }
        }

        @Override
        public List<byte[]> of(Path video, ClipSpec spec, VideoProblems problems) throws VideoException {
            long lastStart;
            try (VideoReader reader = VideoReader.open(video)) {
                lastStart = TrainingClips.lastStart(reader.measureMillis(), spec);
                problems.warn(reader.warnings());
            }
            int distinct = lastStart == 0 ? 1 : count;
            List<byte[]> clips = new ArrayList<>(distinct);
            Scaling scaling = new Scaling(spec);
            for (int view = 0; view < distinct; view++) {
                long start = Math.round(lastStart * (view + 0.5) / distinct);
                clips.add(new ClipReader(spec).clipAt(video, lastStart == 0 ? 0 : start, scaling));
            }
            return clips;
        }
    }

    /** Every clip that the live job makes of the video; each is judged by itself. */
    record Stream(ClipRules rules) implements EvaluationClips {
        @Override
        public List<byte[]> of(Path video, ClipSpec spec, VideoProblems problems) throws VideoException {
            List<byte[]> clips = new ArrayList<>();
            problems.warn(
                    new ClipReader(spec).eachClip(video, rules, new Scaling(spec), clip -> clips.add(clip.pixels())));
            return clips;
        }
    }
}

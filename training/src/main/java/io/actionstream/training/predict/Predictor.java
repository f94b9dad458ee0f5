package io.actionstream.training.predict;

import io.actionstream.inference.ClipClassifier;
import io.actionstream.media.video.VideoException;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.training.data.ClipReader;
import io.actionstream.training.data.Scaling;
import io.actionstream.training.data.VideoClip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Classifies the clips of a video one by one, so that it may be of any length. */
public final class Predictor {
    private final ClipClassifier classifier;
    private final ClipRules rules;
    private final int top;
    private final Consumer<String> warnings;

    /**
     * A predictor.
     *
     * @param rules where clips begin
     * @param top how many actions to name
     * @param warnings is told what is wrong with a video
     */
    public Predictor(ClipClassifier classifier, ClipRules rules, int top, Consumer<String> warnings) {
        this.classifier = classifier;
        this.rules = rules;
        this.top = top;
        this.warnings = warnings;
    }

    /**
     * Classifies a video.
     *
     * @throws VideoException when it can't be read or is too short for a clip
     */
    public Prediction predict(Path video) throws VideoException {
        ClipSpec spec = classifier.spec();
        List<Prediction.Clip> clips = new ArrayList<>();
        float[] sum = new float[classifier.labels().size()];
        new ClipReader(spec)
                .eachClip(video, rules, new Scaling(spec), clip -> clips.add(classify(clip, sum)))
                .forEach(warnings);
        if (clips.isEmpty()) {
            throw new VideoException(video + " is shorter than the " + rules.minFrames() + " samples of "
                    + spec.intervalMillis() + " ms that a clip needs");
        }
        for (int c = 0; c < sum.length; c++) {
            sum[c] /= clips.size();
        }
        return new Prediction(video.toString(), classifier.version(), clips, best(sum));
    }

    private Prediction.Clip classify(VideoClip clip, float[] sum) {
        float[] probabilities = classifier.classify(List.of(clip.pixels()))[0];
        for (int c = 0; c < sum.length; c++) {
            sum[c] += probabilities[c];
        }
        return new Prediction.Clip(clip.start(), clip.end(), best(probabilities));
    }

    private List<Prediction.Score> best(float[] probabilities) {
        return IntStream.range(0, probabilities.length)
                .mapToObj(c -> new Prediction.Score(classifier.labels().get(c), probabilities[c]))
                .sorted(Comparator.comparing(Prediction.Score::confidence).reversed())
                .limit(top)
                .toList();
    }
}

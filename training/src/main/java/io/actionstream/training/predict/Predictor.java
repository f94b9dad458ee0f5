package io.actionstream.training.predict;

import io.actionstream.inference.ClipClassifier;
import io.actionstream.media.video.VideoException;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.model.events.EventOptions;
import io.actionstream.training.events.ClassifiedVideo;
import io.actionstream.training.events.FoundEvent;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Classifies the clips of a video one by one, so that it may be of any length, and makes events of them. */
public final class Predictor {
    private final ClipClassifier classifier;
    private final ClipRules clips;
    private final EventOptions events;
    private final Consumer<String> warnings;

    /**
     * A predictor.
     *
     * @param clips where clips begin
     * @param events when clips are an event
     * @param warnings is told what is wrong with a video
     */
    public Predictor(ClipClassifier classifier, ClipRules clips, EventOptions events, Consumer<String> warnings) {
        this.classifier = classifier;
        this.clips = clips;
        this.events = events;
        this.warnings = warnings;
    }

    /**
     * Classifies a video.
     *
     * @throws VideoException when it can't be read or is too short for a clip
     */
    public ClassifiedVideo classify(Path video) throws VideoException {
        ClassifiedVideo classified = ClassifiedVideo.of(video, classifier, clips, warnings);
        if (classified.clips().isEmpty()) {
            throw new VideoException(video + " is shorter than the " + clips.minFrames() + " samples of "
                    + classifier.spec().intervalMillis() + " ms that a clip needs");
        }
        return classified;
    }

    /**
     * Sums up what was seen in a video.
     *
     * @param top how many actions to name
     */
    public Prediction predict(Path video, ClassifiedVideo classified, int top) {
        List<Prediction.Clip> named = classified.clips().stream()
                .map(clip -> new Prediction.Clip(clip.start(), clip.end(), best(clip.probabilities(), top)))
                .toList();
        return new Prediction(
                video.toString(),
                classifier.version(),
                named,
                best(mean(classified.clips()), top),
                FoundEvent.of(classified, events));
    }

    private float[] mean(List<ClassifiedClip> all) {
        float[] sum = new float[classifier.labels().size()];
        for (ClassifiedClip clip : all) {
            for (int c = 0; c < sum.length; c++) {
                sum[c] += clip.probabilities()[c];
            }
        }
        for (int c = 0; c < sum.length; c++) {
            sum[c] /= all.size();
        }
        return sum;
    }

    private List<Prediction.Score> best(float[] probabilities, int top) {
        return IntStream.range(0, probabilities.length)
                .mapToObj(c -> new Prediction.Score(classifier.labels().get(c), probabilities[c]))
                .sorted(Comparator.comparing(Prediction.Score::confidence).reversed())
                .limit(top)
                .toList();
    }
}

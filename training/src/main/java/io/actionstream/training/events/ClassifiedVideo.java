package io.actionstream.training.events;

import io.actionstream.inference.ClipClassifier;
import io.actionstream.media.video.VideoException;
import io.actionstream.model.clip.ClipRules;
import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.training.data.ClipReader;
import io.actionstream.training.data.Scaling;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A video whose clips have been classified.
 *
 * @param name of its file
 * @param clips in order of time, which is that of the video
 */
public record ClassifiedVideo(String name, List<ClassifiedClip> clips) {

    /**
     * Classifies the clips that the live job would make of a video, one by one, so that it may be of any length.
     *
     * @param warnings is told what is wrong with the video
     * @throws VideoException when it can't be read
     */
    public static ClassifiedVideo of(Path video, ClipClassifier classifier, ClipRules rules, Consumer<String> warnings)
            throws VideoException {
        List<ClassifiedClip> clips = new ArrayList<>();
        new ClipReader(classifier.spec())
                .eachClip(
                        video,
                        rules,
                        new Scaling(classifier.spec()),
                        clip -> clips.add(new ClassifiedClip(
                                clip.start(),
                                clip.end(),
                                classifier.labels(),
                                classifier.classify(List.of(clip.pixels()))[0],
                                classifier.background(),
                                classifier.version())))
                .forEach(warnings);
        return new ClassifiedVideo(video.getFileName().toString(), List.copyOf(clips));
    }

    /** The time that its clips cover, in milliseconds. */
    public long millis() {
        return clips.isEmpty()
                ? 0
                : clips.get(clips.size() - 1).end() - clips.get(0).start();
    }
}

package io.actionstream.operators.classify;

import io.actionstream.inference.ClipResult;
import io.actionstream.inference.OverloadException;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.AnnouncedModel;
import io.actionstream.operators.records.Announcement;
import io.actionstream.operators.records.CameraFrame;
import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.records.ClipAnswer;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.Score;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Says what became of a clip.
 *
 * @param top how many of the most probable classes an action names
 */
record ClipOutcome(int top) implements Serializable {

    /** The label, and each image that could not be decoded; with no image left, those images alone. */
    Classified classified(Clip clip, ClipResult result, long now) {
        List<Rejected> rejected = new ArrayList<>();
        new TreeMap<>(result.broken())
                .forEach((image, detail) ->
                        rejected.add(undecodable(clip.images().get(image), detail)));
        if (result.probabilities() != null) {
            return new Classified(action(clip, result, now), rejected, answer(clip, classified(clip, result)));
        }
        if (rejected.isEmpty()) {
            rejected.add(whole(clip, RejectReason.CLASSIFICATION_FAILED, "the classifier gave no probabilities"));
        }
        return new Classified(null, rejected, answer(clip, null));
    }

    /** One reject for the clip; its images are not at fault, so it carries no bytes. */
    Classified failed(Clip clip, Throwable failure) {
        Throwable cause = cause(failure);
        Rejected rejected = cause instanceof OverloadException
                ? whole(clip, RejectReason.OVERLOAD, cause.getMessage())
                : whole(clip, RejectReason.CLASSIFICATION_FAILED, cause.toString());
        return new Classified(null, List.of(rejected), answer(clip, null));
    }

    /** A model that was found good, but that this process could not load. */
    Rejected modelFailed(AnnouncedModel model, Throwable failure) {
        ModelRelease release = model.release();
        String detail = "a process of the job could not load model " + release.version() + " from " + release.uri()
                + ": " + cause(failure);
        return new Rejected(Announcement.CURRENT, null, RejectReason.INVALID_MODEL, detail, model.origin());
    }

    /** Likewise, for a clip that took too long. */
    Classified timedOut(Clip clip) {
        Rejected rejected = whole(clip, RejectReason.CLASSIFICATION_TIMEOUT, "no result within the time allowed");
        return new Classified(null, List.of(rejected), answer(clip, null));
    }

    private static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }

    private Action action(Clip clip, ClipResult result, long now) {
        List<Score> best = best(result);
        return new Action(
                clip.camera(),
                clip.start(),
                clip.end(),
                best.get(0).label(),
                best.get(0).confidence(),
                best,
                clip.truth(),
                result.version(),
                clip.samples(),
                Math.max(0, now - clip.arrival()));
    }

    private static ClipAnswer answer(Clip clip, ClassifiedClip classified) {
        return clip.listed() ? new ClipAnswer(clip.camera(), clip.start(), classified) : null;
    }

    private static ClassifiedClip classified(Clip clip, ClipResult result) {
        return new ClassifiedClip(
                clip.start(),
                clip.end(),
                result.labels(),
                result.probabilities(),
                result.background(),
                result.version());
    }

    private List<Score> best(ClipResult result) {
        float[] probabilities = result.probabilities();
        return IntStream.range(0, probabilities.length)
                .mapToObj(i -> new Score(result.labels().get(i), probabilities[i]))
                .sorted(Comparator.comparingDouble(Score::confidence).reversed())
                .limit(top)
                .toList();
    }

    private static Rejected undecodable(CameraFrame frame, String detail) {
        return new Rejected(frame.camera(), frame.image(), RejectReason.UNDECODABLE, detail, frame.origin());
    }

    private static Rejected whole(Clip clip, String reason, String why) {
        String detail =
                "clip from " + clip.start() + " to " + clip.end() + " of " + clip.samples() + " samples: " + why;
        return new Rejected(
                clip.camera(), null, reason, detail, clip.images().get(0).origin());
    }
}

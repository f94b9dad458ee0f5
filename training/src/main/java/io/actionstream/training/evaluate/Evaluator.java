package io.actionstream.training.evaluate;

import io.actionstream.inference.ClipClassifier;
import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.training.data.EvaluationClips;
import io.actionstream.training.data.Prefetcher;
import io.actionstream.training.data.VideoProblems;
import io.actionstream.training.data.VideoSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.IntConsumer;

/** Judges a classifier by labelled videos. */
public final class Evaluator {
    private static final int BATCH = 8;

    private final EvaluationClips clips;
    private final int threads;
    private final VideoProblems problems;

    /**
     * An evaluator.
     *
     * @param clips which clips of each video
     * @param threads that read videos
     * @param problems is told which videos are left out because they can't be read, and what is wrong with others
     */
    public Evaluator(EvaluationClips clips, int threads, VideoProblems problems) {
        this.clips = clips;
        this.threads = threads;
        this.problems = problems;
    }

    /**
     * Classifies the videos in order.
     *
     * @param videos whose labels are the classifier's
     * @param progress told how many videos are done
     * @throws IOException when no video gives a clip
     */
    public Evaluation evaluate(ClipClassifier classifier, VideoSet videos, IntConsumer progress)
            throws IOException, InterruptedException {
        List<Evaluation.Judged> judged = new ArrayList<>();
        Iterator<Callable<List<byte[]>>> tasks = videos.videos().stream()
                .<Callable<List<byte[]>>>map(video -> () -> read(video.file(), classifier.spec()))
                .iterator();
        try (Prefetcher<List<byte[]>> loader = new Prefetcher<>(tasks, threads, 2 * threads)) {
            for (int i = 0; loader.hasNext(); i++) {
                LabelledVideo video = videos.videos().get(i);
                List<float[]> scores = classify(classifier, loader.next());
                judge(video, classifier.labels().indexOf(video.label()), scores, judged);
                progress.accept(i + 1);
            }
        }
        if (judged.isEmpty()) {
            throw new IOException("none of the " + videos.size() + " videos can be read and is long enough for a clip");
        }
        return new Evaluation(classifier.labels(), judged);
    }

    /** The clips of a video; none when it can't be read. */
    private List<byte[]> read(Path video, ClipSpec spec) throws VideoException {
        try {
            return clips.of(video, spec, problems);
        } catch (VideoException e) {
            problems.leftOut(video, e);
            return List.of();
        }
    }

    private void judge(LabelledVideo video, int truth, List<float[]> scores, List<Evaluation.Judged> judged) {
        String name = String.valueOf(video.file().getFileName());
        if (clips instanceof EvaluationClips.Stream) {
            scores.forEach(score -> judged.add(new Evaluation.Judged(name, truth, score)));
        } else if (!scores.isEmpty()) {
            judged.add(new Evaluation.Judged(name, truth, mean(scores)));
        }
    }

    private static List<float[]> classify(ClipClassifier classifier, List<byte[]> clips) {
        List<float[]> scores = new ArrayList<>(clips.size());
        for (int from = 0; from < clips.size(); from += BATCH) {
            scores.addAll(List.of(classifier.classify(clips.subList(from, Math.min(clips.size(), from + BATCH)))));
        }
        return scores;
    }

    private static float[] mean(List<float[]> scores) {
        float[] mean = new float[scores.get(0).length];
        for (float[] score : scores) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += score[c] / scores.size();
            }
        }
        return mean;
    }
}

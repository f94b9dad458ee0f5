package io.actionstream.inference;

import io.actionstream.media.frame.ClipDecoder;
import io.actionstream.media.frame.DecodedClip;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.concurrent.DaemonThreads;
import io.actionstream.model.concurrent.Threads;
import io.actionstream.model.console.Printable;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decodes on a pool of threads while the classifier's own threads work on the clips before. */
public final class DecodingClassifier implements ClassificationService {
    /** So many batches are decoded for each that can be classified at the same time: itself, and the one after it. */
    private static final int AHEAD = 2;

    private static final Logger LOG = LoggerFactory.getLogger(DecodingClassifier.class);

    private final ClipClassifier classifier;
    private final DecodeTeam decoders;
    private final int maxBatch;
    private final Duration patience;
    private final MicroBatcher<byte[], Inferred> batcher;

    /** One clip's probabilities, and the time of its batch. */
    private record Inferred(float[] probabilities, long nanos, int batch) {

        static final Inferred NOTHING = new Inferred(null, 0, 0);
    }

    /**
     * Takes over a classifier, which is closed with it.
     *
     * @param maxBatch the most clips in a batch
     * @param maxDelay how long a clip may wait for its batch to fill while the classifier is idle
     */
    public DecodingClassifier(
            ClipClassifier classifier, ImageLimits limits, int decodeThreads, int maxBatch, Duration maxDelay) {
        this(classifier, limits, decodeThreads, maxBatch, maxDelay, Threads.PATIENCE);
    }

    /** The same, with how long a close waits for an image or a batch that a thread is at. */
    DecodingClassifier(
            ClipClassifier classifier,
            ImageLimits limits,
            int decodeThreads,
            int maxBatch,
            Duration maxDelay,
            Duration patience) {
        this.classifier = classifier;
        this.patience = patience;
        this.maxBatch = Math.min(maxBatch, classifier.mostAtOnce());
        this.decoders = new DecodeTeam(
                new ClipDecoder(classifier.spec(), limits),
                classifier.spec().clipBytes(),
                decodeThreads,
                AHEAD * classifier.callers() * this.maxBatch,
                patience);
        this.batcher = new MicroBatcher<>("classify", classifier.callers(), this.maxBatch, maxDelay, this::infer);
    }

    @Override
    public ClipSpec spec() {
        return classifier.spec();
    }

    @Override
    public CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        int queue = decoders.waiting() + batcher.waiting();
        CompletableFuture<DecodedClip> decoded = decoders.submit(images, positions);
        CompletableFuture<ClipResult> result = Results.cancelling(decoded, new CompletableFuture<>());
        decoded.whenComplete((clip, failure) -> { // also when the result is cancelled: the pixels must come back
            if (failure != null) {
                result.completeExceptionally(failure);
            } else {
                classify(clip, queue).whenComplete((value, problem) -> Results.end(result, value, problem));
            }
        });
        return result;
    }

    /**
     * Has Java compile the decoder and the network, side by side; once in a process is enough. Logs how long each took.
     *
     * @throws java.util.concurrent.CompletionException when one of them fails
     */
    void compile() {
        CompletableFuture<Void> decoder = CompletableFuture.runAsync(
                () -> timed("the image decoder was compiled", WarmUp::decoder),
                task -> new DaemonThreads("compile-decoder").newThread(task).start());
        timed("the network was compiled", classifier::compile);
        decoder.join();
    }

    /**
     * Classifies black clips, one and every larger power of two up to a full batch. No clip of a camera then waits for what is
     * only done the first time. Logs how long that took.
     *
     * @throws IllegalStateException when the classifier does not give probabilities
     */
    void warmUp() {
        timed("model " + Printable.of(classifier.version()) + " was warmed up", () -> {
            byte[] black = new byte[spec().clipBytes()];
            for (int clips = 1; clips < maxBatch; clips *= 2) {
                warmUp(Collections.nCopies(clips, black));
            }
            warmUp(Collections.nCopies(maxBatch, black));
        });
    }

    private static void timed(String what, Runnable work) {
        long start = System.nanoTime();
        work.run();
        LOG.info("{} in {} ms", what, (System.nanoTime() - start) / 1_000_000);
    }

    private void warmUp(List<byte[]> clips) {
        for (float[] probabilities : classifier.classify(clips)) {
            for (float probability : probabilities) {
                if (!Float.isFinite(probability)) {
                    throw new IllegalStateException("model " + classifier.version() + " gives " + probability
                            + " as the probability of a class");
                }
            }
        }
    }

    private CompletableFuture<ClipResult> classify(DecodedClip clip, int queue) {
        if (clip.pixels() == null) {
            return CompletableFuture.completedFuture(result(Inferred.NOTHING, clip, queue));
        }
        return batcher.submit(clip.pixels())
                .whenComplete((inferred, failure) -> decoders.giveBack(clip.pixels()))
                .thenApply(inferred -> result(inferred, clip, queue));
    }

    private List<Inferred> infer(List<byte[]> clips) {
        long start = System.nanoTime();
        float[][] probabilities = classifier.classify(clips);
        long nanos = System.nanoTime() - start;
        return Stream.of(probabilities)
                .map(clip -> new Inferred(clip, nanos, clips.size()))
                .toList();
    }

    private ClipResult result(Inferred inferred, DecodedClip clip, int queue) {
        return new ClipResult(
                inferred.probabilities(),
                clip.broken(),
                classifier.labels(),
                classifier.background(),
                classifier.version(),
                new ClipTimes(queue, clip.nanos(), inferred.nanos(), inferred.batch(), classifier.callers()));
    }

    /** Closes the classifier too, unless a thread is still in it: what it works with must not be freed. */
    @Override
    public void close() {
        decoders.close();
        if (batcher.end(patience)) {
            classifier.close();
        }
    }
}

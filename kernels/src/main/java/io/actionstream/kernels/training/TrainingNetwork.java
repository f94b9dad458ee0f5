package io.actionstream.kernels.training;

import io.actionstream.kernels.Aligned;
import io.actionstream.kernels.inference.Features;
import io.actionstream.kernels.inference.NetworkShape;
import io.actionstream.kernels.inference.NetworkWeights;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Steps of training in vectors: logits, loss and gradients of a batch, with the batch's own statistics in the batch norm. Each thread
 * has a share of the clips, always the same, so that the same batch gives the same to the bit.
 */
public final class TrainingNetwork implements AutoCloseable {
    private final NetworkShape shape;
    private final TrainedStem stem;
    private final Features in;
    private final List<TrainedBlock> blocks = new ArrayList<>();
    private final List<Strips> gradients = new ArrayList<>(); // of each block's inputs; the first one's with the clip
    private final int pixelGradients;
    private final int clipLength;
    private final int threadLength;
    private final int threads;
    private final List<float[]> clipMemory = new ArrayList<>();
    private final List<float[]> threadMemory = new ArrayList<>();
    private final ExecutorService pool;

    /**
     * The result of a step.
     *
     * @param loss mean cross entropy of the batch
     * @param logits (clips, classes), row-major
     */
    public record Step(float loss, float[] logits) {}

    /**
     * Prepares steps. Needs the module of the Vector API.
     *
     * @param threads that share a batch, each of which takes whole clips
     * @throws IllegalArgumentException when the shape is {@link NetworkShape#unsupported}
     */
    public TrainingNetwork(NetworkShape shape, int threads) {
        this(TrainingKernels.vectors(), shape, threads);
    }

    TrainingNetwork(TrainingKernels kernels, NetworkShape shape, int threads) {
        if (shape.unsupported() != null) {
            throw new IllegalArgumentException("no kernels for " + shape.unsupported());
        }
        this.shape = shape;
        Aligned clip = new Aligned();
        Aligned memory = new Aligned();
        stem = new TrainedStem(kernels, shape, clip, memory);
        in = TrainedBlock.features(shape.height(0), shape.width(0), shape.stem(), shape.frames(), memory);
        Features features = in;
        for (int i = 0; i < shape.blocks().size(); i++) {
            boolean last = i == shape.blocks().size() - 1;
            TrainedBlock block = new TrainedBlock(
                    kernels, features, shape.frames(), shape.blocks().get(i), last, memory);
            blocks.add(block);
            gradients.add(block.inputGradients(i == 0 ? clip : memory));
            features = block.out();
        }
        pixelGradients = blocks.get(blocks.size() - 1).takePixel(memory);
        clipLength = clip.length();
        threadLength = memory.length();
        this.threads = threads;
        pool = Executors.newFixedThreadPool(threads, task -> {
            Thread thread = new Thread(task, "train");
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Bytes of memory that a batch of so many clips needs. */
    public long bytes(int batch) {
        return Float.BYTES * ((long) batch * clipLength + (long) Math.min(threads, batch) * threadLength);
    }

    /**
     * Runs a batch forward and backward. Takes the memory for it with the first, and keeps it.
     *
     * @param batch clips, each (frames, height, width, RGB) as uint8
     * @param targets for each clip the wanted probability of every class, (clips, classes) row-major
     * @param to takes the gradients, in place of weights; in place of the running statistics the batch's mean and its variance
     *     without bias
     */
    public Step step(NetworkWeights weights, List<byte[]> batch, float[] targets, NetworkWeights to) {
        List<TrainedClip> trained = new ArrayList<>();
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).length != shape.clipBytes()) {
                throw new IllegalArgumentException(
                        "a clip has " + shape.clipBytes() + " bytes, not " + batch.get(i).length);
            }
            trained.add(new TrainedClip(batch.get(i), memory(clipMemory, i, clipLength)));
        }
        double pixels = (double) batch.size() * shape.frames() * shape.height() * shape.width();
        BatchNormStep norm = new BatchNormStep(weights.stemNorm(), pixels);
        float[] logits = new float[targets.length];
        List<float[]> used = new ArrayList<>();
        List<HeadStep> heads = new ArrayList<>();
        for (int i = 0; i < Math.min(threads, batch.size()); i++) {
            used.add(memory(threadMemory, i, threadLength));
            heads.add(new HeadStep(weights.head(), targets, batch.size(), logits));
        }
        all(set(weights));
        share(batch.size(), (i, thread) -> stem.forward(trained.get(i), used.get(thread)));
        norm.setForward(trained, stem.forwardSums());
        used.forEach(this::clear);
        share(batch.size(), (i, thread) -> learn(i, trained.get(i), norm, heads.get(thread), used.get(thread)));
        norm.setBackward(trained, stem.backwardSums());
        share(batch.size(), (i, thread) -> stem.backward(trained.get(i), norm, gradients.get(0), used.get(thread)));
        norm.write(to.stemNorm());
        all(write(used, to));
        HeadStep head = heads.get(0);
        heads.subList(1, heads.size()).forEach(head::add);
        head.write(to.head());
        return new Step((float) head.loss(), logits);
    }

    private static float[] memory(List<float[]> memory, int index, int length) {
        if (index == memory.size()) {
            memory.add(new float[length]);
        }
        return memory.get(index);
    }

    private List<Runnable> set(NetworkWeights weights) {
        List<Runnable> parts = new ArrayList<>();
        for (int i = blocks.size() - 1; i >= 0; i--) {
            parts.addAll(blocks.get(i).set(weights.blocks().get(i)));
        }
        parts.add(stem.set(weights.stem()));
        return parts;
    }

    private List<Runnable> write(List<float[]> used, NetworkWeights to) {
        List<Runnable> parts = new ArrayList<>();
        for (int i = blocks.size() - 1; i >= 0; i--) {
            parts.addAll(blocks.get(i).write(used, to.blocks().get(i)));
        }
        parts.add(() -> stem.write(used, to.stem()));
        return parts;
    }

    private void clear(float[] m) {
        stem.clear(m);
        blocks.forEach(block -> block.clear(m));
    }

    /** From the batch norm on, and back to it. */
    private void learn(int index, TrainedClip clip, BatchNormStep norm, HeadStep head, float[] m) {
        stem.halve(clip, norm, m, in);
        blocks.forEach(block -> block.forward(m));
        TrainedBlock last = blocks.get(blocks.size() - 1);
        double[] back = head.learn(index, last.means(m));
        for (int c = 0; c < back.length; c++) {
            m[pixelGradients + c] = (float) (back[c] / last.pixels());
        }
        for (int i = blocks.size() - 1; i >= 0; i--) {
            OutputGradient output = i == blocks.size() - 1
                    ? last.ofMean(m, pixelGradients)
                    : blocks.get(i).ofHalved(m, gradients.get(i + 1));
            blocks.get(i).backward(m, output, i == 0 ? clip.numbers() : m, gradients.get(i));
        }
        stem.sumBackward(clip, norm, gradients.get(0));
    }

    /** Work on a clip by a thread. */
    private interface ClipWork {
        void run(int clip, int thread);
    }

    private void share(int batch, ClipWork work) {
        int shares = Math.min(threads, batch);
        List<Runnable> parts = new ArrayList<>();
        for (int thread = 0; thread < shares; thread++) {
            int share = thread;
            parts.add(() -> {
                for (int i = batch * share / shares; i < batch * (share + 1) / shares; i++) {
                    work.run(i, share);
                }
            });
        }
        all(parts);
    }

    private void all(List<Runnable> parts) {
        List<Callable<Object>> calls = parts.stream().map(Executors::callable).toList();
        try {
            for (Future<Object> done : pool.invokeAll(calls)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while training", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a step of training failed", e.getCause());
        }
    }

    @Override
    public void close() {
        pool.shutdown();
    }
}

package io.actionstream.model.avx512;

import com.sun.jna.Pointer;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.concurrent.DaemonThreads;
import io.actionstream.model.network.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Phaser;
import java.util.stream.IntStream;

/**
 * Steps of training as machine code for processors with AVX-512 VNNI: logits, loss and gradients of a batch, with the
 * batch's own statistics in the batch norm. Each core has a share of the clips, always the same, so that the same batch
 * gives the same to the bit.
 */
public final class Avx512Training implements AutoCloseable {
    private final TrainingPlan plan;
    private final FoldedWeights weights;
    private final MachineCode code;
    private final NativeBlock constants;
    private final List<ClipMemory> clips = new ArrayList<>();
    private final List<ThreadMemory> threads = new ArrayList<>();
    private final ExecutorService pool;

    private Avx512Training(TrainingPlan plan, FoldedWeights weights, int cores) {
        this.plan = plan;
        this.weights = weights;
        this.code = new MachineCode(plan.memory().calls());
        constants = plan.memory().constants().newMemory();
        IntStream.range(0, cores).forEach(core -> threads.add(new ThreadMemory(plan.memory())));
        pool = Executors.newFixedThreadPool(cores, new DaemonThreads("train"));
    }

    /**
     * Compiles a step where that is possible; see {@link Avx512Network#compile}.
     *
     * @param shapes weights of the network, whose values do not matter yet
     * @param cores that work on it
     */
    public static Optional<Avx512Training> compile(Map<String, Tensor> shapes, ClipSpec spec, int cores) {
        if (!Avx512.isWanted(spec)) {
            return Optional.empty();
        }
        FoldedWeights weights = new FoldedWeights(shapes);
        TrainingPlan plan = new TrainingPlan(weights, spec);
        return Optional.of(new Avx512Training(plan, weights, cores));
    }

    /**
     * What a step found.
     *
     * @param loss mean cross entropy of the batch
     * @param logits (clips, classes), row-major
     * @param gradients of all tensors but the running statistics, by name
     * @param mean of what the batch norm takes, by channel
     * @param variance of it, without bias
     */
    public record Step(float loss, float[] logits, Map<String, float[]> gradients, float[] mean, float[] variance) {}

    /**
     * Runs a batch forward and backward.
     *
     * @param tensors the weights
     * @param batch clips, each (frames, height, width, RGB) as uint8
     * @param targets for each clip the wanted probability of every class, (clips, classes) row-major
     */
    public Step step(Map<String, Tensor> tensors, List<byte[]> batch, float[] targets) {
        weights.replace(tensors);
        plan.memory().constants().write(constants);
        for (int i = 0; i < batch.size(); i++) {
            if (i == clips.size()) {
                clips.add(new ClipMemory(new NativeBlock(plan.memory().clip().bytes())));
            }
            plan.put(batch.get(i), clips.get(i).block().pointer());
        }
        int shares = Math.min(threads.size(), batch.size());
        BatchNormStep norm = new BatchNormStep(plan, weights, batch.size());
        Meeting meeting = new Meeting(shares, norm, pointers(batch.size()));
        List<HeadStep> heads = new ArrayList<>();
        List<Future<?>> futures = new ArrayList<>();
        for (int share = 0; share < shares; share++) {
            int from = batch.size() * share / shares;
            int to = batch.size() * (share + 1) / shares;
            ThreadMemory thread = threads.get(share);
            HeadStep head = new HeadStep(plan, weights, targets, batch.size());
            heads.add(head);
            futures.add(pool.submit(() -> work(from, to, thread, head, meeting)));
        }
        await(futures);
        Map<String, float[]> gradients = new LinkedHashMap<>(plan.gradients()
                .read(threads.subList(0, shares).stream()
                        .map(thread -> thread.block(Base.GRADIENTS).pointer())
                        .toList()));
        norm.addGradients(gradients);
        HeadStep.addGradients(heads, gradients);
        return new Step(HeadStep.loss(heads), HeadStep.logits(heads), gradients, norm.mean(), norm.unbiasedVariance());
    }

    private List<Pointer> pointers(int count) {
        return clips.subList(0, count).stream()
                .map(clip -> clip.block().pointer())
                .toList();
    }

    private void work(int from, int to, ThreadMemory thread, HeadStep head, Meeting meeting) {
        try {
            thread.block(Base.GRADIENTS).clear();
            run(TrainingPlan.Part.STEM, from, to, thread);
            meeting.await();
            for (int i = from; i < to; i++) {
                run(TrainingPlan.Part.FORWARD, i, i + 1, thread);
                head.learn(i, clips.get(i).block().pointer());
                run(TrainingPlan.Part.BACKWARD, i, i + 1, thread);
            }
            meeting.await();
            run(TrainingPlan.Part.STEM_BACKWARD, from, to, thread);
        } catch (RuntimeException | Error e) {
            meeting.forceTermination();
            throw e;
        }
    }

    /** Where the threads wait for each other, and the last to come sees to the batch norm. */
    private final class Meeting extends Phaser {
        private final BatchNormStep norm;
        private final List<Pointer> batch;

        Meeting(int shares, BatchNormStep norm, List<Pointer> batch) {
            super(shares);
            this.norm = norm;
            this.batch = batch;
        }

        void await() {
            if (arriveAndAwaitAdvance() < 0) {
                throw new CancellationException("another thread has failed");
            }
        }

        @Override
        protected boolean onAdvance(int phase, int parties) {
            if (phase == 0) {
                norm.forward(batch, constants);
            } else {
                norm.backward(batch, constants);
            }
            return false;
        }
    }

    private void run(TrainingPlan.Part part, int from, int to, ThreadMemory thread) {
        for (int i = from; i < to; i++) {
            thread.aim(constants, clips.get(i));
            code.run(part.ordinal(), thread.bases());
        }
    }

    private static void await(List<Future<?>> futures) {
        Throwable failure = null;
        for (Future<?> future : futures) {
            try {
                future.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while training", e);
            } catch (ExecutionException e) {
                failure = failure == null || failure instanceof CancellationException ? e.getCause() : failure;
            }
        }
        if (failure != null) {
            throw new IllegalStateException("a step of training failed", failure);
        }
    }

    @Override
    public void close() {
        pool.shutdown();
        clips.forEach(ClipMemory::close);
        threads.forEach(ThreadMemory::close);
        constants.close();
        code.close();
    }
}

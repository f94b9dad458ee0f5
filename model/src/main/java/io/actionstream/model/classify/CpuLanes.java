package io.actionstream.model.classify;

import io.actionstream.model.network.Torch;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Works on clips side by side, each on its share of the cores: a single clip has all of them, and as many clips as there
 * are cores have one each. Cores that share a clip wait for the slowest at each of its operations, which costs most where
 * other threads want them too; clips side by side never wait for one another. Any number of threads may call it.
 */
final class CpuLanes implements ForwardPass {
    private final CoreShares shares;
    private final Queue<ForwardPass> idle = new ConcurrentLinkedQueue<>();
    private final MicroBatcher<byte[], float[]> lanes;

    /**
     * Starts a thread for each core.
     *
     * @param forwards gives each thread a forward pass of its own
     */
    CpuLanes(int cores, Supplier<ForwardPass> forwards) {
        shares = new CoreShares(cores);
        Stream.generate(forwards).limit(cores).forEach(idle::add);
        lanes = new MicroBatcher<>("lane", cores, 1, Duration.ZERO, clip -> List.of(probabilities(clip)));
    }

    @Override
    public float[][] of(List<byte[]> clips) {
        shares.expect(clips.size());
        List<CompletableFuture<float[]>> results =
                clips.stream().map(lanes::submit).toList();
        return results.stream().map(CpuLanes::join).toArray(float[][]::new);
    }

    private float[] probabilities(List<byte[]> clip) {
        ForwardPass forward = idle.remove();
        int share = shares.take();
        try {
            Torch.useCores(share);
            return forward.of(clip)[0];
        } finally {
            shares.giveBack(share);
            idle.add(forward);
        }
    }

    private static float[] join(CompletableFuture<float[]> result) {
        try {
            return result.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        lanes.close();
    }
}

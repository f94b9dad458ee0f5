package io.actionstream.inference;

import io.actionstream.model.network.Torch;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Works on clips side by side, each on a core of its own, or on a lone one with all cores. Cores that share a clip wait
 * for the slowest at each of its operations, which costs most where other threads want them too; clips side by side never
 * wait for one another. Any number of threads may call it.
 *
 * <p>Only one thread ever has all cores: OpenMP counts the helpers of every thread that had any, and once they are more
 * than the cores it puts them to sleep at the end of each operation, which makes a lone clip take a tenth longer.
 */
final class CpuLanes implements ForwardPass {
    private final CoreShares shares;
    private final Queue<ForwardPass> idle = new ConcurrentLinkedQueue<>();
    private final MicroBatcher<byte[], float[]> lanes;
    private final MicroBatcher<byte[], float[]> whole;

    /**
     * Starts a thread for each core, and one for all of them.
     *
     * @param forwards gives each thread a forward pass of its own
     */
    CpuLanes(int cores, Supplier<ForwardPass> forwards) {
        shares = new CoreShares(cores);
        Stream.generate(forwards).limit(cores).forEach(idle::add);
        lanes = batcher("lane", cores, this::shared);
        whole = batcher("all-cores", 1, clip -> computed(clip, cores));
    }

    private static MicroBatcher<byte[], float[]> batcher(String name, int workers, Function<byte[], float[]> work) {
        return new MicroBatcher<>(name, workers, 1, Duration.ZERO, clips -> List.of(work.apply(clips.get(0))));
    }

    @Override
    public float[][] of(List<byte[]> clips) {
        shares.expect(clips.size());
        List<CompletableFuture<float[]>> results =
                clips.stream().map(lanes::submit).toList();
        return results.stream().map(Results::join).toArray(float[][]::new);
    }

    private float[] shared(byte[] clip) {
        int share = shares.take();
        try {
            return share == 1 ? computed(clip, 1) : Results.join(whole.submit(clip));
        } finally {
            shares.giveBack(share);
        }
    }

    private float[] computed(byte[] clip, int cores) {
        ForwardPass forward = idle.remove();
        try {
            Torch.useCores(cores);
            return forward.of(List.of(clip))[0];
        } finally {
            idle.add(forward);
        }
    }

    @Override
    public void close() {
        lanes.close();
        whole.close();
    }
}

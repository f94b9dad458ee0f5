package io.actionstream.model.classify;

import io.actionstream.model.network.Torch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Works on the clips of a batch side by side, each on its share of the cores: a single clip has all of them, and as many
 * clips as there are cores have one each. Cores that share a clip wait for the slowest at each of its hundreds of
 * operations, which costs most where other threads want them too; clips side by side never wait for one another.
 */
final class CpuLanes implements ForwardPass {
    private final int cores;
    private final List<MicroBatcher<Share, float[][]>> lanes;

    /** What a lane is to do, and on how many cores. */
    private record Share(List<byte[]> clips, int cores) {}

    /**
     * Starts a thread for each lane.
     *
     * @param forwards gives each lane a forward pass of its own
     */
    CpuLanes(int cores, Supplier<ForwardPass> forwards) {
        this.cores = cores;
        lanes = Stream.generate(forwards).limit(cores).map(CpuLanes::lane).toList();
    }

    private static MicroBatcher<Share, float[][]> lane(ForwardPass forward) {
        return new MicroBatcher<>(
                "lane",
                1,
                Duration.ZERO,
                shares -> shares.stream().map(share -> oneByOne(forward, share)).toList());
    }

    /** What is computed of a clip stays in the cache. */
    private static float[][] oneByOne(ForwardPass forward, Share share) {
        Torch.useCores(share.cores());
        return share.clips().stream().map(clip -> forward.of(List.of(clip))[0]).toArray(float[][]::new);
    }

    @Override
    public float[][] of(List<byte[]> clips) {
        int used = Math.min(clips.size(), cores);
        List<CompletableFuture<float[][]>> shares = new ArrayList<>();
        for (int lane = 0; lane < used; lane++) {
            List<byte[]> share = clips.subList(lane * clips.size() / used, (lane + 1) * clips.size() / used);
            shares.add(lanes.get(lane).submit(new Share(share, cores / used)));
        }
        return shares.stream().map(CpuLanes::join).flatMap(Arrays::stream).toArray(float[][]::new);
    }

    private static float[][] join(CompletableFuture<float[][]> share) {
        try {
            return share.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw e;
        }
    }

    @Override
    public int mostAtOnce() {
        return cores;
    }

    @Override
    public void close() {
        lanes.forEach(MicroBatcher::close);
    }
}

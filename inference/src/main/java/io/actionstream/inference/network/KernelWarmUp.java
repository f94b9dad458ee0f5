package io.actionstream.inference.network;

import io.actionstream.kernels.inference.InferenceNetwork;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.VectorNetwork;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Has Java compile the vector kernels before the first clip needs them. Java counts calls, not work, so small clips do for most of
 * it, once in a process.
 */
final class KernelWarmUp {
    private static final int CLIPS_UNTIL_KERNELS = 300;

    /** Java has compiled everything when it compiles nothing during so many clips. */
    private static final int QUIET_CLIPS = 4;

    private static final int QUIET_MILLIS = 2;
    private static final int MOST_CLIPS = 30;

    private static final AtomicBoolean KERNELS = new AtomicBoolean();

    private KernelWarmUp() {}

    /** Has the team classify small clips, then black ones, until Java has compiled everything. */
    static void run(CoreTeam team, Map<String, Tensor> weights, ClipSpec spec) {
        List<byte[]> black = List.of(new byte[spec.clipBytes()]);
        kernels(weights, spec);
        untilCompiled(() -> team.of(black));
    }

    /** Classifies small clips with the weights of a network. */
    static void kernels(Map<String, Tensor> weights, ClipSpec spec) {
        if (KERNELS.getAndSet(true)) {
            return;
        }
        int side = VectorNetwork.leastSide(weights);
        ClipSpec small = spec.withSize(side, side);
        InferenceNetwork network = VectorNetwork.of(weights, small, 1).orElseThrow();
        try (CoreTeam thread = new CoreTeam(network, 1)) {
            List<byte[]> black = List.of(new byte[small.clipBytes()]);
            for (int i = 0; i < CLIPS_UNTIL_KERNELS; i++) {
                thread.of(black);
            }
        }
    }

    /** Repeats what classifies a clip until Java compiles nothing while it runs, at most {@value #MOST_CLIPS} times. */
    static void untilCompiled(Runnable clip) {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        int quiet = 0;
        for (int i = 0; i < MOST_CLIPS && quiet < QUIET_CLIPS && compiler != null; i++) {
            long before = compiler.getTotalCompilationTime();
            clip.run();
            quiet = compiler.getTotalCompilationTime() - before <= QUIET_MILLIS ? quiet + 1 : 0;
        }
    }
}

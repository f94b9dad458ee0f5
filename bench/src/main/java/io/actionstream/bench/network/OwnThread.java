package io.actionstream.bench.network;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.actionstream.model.network.MallocTuning;
import io.actionstream.model.network.Torch;
import java.util.function.Function;

/** Computes on a thread that ends, and OpenMP's helpers with it: more of them than cores would slow what comes next. */
final class OwnThread {
    private OwnThread() {}

    /** Waits for a computation. */
    static <T> T call(Function<NDManager, T> computation) {
        return MallocTuning.call("aside", () -> {
            try (NDManager manager = Torch.newManager(Device.cpu())) {
                return computation.apply(manager);
            }
        });
    }
}

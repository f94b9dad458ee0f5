package io.actionstream.bench.network;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.actionstream.model.network.TensorMemory;
import io.actionstream.model.network.Torch;
import java.util.function.Function;

/** Computes on a thread that ends, and OpenMP's helpers with it: more of them than cores would slow what comes next. */
final class Aside {
    private Aside() {}

    /** Waits for a computation. */
    static <T> T call(Function<NDManager, T> computation) {
        return TensorMemory.call("aside", () -> {
            try (NDManager manager = Torch.newManager(Device.cpu())) {
                return computation.apply(manager);
            }
        });
    }
}

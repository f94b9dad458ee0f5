package io.actionstream.model.checkpoint;

import io.actionstream.model.network.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes what PyTorch's wrappers add off the names of tensors: {@code module.} of {@code DataParallel},
 * {@code DistributedDataParallel} and averaged models, {@code _orig_mod.} of {@code torch.compile}, around the network
 * or around a part of it, alone or one in the other. Counters of batch norms and averaged models are passed over.
 */
final class PyTorchNames {
    private static final Set<String> WRAPPERS =
            Set.of("module", "_orig_mod", "_fsdp_wrapped_module", "_checkpoint_wrapped_module");
    private static final Set<String> COUNTERS = Set.of("num_batches_tracked", "n_averaged");

    private PyTorchNames() {}

    /** True for a counter of steps, which only training in PyTorch uses. */
    static boolean isCounter(String name) {
        return COUNTERS.contains(name.substring(name.lastIndexOf('.') + 1));
    }

    /**
     * The tensors by their plain names.
     *
     * @throws CheckpointException when two have the same
     */
    static Map<String, Tensor> plain(String place, Map<String, Tensor> tensors) throws CheckpointException {
        Map<String, Tensor> plain = new LinkedHashMap<>();
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            String name = plain(entry.getKey());
            if (plain.put(name, entry.getValue()) != null) {
                throw new CheckpointException(place + ": tensor " + name
                        + " is there twice, with a prefix of PyTorch's and without: save one of them");
            }
        }
        return plain;
    }

    private static String plain(String name) {
        return Arrays.stream(name.split("\\.", -1))
                .filter(part -> !WRAPPERS.contains(part))
                .collect(Collectors.joining("."));
    }
}

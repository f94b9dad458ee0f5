package io.actionstream.model.network;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/** Weights for tests. */
public final class TestWeights {
    private TestWeights() {}

    /** Weights whose biases and norms are not at their trivial start values. */
    public static Map<String, Tensor> lively(int classes) {
        return lively(Layout.of(classes));
    }

    /** Such weights of any network. */
    static Map<String, Tensor> lively(Layout layout) {
        Random random = new Random(11);
        Map<String, Tensor> lively = new LinkedHashMap<>();
        layout.initialise(7).forEach((name, tensor) -> {
            float[] values = tensor.values().clone();
            if (tensor.shape().length == 1) {
                for (int i = 0; i < values.length; i++) {
                    values[i] += 0.2f * random.nextFloat();
                }
            }
            lively.put(name, new Tensor(tensor.shape(), values));
        });
        return lively;
    }
}

package io.actionstream.model.network;

import java.util.Locale;

/** The numbers that convolutions compute with; a checkpoint's, and all that lies between them, are 32 bits wide. */
public enum Precision {
    /** Exact to the checkpoint. */
    FLOAT32,
    /** Half as wide, with the exponent of float32: for processors and GPUs that multiply it faster. */
    BFLOAT16,
    /** Half as wide: for GPUs that are faster with it. A processor is slower with it, if it knows it at all. */
    FLOAT16;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

package io.actionstream.model.network;

import ai.djl.ndarray.types.DataType;
import java.util.Locale;

/** The numbers that the network computes with; a checkpoint's are always 32 bits wide. */
public enum Precision {
    /** Exact to the checkpoint. */
    FLOAT32(DataType.FLOAT32),
    /** Half as wide: for GPUs that are faster with it. A processor is slower with it, if it knows it at all. */
    FLOAT16(DataType.FLOAT16);

    private final DataType type;

    Precision(DataType type) {
        this.type = type;
    }

    DataType type() {
        return type;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}

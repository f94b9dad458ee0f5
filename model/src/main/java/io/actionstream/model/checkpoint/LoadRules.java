package io.actionstream.model.checkpoint;

import java.io.Serializable;
import java.time.Duration;

/**
 * What may be loaded of checkpoints that others made, and what their first run may cost.
 *
 * @param torchScript whether TorchScript may be loaded, which can execute code
 * @param maxFileBytes the most bytes of {@code model.pt} or {@code model.onnx}
 * @param firstRun the longest time that loading one and its first clip may take
 * @param firstRunBytes the most memory that the process may grow by meanwhile
 */
public record LoadRules(boolean torchScript, int maxFileBytes, Duration firstRun, long firstRunBytes)
        implements Serializable {

    /** No TorchScript, 512 MB, a minute, 4 GB. */
    public static final LoadRules DEFAULT = new LoadRules(false, 512_000_000, Duration.ofMinutes(1), 4_000_000_000L);

    /** The same with TorchScript. */
    public LoadRules withTorchScript() {
        return new LoadRules(true, maxFileBytes, firstRun, firstRunBytes);
    }
}

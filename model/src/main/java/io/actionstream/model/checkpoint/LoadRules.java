package io.actionstream.model.checkpoint;

import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;

/**
 * Rules for loading networks that others made, with limits of their first clip.
 *
 * @param torchScript whether TorchScript may be loaded, which can execute code
 * @param maxFileBytes the most bytes of {@code model.pt} or {@code model.onnx}
 * @param firstRun the longest time that loading one and its first clip may take
 * @param firstRunBytes the most memory that the process may grow by meanwhile, in bytes
 */
public record LoadRules(boolean torchScript, int maxFileBytes, Duration firstRun, long firstRunBytes)
        implements Serializable {

    /** No TorchScript, files of 500 MB, a minute. */
    public static final LoadRules DEFAULT = new LoadRules(false, 500_000_000, Duration.ofMinutes(1));

    private static final long MEMORY_BYTES = 2_000_000_000;
    private static final int COPIES = 4;

    /** A kind of file that can execute code, and is loaded only when it is allowed. */
    public enum Kind {
        TORCHSCRIPT;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Lets the process grow by 2 GB, and four times the largest file. */
    public LoadRules(boolean torchScript, int maxFileBytes, Duration firstRun) {
        this(torchScript, maxFileBytes, firstRun, MEMORY_BYTES + COPIES * (long) maxFileBytes);
    }

    /** The same with TorchScript. */
    public LoadRules withTorchScript() {
        return new LoadRules(true, maxFileBytes, firstRun, firstRunBytes);
    }
}

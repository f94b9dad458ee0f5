package io.actionstream.jobs.watch;

import io.actionstream.operators.records.Action;
import java.nio.charset.Charset;

/**
 * The marks of right and wrong.
 *
 * @param right a tick
 * @param wrong a cross
 */
public record Marks(String right, String wrong) {

    /** Signs that the terminal's character set has. */
    public static Marks of(Charset charset) {
        return charset.newEncoder().canEncode("✓✗") ? new Marks("✓", "✗") : new Marks("ok", "x");
    }

    /** A mark and, where the label was wrong, what it should have been; empty when that is unknown. */
    String of(Action action) {
        if (action.truth() == null) {
            return "";
        }
        return action.truth().equals(action.label()) ? right : wrong + " " + action.truth();
    }
}

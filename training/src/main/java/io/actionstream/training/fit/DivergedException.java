package io.actionstream.training.fit;

import java.io.IOException;

/** Training whose loss is no longer a finite number. */
public final class DivergedException extends IOException {
    DivergedException(long step, float loss, double rate) {
        super("the loss became " + loss + " at step " + step + " with learning rate " + rate
                + "; the checkpoints of the epochs before are whole: try a lower learning rate");
    }
}

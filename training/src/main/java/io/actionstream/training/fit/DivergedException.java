package io.actionstream.training.fit;

import java.io.IOException;
import java.nio.file.Path;

/** Training that came to numbers that are not finite. */
public final class DivergedException extends IOException {
    DivergedException(String what, int epochs, double rate, Path lastGood) {
        super(what + " is no longer a number in epoch " + (epochs + 1) + ", at learning rate " + rate
                + ": try a lower one; " + lastGood + " is as it was after epoch " + epochs);
    }
}

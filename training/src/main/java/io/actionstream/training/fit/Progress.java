package io.actionstream.training.fit;

/** Is told how training goes. */
public interface Progress {

    /** A new epoch of so many clips. */
    void epochStarted(int epoch, int epochs, int clips);

    /** The epoch so far. */
    void stepDone(int clips, double loss, double accuracy);

    /** The epoch, validated and saved. */
    void epochDone(Epoch epoch);
}

package io.actionstream.training.fit;

/** Is told how training goes. */
public interface Progress {
    /** For training that nobody watches. */
    Progress NONE = new Progress() {
        @Override
        public void epochStarted(int epoch, int epochs, int clips) {}

        @Override
        public void stepDone(int clips, double loss, double accuracy) {}

        @Override
        public void epochDone(Epoch epoch) {}

        @Override
        public void problem(String message) {}
    };

    /** A new epoch of so many clips. */
    void epochStarted(int epoch, int epochs, int clips);

    /** The epoch so far. */
    void stepDone(int clips, double loss, double accuracy);

    /** The epoch, validated and saved. */
    void epochDone(Epoch epoch);

    /** Tells the problem with a video. Called by any thread. */
    void problem(String message);
}

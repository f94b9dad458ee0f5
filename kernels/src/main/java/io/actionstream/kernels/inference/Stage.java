package io.actionstream.kernels.inference;

/** A part of the network that is done in tasks, each of which computes some rows of all frames. */
interface Stage {

    int tasks();

    /** The first row that a task reads of the features before, and the first behind the last. */
    Rows reads(int task);

    /** Rows of other features that a task reads. */
    default Rows readsToo(int task) {
        return Rows.NONE;
    }

    /** The rows that a task writes; none for the last stage. */
    Rows writes(int task);

    /**
     * Does a task.
     *
     * @param m the thread's memory
     */
    void run(int task, ClipMemory clip, float[] m);

    /**
     * Rows of features.
     *
     * @param features null for none
     * @param first the first row, which may lie outside
     * @param end the first row behind them, which may lie outside
     */
    record Rows(Features features, int first, int end) {
        static final Rows NONE = new Rows(null, 0, 0);
    }
}

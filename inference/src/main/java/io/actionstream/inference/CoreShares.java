package io.actionstream.inference;

/** Divides the cores among clips: one has all of them, or each has one. */
final class CoreShares {
    private final int cores;
    private int free;
    private int waiting;

    CoreShares(int cores) {
        this.cores = cores;
        this.free = cores;
    }

    /** Tells of clips that will each {@link #take} a share. */
    synchronized void expect(int clips) {
        waiting += clips;
    }

    /**
     * Waits for cores and takes some of them for a clip that was expected: one while others are at work or as many wait as
     * there are cores, all otherwise.
     */
    synchronized int take() {
        boolean interrupted = false;
        while (free == 0) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true; // whoever has the cores gives them back soon
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        int share = free == cores && waiting < cores ? cores : 1;
        free -= share;
        waiting--;
        return share;
    }

    /** Ends a clip's work. */
    synchronized void giveBack(int share) {
        free += share;
        notifyAll();
    }
}

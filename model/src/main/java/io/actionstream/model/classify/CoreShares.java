package io.actionstream.model.classify;

/** Divides the cores among clips that are worked on side by side: a lone clip gets all, and none fewer than one. */
final class CoreShares {
    private final int cores;
    private int free;
    private int working;
    private int waiting;

    CoreShares(int cores) {
        this.cores = cores;
        this.free = cores;
    }

    /** Tells of clips that will each {@link #take} a share: others leave them theirs. */
    synchronized void expect(int clips) {
        waiting += clips;
    }

    /** Waits for cores and takes some of them for a clip that was expected. */
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
        int share = Math.min(free, cores / Math.min(cores, working + waiting));
        free -= share;
        waiting--;
        working++;
        return share;
    }

    /** Ends a clip's work. */
    synchronized void giveBack(int share) {
        free += share;
        working--;
        notifyAll();
    }
}

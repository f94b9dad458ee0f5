package io.actionstream.page.judge;

import io.actionstream.model.clip.CaptureTime;
import io.actionstream.model.concurrent.DaemonThreads;
import io.actionstream.page.state.Names;
import io.actionstream.page.state.PageState;
import io.actionstream.page.state.Truth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes the judgements of viewers. The state knows of each at once; the job is told after a while, in which it can be undone.
 * Safe for any number of threads.
 */
public final class Judgements implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Judgements.class);
    private static final int SHOWN = 50;
    private static final int MOST_PENDING = 1000;
    private static final long LONGEST_MILLIS = 3_600_000;
    private static final long POLL_MILLIS = 100;

    private final PageState state;
    private final TruthSink sink;
    private final long undoMillis;
    private final LongSupplier clock;
    /** By id, oldest first: those that wait, and the last ones that do not. */
    private final Map<String, Judgement> judgements = new LinkedHashMap<>();

    private final ScheduledExecutorService timer;
    private int pending;

    /**
     * Begins without any.
     *
     * @param undoMillis how long a judgement can be undone, in milliseconds
     */
    public Judgements(PageState state, TruthSink sink, long undoMillis, LongSupplier clock) {
        this.state = state;
        this.sink = sink;
        this.undoMillis = undoMillis;
        this.clock = clock;
        this.timer = Executors.newSingleThreadScheduledExecutor(new DaemonThreads("judgements"));
        timer.scheduleWithFixedDelay(this::writeDue, POLL_MILLIS, POLL_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The time for which a judgement can be undone, in milliseconds. */
    public long undoMillis() {
        return undoMillis;
    }

    /**
     * Takes a judgement.
     *
     * @throws IllegalArgumentException with a sentence for people when it makes no sense
     * @throws IllegalStateException when too many wait
     */
    public synchronized Judgement add(String camera, long start, long end, String label) {
        if (!state.knows(camera)) {
            throw new IllegalArgumentException("there is no such camera");
        }
        if (!Names.isTruth(label)) {
            throw new IllegalArgumentException(
                    "a label has 1 to " + Names.MAX_BYTES + " bytes and no control characters");
        }
        boolean likely = CaptureTime.isLikely(start) && CaptureTime.isLikely(end);
        if (!likely || end < start || end - start > LONGEST_MILLIS) {
            throw new IllegalArgumentException(
                    "start and end are times in milliseconds, in this order and an hour apart at most");
        }
        if (pending >= MOST_PENDING) {
            throw new IllegalStateException("too many judgements at once");
        }
        String id = UUID.randomUUID().toString();
        Judgement judgement = new Judgement(id, camera, start, end, label, false, clock.getAsLong() + undoMillis);
        judgements.put(id, judgement);
        pending++;
        state.truth(camera, truth(judgement));
        forgetOldest();
        return judgement;
    }

    /** Undoes a judgement; false when there is none of that id that waits. */
    public synchronized boolean undo(String id) {
        Judgement judgement = judgements.get(id);
        if (judgement == null || judgement.written()) {
            return false;
        }
        judgements.remove(id);
        pending--;
        state.withdraw(judgement.camera(), truth(judgement));
        return true;
    }

    /** The last ones, newest first. */
    public synchronized List<Judgement> latest() {
        List<Judgement> newestFirst = new ArrayList<>(judgements.values());
        Collections.reverse(newestFirst);
        return List.copyOf(newestFirst.subList(0, Math.min(SHOWN, newestFirst.size())));
    }

    /** Hands on all that wait. */
    @Override
    public void close() {
        timer.shutdown();
        write(Long.MAX_VALUE);
    }

    private void writeDue() {
        try {
            write(clock.getAsLong());
        } catch (RuntimeException e) {
            LOG.warn("judgements could not be handed on", e);
        }
    }

    private void write(long due) {
        for (Judgement judgement : taken(due)) {
            try {
                sink.write(judgement.camera(), truth(judgement));
            } catch (RuntimeException e) {
                LOG.warn("a judgement could not be handed on; tries again", e);
                putBack(judgement);
            }
        }
    }

    /** Marks those that are due as handed on; the sink may take its time, so it is told without the lock. */
    private synchronized List<Judgement> taken(long due) {
        List<Judgement> taken = judgements.values().stream()
                .filter(judgement -> !judgement.written() && judgement.until() <= due)
                .toList();
        taken.forEach(judgement -> judgements.put(judgement.id(), judgement.asWritten()));
        pending -= taken.size();
        forgetOldest();
        return taken;
    }

    private synchronized void putBack(Judgement judgement) {
        judgements.put(judgement.id(), judgement.waitingUntil(clock.getAsLong() + undoMillis));
        pending++;
    }

    private void forgetOldest() {
        while (judgements.size() > SHOWN + pending) {
            judgements.values().stream()
                    .filter(Judgement::written)
                    .findFirst()
                    .ifPresent(oldest -> judgements.remove(oldest.id()));
        }
    }

    private static Truth truth(Judgement judgement) {
        return new Truth(judgement.start(), judgement.end(), judgement.label());
    }
}

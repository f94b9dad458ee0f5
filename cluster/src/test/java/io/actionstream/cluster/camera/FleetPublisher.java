package io.actionstream.cluster.camera;

import io.actionstream.jobs.publish.KafkaFrames;
import io.actionstream.operators.records.ClipId;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Sends what a fleet's cameras send, when they do, on a thread of its own. */
public final class FleetPublisher {
    private final CameraFleet fleet;
    private final KafkaFrames frames;
    private final ExpectedClips expected = new ExpectedClips();
    private final CompletableFuture<Void> end;
    private long sent;
    private boolean stopped;

    /** Starts to send. */
    public FleetPublisher(CameraFleet fleet, KafkaFrames frames) {
        this.fleet = fleet;
        this.frames = frames;
        this.end = CompletableFuture.runAsync(this::run);
    }

    /**
     * All cameras go.
     *
     * @return the clips that their frames have made
     */
    public Set<ClipId> leave() {
        stop();
        end.join();
        fleet.leave(System.currentTimeMillis()).forEach(this::send);
        frames.flush();
        return expected.afterAll();
    }

    /** Cameras that film: the others are silent for a while. */
    public synchronized int filming() {
        return fleet.filming(System.currentTimeMillis());
    }

    /** Frames, and ends of sessions. */
    public synchronized long sent() {
        return sent;
    }

    /** Fails when sending has. */
    public void requireSending() {
        if (end.isDone()) {
            end.join();
        }
    }

    private synchronized void stop() {
        stopped = true;
    }

    private void run() {
        for (long wait = sendDue(); wait >= 0; wait = sendDue()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(wait));
        }
    }

    /** Returns the milliseconds until something is due again; less than 0 when all is over. */
    private synchronized long sendDue() {
        long now = System.currentTimeMillis();
        while (!stopped && fleet.due() <= now) {
            fleet.act().forEach(this::send);
        }
        return stopped ? -1 : fleet.due() - now;
    }

    private void send(Shot shot) {
        expected.add(shot);
        shot.send(frames);
        sent++;
    }
}

package io.actionstream.operators.sample;

import io.actionstream.model.clip.FrameSampler;
import io.actionstream.operators.budget.ByteBudget;
import io.actionstream.operators.records.CameraFrame;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The cameras of a subtask by {@link CameraSampler#key}, within a budget. Restored cameras do not count
 * until a record of them is read: they stay for a while only, and their frames were within the budgets before the restart.
 */
final class BufferedCameras {

    private final CameraBudget budget;
    private final Map<String, CameraSampler> cameras = new HashMap<>();
    private final Set<String> ended = new LinkedHashSet<>(); // those at rest, for longest first
    private final ByteBudget bytes;
    private int unconfirmed;

    BufferedCameras(CameraBudget budget) {
        this.budget = budget;
        this.bytes = new ByteBudget(budget.heldBytes());
    }

    int size() {
        return cameras.size();
    }

    long bytes() {
        return bytes.total();
    }

    Collection<CameraSampler> all() {
        return cameras.values();
    }

    /** A camera; null when it is not there. */
    CameraSampler get(String id) {
        return cameras.get(id);
    }

    /** Adds a restored camera, of which no record has been read. */
    void addUnconfirmed(String id, CameraSampler camera) {
        cameras.put(id, camera);
        unconfirmed++;
    }

    /** Counts a restored camera from its first record on. */
    void confirm() {
        unconfirmed--;
    }

    /**
     * A camera, whether or not it was there. A new one takes a place, for which the camera that has been at rest for longest
     * goes.
     *
     * @return null when there is no place
     */
    CameraSampler getOrAdd(String id, Function<String, CameraSampler> made) {
        CameraSampler camera = cameras.get(id);
        if (camera == null && hasPlace()) {
            camera = made.apply(id);
            cameras.put(id, camera);
        }
        return camera;
    }

    private boolean hasPlace() {
        if (cameras.size() - unconfirmed >= budget.cameras() && !ended.isEmpty()) {
            String longest = ended.iterator().next();
            cameras.get(longest).cancelIdleTimer();
            remove(longest);
        }
        return cameras.size() - unconfirmed < budget.cameras();
    }

    void remove(String id) {
        if (!cameras.remove(id).isConfirmed()) {
            unconfirmed--;
        }
        ended.remove(id);
        bytes.remove(id);
    }

    /** Counts a camera anew, after something has changed. */
    void count(String id) {
        CameraSampler camera = cameras.get(id);
        if (!camera.isConfirmed()) {
            return;
        }
        FrameSampler<CameraFrame> sampler = camera.sampler();
        bytes.set(id, sampler.bufferedWeight());
        if (sampler.isAtRest()) {
            ended.add(id);
        } else {
            ended.remove(id);
        }
    }

    /**
     * Takes the earliest frame from the camera that the budget names, after one has got more; null when all is within the
     * budget.
     */
    CameraFrame evict(String changed) {
        String camera = bytes.takeFrom(changed);
        if (camera == null) {
            return null;
        }
        CameraFrame evicted = cameras.get(camera).sampler().dropOldestHeld();
        count(camera);
        return evicted;
    }
}

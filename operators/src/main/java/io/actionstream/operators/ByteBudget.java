package io.actionstream.operators;

import io.actionstream.operators.records.CameraFrame;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the bytes that a subtask holds of each camera, and tells from which to take when they are more than it may hold:
 * from the one of which most is held, if that is more than a {@value #SHARES}th of the budget, else from the newest. So a
 * camera with large frames cannot take the room of others, nor can many new ones take that of those before them.
 */
final class ByteBudget {

    /** What a frame takes on the heap besides its image: names, times, entries of collections. */
    static final int FRAME_BYTES = 500;

    static final int SHARES = 16;

    private final long most;
    private final Map<String, Long> byCamera = new LinkedHashMap<>(); // the newest last
    private long total;

    ByteBudget(long most) {
        this.most = most;
    }

    static long bytesOf(CameraFrame frame) {
        return FRAME_BYTES + (frame.endsSession() ? 0 : frame.image().length);
    }

    /** So many bytes are now held of a camera. */
    void set(String camera, long bytes) {
        Long before = byCamera.put(camera, bytes);
        total += bytes - (before == null ? 0 : before);
    }

    /** Nothing is held of a camera any more; when it comes again it is new. */
    void remove(String camera) {
        Long before = byCamera.remove(camera);
        total -= before == null ? 0 : before;
    }

    boolean isExceeded() {
        return total > most;
    }

    long total() {
        return total;
    }

    /** The camera to take from. */
    String first() {
        String greediest = null;
        String newest = null;
        long greed = most / SHARES;
        for (Map.Entry<String, Long> held : byCamera.entrySet()) {
            if (held.getValue() > greed) {
                greed = held.getValue();
                greediest = held.getKey();
            }
            if (held.getValue() > 0) {
                newest = held.getKey();
            }
        }
        return greediest == null ? newest : greediest;
    }
}

package io.actionstream.operators.budget;

import io.actionstream.operators.records.CameraFrame;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the bytes that a subtask holds of each camera, and tells from which to take: from one that has more than a quarter
 * of the budget; and when all together have more than the budget, from the one that has most, if that is more than a
 * {@value #SHARES}th of it, else from the newest. So a camera with large frames cannot take the room of others, nor can
 * many new ones take that of those before them.
 */
public final class ByteBudget {

    /** The bytes that a frame takes on the heap besides its image: names, times, entries of collections. */
    public static final int FRAME_BYTES = 500;

    private static final int QUARTERS = 4;

    private static final int SHARES = 16;

    private final long most;
    private final Map<String, Long> byCamera = new LinkedHashMap<>(); // the newest last
    private long total;

    public ByteBudget(long most) {
        this.most = most;
    }

    public static long bytesOf(CameraFrame frame) {
        return FRAME_BYTES + (frame.endsSession() ? 0 : frame.image().length);
    }

    /** Tells whether a camera may have an image of a size when so many bytes may be buffered. */
    public static boolean hasRoomFor(int imageBytes, long most) {
        return FRAME_BYTES + imageBytes <= most / QUARTERS;
    }

    /** So many bytes are now buffered of a camera. */
    public void set(String camera, long bytes) {
        Long before = byCamera.put(camera, bytes);
        total += bytes - (before == null ? 0 : before);
    }

    /** Nothing is buffered of a camera any more; when it comes again it is new. */
    public void remove(String camera) {
        Long before = byCamera.remove(camera);
        total -= before == null ? 0 : before;
    }

    public long total() {
        return total;
    }

    /**
     * The camera to take from after one has got more.
     *
     * @return null when nothing has to go
     */
    public String takeFrom(String changed) {
        if (byCamera.getOrDefault(changed, 0L) > most / QUARTERS) {
            return changed;
        }
        return total > most ? first() : null;
    }

    private String first() {
        String greediest = null;
        String newest = null;
        long greed = most / SHARES;
        for (Map.Entry<String, Long> buffered : byCamera.entrySet()) {
            if (buffered.getValue() > greed) {
                greed = buffered.getValue();
                greediest = buffered.getKey();
            }
            if (buffered.getValue() > 0) {
                newest = buffered.getKey();
            }
        }
        return greediest == null ? newest : greediest;
    }
}

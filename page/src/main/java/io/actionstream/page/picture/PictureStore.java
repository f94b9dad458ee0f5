package io.actionstream.page.picture;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last pictures of each camera, as the bytes in which they arrived. Of a camera no more than one in {@value #STEP_MILLIS} ms is
 * kept, and the last {@value #PICTURES} of those. All together take a bounded number of bytes: then the oldest go first, but of each camera the
 * latest goes last. Pinned pictures are kept beside these, in a quarter of the bytes. Safe for any number of threads.
 */
public final class PictureStore {

    /** The distance between pictures of a camera, in milliseconds of capture. */
    public static final int STEP_MILLIS = 500;

    /** The most pictures of a camera. */
    public static final int PICTURES = 20;

    /** A camera's clock that jumps back further than this begins anew. */
    private static final int MOST_LATE_MILLIS = 5000;

    private static final int PINNED_PART = 4;

    private final long maxBytes;
    private final long maxPinnedBytes;
    private final Map<String, Deque<Picture>> cameras = new HashMap<>();
    /** Cameras in the order in which their latest pictures came. */
    private final LinkedHashSet<String> byArrival = new LinkedHashSet<>();
    /** All but the latest of each camera, in the order in which they came. */
    private final LinkedHashMap<Place, Picture> earlier = new LinkedHashMap<>();

    private final LinkedHashMap<Place, Picture> pinned = new LinkedHashMap<>();
    private long bytes;
    private long pinnedBytes;

    /** Makes a store of so many bytes of encoded pictures. */
    public PictureStore(long maxBytes) {
        if (maxBytes < 1) {
            throw new IllegalArgumentException("a store needs at least 1 byte, not " + maxBytes);
        }
        this.maxPinnedBytes = maxBytes / PINNED_PART;
        this.maxBytes = maxBytes - maxPinnedBytes;
    }

    /** Tells whether a picture captured then would be kept; what would not need not be looked at. */
    public synchronized boolean wants(String camera, long at) {
        Deque<Picture> pictures = cameras.get(camera);
        if (pictures == null) {
            return true;
        }
        long last = pictures.getLast().at;
        return at >= last + STEP_MILLIS || at < last - MOST_LATE_MILLIS;
    }

    /**
     * Keeps a picture.
     *
     * @param at when it was captured, in milliseconds
     * @param image as it arrived; whoever calls has checked it
     * @return whether it was kept
     */
    public synchronized boolean offer(String camera, long at, byte[] image) {
        if (image.length > maxBytes || !wants(camera, at)) {
            return false;
        }
        Deque<Picture> pictures = cameras.get(camera);
        if (pictures != null && at < pictures.getLast().at) {
            forget(camera);
            pictures = null;
        }
        if (pictures == null) {
            pictures = new ArrayDeque<>();
            cameras.put(camera, pictures);
        } else {
            earlier.put(new Place(camera, pictures.getLast().at), pictures.getLast());
            if (pictures.size() == PICTURES) {
                dropEarlier(new Place(camera, pictures.getFirst().at));
            }
        }
        pictures.addLast(new Picture(at, image));
        byArrival.remove(camera);
        byArrival.add(camera);
        bytes += image.length;
        makeRoom();
        return true;
    }

    /** The encoded image of a camera that was captured then, if it is still kept. */
    public synchronized Optional<byte[]> at(String camera, long at) {
        Picture picture = pinned.get(new Place(camera, at));
        if (picture == null) {
            picture = cameras.getOrDefault(camera, new ArrayDeque<>()).stream()
                    .filter(kept -> kept.at == at)
                    .findFirst()
                    .orElse(null);
        }
        return Optional.ofNullable(picture).map(Picture::image);
    }

    /** The times of capture of the pictures of a camera that are kept, oldest first. */
    public synchronized List<Long> times(String camera) {
        return cameras.getOrDefault(camera, new ArrayDeque<>()).stream()
                .map(Picture::at)
                .toList();
    }

    /**
     * Keeps a picture of a stretch of time for longer: the one nearest to its middle.
     *
     * @return when it was captured; empty when there is none
     */
    public synchronized Optional<Long> pin(String camera, long from, long to) {
        long middle = from + (to - from) / 2;
        Optional<Picture> nearest = cameras.getOrDefault(camera, new ArrayDeque<>()).stream()
                .filter(picture -> picture.at >= from && picture.at <= to)
                .min((one, other) -> Long.compare(Math.abs(one.at - middle), Math.abs(other.at - middle)));
        nearest.ifPresent(picture -> {
            if (pinned.put(new Place(camera, picture.at), picture) == null) {
                pinnedBytes += picture.image.length;
            }
            Iterator<Picture> oldest = pinned.values().iterator();
            while (pinnedBytes > maxPinnedBytes && oldest.hasNext()) {
                pinnedBytes -= oldest.next().image.length;
                oldest.remove();
            }
        });
        return nearest.map(Picture::at);
    }

    /** Lets a pinned picture go. */
    public synchronized void unpin(String camera, long at) {
        Picture picture = pinned.remove(new Place(camera, at));
        if (picture != null) {
            pinnedBytes -= picture.image.length;
        }
    }

    /** Drops the pictures of a camera, but not pinned ones. */
    public synchronized void forget(String camera) {
        Deque<Picture> pictures = cameras.remove(camera);
        byArrival.remove(camera);
        if (pictures != null) {
            pictures.forEach(picture -> {
                bytes -= picture.image.length;
                earlier.remove(new Place(camera, picture.at));
            });
        }
    }

    /** Bytes of all pictures, pinned ones too. */
    public synchronized long bytes() {
        return bytes + pinnedBytes;
    }

    private void makeRoom() {
        while (bytes > maxBytes && !earlier.isEmpty()) {
            dropEarlier(earlier.keySet().iterator().next());
        }
        while (bytes > maxBytes) {
            forget(byArrival.iterator().next());
        }
    }

    /** Drops a picture that is the oldest of its camera. */
    private void dropEarlier(Place place) {
        Picture dropped = earlier.remove(place);
        cameras.get(place.camera).removeFirst();
        bytes -= dropped.image.length;
    }

    private record Place(String camera, long at) {}

    private record Picture(long at, byte[] image) {}
}

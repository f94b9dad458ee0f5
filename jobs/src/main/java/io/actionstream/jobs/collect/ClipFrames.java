package io.actionstream.jobs.collect;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The images of a clip as they come, in a file, until all are there. */
final class ClipFrames {

    /** More is no camera. */
    private static final int MOST_FRAMES = 20_000;

    private final CollectedClip clip;
    private final Path file;
    private final List<Place> places = new ArrayList<>();
    private long bytes;

    /** An image's capture time and its place in the file. */
    private record Place(long time, long offset, int length) {}

    /** Is given the images of a clip. */
    interface Reader {
        void frame(long time, byte[] image) throws IOException;
    }

    /** Begins with none; the file is made with the first. */
    ClipFrames(CollectedClip clip, Path file) {
        this.clip = clip;
        this.file = file;
    }

    CollectedClip clip() {
        return clip;
    }

    /** The bytes that the file has. */
    long bytes() {
        return bytes;
    }

    boolean isEmpty() {
        return places.isEmpty();
    }

    /** Tells whether there is room for another image. */
    boolean takesMore() {
        return places.size() < MOST_FRAMES;
    }

    void add(long time, byte[] image) throws IOException {
        try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            out.write(image);
        }
        places.add(new Place(time, bytes, image.length));
        bytes += image.length;
    }

    /** Reads the images in the order of capture, of several of the same time the first that came. */
    void read(Reader reader) throws IOException {
        if (places.isEmpty()) {
            return;
        }
        List<Place> inOrder = new ArrayList<>(places);
        inOrder.sort(Comparator.comparingLong(Place::time));
        long last = Long.MIN_VALUE;
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            for (Place place : inOrder) {
                if (place.time > last) {
                    byte[] image = new byte[place.length];
                    in.seek(place.offset);
                    in.readFully(image);
                    reader.frame(place.time, image);
                    last = place.time;
                }
            }
        }
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}

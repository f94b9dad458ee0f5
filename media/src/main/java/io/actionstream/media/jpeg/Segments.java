package io.actionstream.media.jpeg;

import static io.actionstream.media.image.ImageBytes.uint16;
import static io.actionstream.media.image.ImageBytes.uint8;

import io.actionstream.media.image.ImageProblem;

/**
 * Walks the marker segments of an image (ITU-T T.81, B.1.1), as tolerant as viewers are: stray bytes between segments, a second
 * start marker, restart markers out of place, and application segments whose length is wrong are passed over. For one
 * image, from its start marker on.
 */
final class Segments {
    private static final int LENGTH_BYTES = 2;

    private final byte[] image;
    private int at;
    private int marker;
    private int from;
    private int to;
    private ImageProblem problem;
    private boolean resumable = true;
    private boolean thumbnails = true;

    /** Begins behind a start marker. */
    Segments(byte[] image, int at) {
        this.image = image;
        this.at = at;
    }

    /**
     * Moves on to the next segment, or to the end marker.
     *
     * @return false when there is none; {@link #problem} says why
     */
    boolean next() {
        while (findMarker()) {
            if (marker == Markers.END_OF_IMAGE) {
                from = at;
                to = at;
                return true;
            }
            if (!Markers.beginsSegment(marker)) {
                continue;
            }
            int end = end(at);
            if (Markers.isApplicationOrComment(marker) && !goesOn(end)) {
                int resumed = resume();
                if (resumed >= 0) {
                    from = Math.min(at + LENGTH_BYTES, resumed);
                    to = resumed;
                    at = resumed;
                    return true;
                }
            }
            if (end < 0) {
                return false;
            }
            from = at + LENGTH_BYTES;
            to = end;
            at = end;
            return true;
        }
        problem = ImageProblem.truncated("the JPEG ends in its headers");
        return false;
    }

    /** Goes on elsewhere: behind a scan's data. */
    void resumeAt(int newAt) {
        at = newAt;
    }

    /** The second byte of the marker. */
    int marker() {
        return marker;
    }

    /** The position at which the segment's content starts, behind its length. */
    int from() {
        return from;
    }

    /** The position at which the segment's content ends. */
    int to() {
        return to;
    }

    /** The reason why there is no further segment. */
    ImageProblem problem() {
        return problem;
    }

    /** Moves behind the next marker, over whatever stands before it. */
    private boolean findMarker() {
        while (at + 1 < image.length) {
            int second = uint8(image, at + 1);
            if (uint8(image, at) == Markers.PREFIX && second != 0 && second != Markers.PREFIX) {
                marker = second;
                at += 2;
                return true;
            }
            at++;
        }
        return false;
    }

    /** The end of the segment whose length stands at a place; negative when it cannot be. */
    private int end(int start) {
        if (start + LENGTH_BYTES > image.length) {
            problem = ImageProblem.truncated("the JPEG ends in its headers");
            return -1;
        }
        int length = uint16(image, start);
        if (length < LENGTH_BYTES) {
            problem = ImageProblem.malformed("a JPEG segment of length " + length);
            return -1;
        }
        if (start + length > image.length) {
            problem = ImageProblem.truncated("the JPEG ends in its headers");
            return -1;
        }
        return start + length;
    }

    /** Tells whether a further segment stands at a place, or bytes that fill up before one. */
    private boolean goesOn(int place) {
        if (place < 0 || place + 1 >= image.length || uint8(image, place) != Markers.PREFIX) {
            return false;
        }
        int second = uint8(image, place + 1);
        return second == Markers.PREFIX || Markers.beginsSegment(second);
    }

    /**
     * Looks for where the headers go on when an application segment does not end at a marker: at the next segment that looks
     * like one and is followed by another. A thumbnail, which is an image of its own, is passed over. What was looked for in
     * vain is not looked for again: an image of many such segments would take for ever.
     */
    private int resume() {
        int found = resumable ? findSegment() : -1;
        if (found < 0 && thumbnails) {
            thumbnails = false; // there is one without an end, and the image's own scan was taken for its
            found = findSegment();
        }
        resumable = found >= 0;
        return found;
    }

    private int findSegment() {
        int place = at;
        while (place + 3 < image.length) {
            int second = uint8(image, place + 1);
            if (uint8(image, place) != Markers.PREFIX) {
                place++;
            } else if (thumbnails
                    && second == Markers.START_OF_IMAGE
                    && uint8(image, place + LENGTH_BYTES) == Markers.PREFIX) {
                place = behindThumbnail(place + LENGTH_BYTES);
            } else if (Markers.beginsSegment(second) && looksLikeSegment(second, place + LENGTH_BYTES)) {
                return place;
            } else {
                place++;
            }
        }
        return -1;
    }

    /** The position at which it goes on behind a thumbnail, which may be cut before its end. */
    private int behindThumbnail(int start) {
        for (int place = start; place + 3 < image.length; place++) {
            if (uint8(image, place) == Markers.PREFIX
                    && uint8(image, place + 1) == Markers.START_OF_SCAN
                    && looksLikeSegment(Markers.START_OF_SCAN, place + LENGTH_BYTES)) {
                int end = behindScan(image, place + LENGTH_BYTES);
                int behind = end < image.length ? uint8(image, end + 1) : Markers.END_OF_IMAGE;
                if (behind == Markers.START_OF_SCAN || behind == Markers.HUFFMAN_TABLES) {
                    break; // a further scan: it was the image's own
                }
                return behind == Markers.END_OF_IMAGE ? end + LENGTH_BYTES : end;
            }
        }
        thumbnails = false;
        return start;
    }

    /** The position of the marker behind a scan's data; the length of the image when there is none. */
    static int behindScan(byte[] image, int start) {
        for (int at = start; at + 1 < image.length; at++) {
            if (uint8(image, at) == Markers.PREFIX) {
                int second = uint8(image, at + 1);
                if (second != 0 && second != Markers.PREFIX && !Markers.standsAlone(second)) {
                    return at;
                }
            }
        }
        return image.length;
    }

    private boolean looksLikeSegment(int second, int start) {
        int length = uint16(image, start);
        int end = start + length;
        if (length <= LENGTH_BYTES) {
            return false;
        }
        if (second == Markers.START_OF_SCAN) {
            return end <= image.length && length == 6 + 2 * uint8(image, start + LENGTH_BYTES);
        }
        return goesOn(end);
    }
}

package io.actionstream.operators.check;

import io.actionstream.operators.records.Accuracy;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Checks names of cameras. */
public final class CameraId {

    private static final int MAX_BYTES = 255;

    /** The character that stands in a text for bytes that are not UTF-8. */
    private static final char REPLACEMENT = '\ufffd';

    private CameraId() {}

    /** The problem with a camera's id; empty when there is none. */
    public static Optional<String> problemWith(String camera) {
        if (camera == null || camera.isEmpty()) {
            return Optional.of("the record has no key, which is the camera id");
        }
        int bytes = camera.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > MAX_BYTES) {
            return Optional.of("the camera id has " + bytes + " bytes, more than " + MAX_BYTES);
        }
        if (camera.codePoints().anyMatch(Character::isISOControl)) {
            return Optional.of("the camera id contains control characters");
        }
        if (camera.indexOf(REPLACEMENT) >= 0) {
            return Optional.of("the camera id is not UTF-8");
        }
        if (!Accuracy.isCamera(camera)) {
            return Optional.of("the camera id '" + camera + "' stands for all cameras");
        }
        return Optional.empty();
    }
}

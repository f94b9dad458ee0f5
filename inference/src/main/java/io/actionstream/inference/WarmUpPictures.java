package io.actionstream.inference;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/**
 * Generated pictures as cameras send them: baseline JPEGs of 4:2:0. The decoder gives them at their own size, at a half and
 * at a quarter of it.
 */
final class WarmUpPictures {
    private static final List<String> SIZES = List.of("320x240", "640x480", "1280x720");

    private WarmUpPictures() {}

    static List<byte[]> read() {
        return SIZES.stream()
                .map(size -> "/warm-up/" + size + ".jpg")
                .map(WarmUpPictures::bytes)
                .toList();
    }

    private static byte[] bytes(String resource) {
        try (InputStream picture = WarmUpPictures.class.getResourceAsStream(resource)) {
            return picture.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + resource, e);
        }
    }
}

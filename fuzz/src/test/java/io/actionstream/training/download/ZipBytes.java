package io.actionstream.training.download;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * A zip in memory.
 *
 * @param bytes the whole file
 */
public record ZipBytes(byte[] bytes) implements ByteSource {

    /** The paths of its UCF101 videos. */
    public List<String> videos() throws IOException {
        try (ZipVideos videos = new ZipVideos(this)) {
            return videos.videos().stream().map(SourceVideo::path).toList();
        }
    }

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public byte[] read(long offset, int length) {
        if (offset < 0 || length < 1 || offset > bytes.length - length) {
            throw new IllegalArgumentException("no " + length + " bytes at " + offset + " of " + bytes.length);
        }
        return Arrays.copyOfRange(bytes, (int) offset, (int) offset + length);
    }

    @Override
    public void close() {}
}

package io.actionstream.media.video;

import java.nio.file.Path;
import java.util.Locale;

/** The containers that videos are written in. */
enum VideoContainer {
    /** The tag makes players see it as the MPEG-4 that UCF101's files carry. */
    AVI('X' | 'V' << 8 | 'I' << 16 | 'D' << 24),
    MP4(0);

    private final int codecTag;

    VideoContainer(int codecTag) {
        this.codecTag = codecTag;
    }

    /** The container that a file's name asks for. */
    static VideoContainer of(Path file) throws VideoException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        for (VideoContainer container : values()) {
            if (name.endsWith("." + container.format())) {
                return container;
            }
        }
        throw new VideoException("can't write " + file + ": its name must end in .avi or .mp4");
    }

    /** FFmpeg's name of it, and the file name's extension. */
    String format() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** FourCC of the codec; 0 leaves it to the container. */
    int codecTag() {
        return codecTag;
    }
}

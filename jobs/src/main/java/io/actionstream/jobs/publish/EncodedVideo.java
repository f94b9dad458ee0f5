package io.actionstream.jobs.publish;

import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.media.video.VideoException;
import io.actionstream.media.video.VideoReader;
import java.util.List;
import java.util.Optional;

/** A file, webcam or network camera whose frames are encoded as JPEG, and resized when asked for. */
final class EncodedVideo implements Video {

    private final VideoReader reader;
    private final FrameEncoder encoder;
    private final Optional<FrameSize> size;

    EncodedVideo(VideoReader reader, FrameEncoder encoder, Optional<FrameSize> size) {
        this.reader = reader;
        this.encoder = encoder;
        this.size = size;
    }

    @Override
    public boolean next() throws VideoException {
        return reader.next();
    }

    @Override
    public long timestampMillis() {
        return reader.timestampMillis();
    }

    @Override
    public byte[] jpeg() throws VideoException {
        return size.isPresent()
                ? encoder.encode(reader.image(size.get().width(), size.get().height()))
                : encoder.encode(reader.image());
    }

    @Override
    public long measureMillis() throws VideoException {
        return reader.measureMillis();
    }

    @Override
    public List<String> warnings() {
        return reader.warnings();
    }

    @Override
    public boolean hasEnd() {
        return reader.hasEnd();
    }

    @Override
    public boolean comesInFiles() {
        return reader.comesInFiles();
    }

    @Override
    public void close() {
        reader.close();
    }
}

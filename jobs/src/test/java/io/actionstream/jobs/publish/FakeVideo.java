package io.actionstream.jobs.publish;

import io.actionstream.media.video.VideoException;
import java.util.List;
import java.util.Map;

/**
 * A video of numbered frames, 40 ms apart.
 *
 * @param frames how many it has
 * @param breaks whether reading fails after them
 * @param hasEnd true for a file, false for what is live
 * @param comesInFiles true for a playlist
 * @param warnings what is wrong with it
 */
record FakeVideo(int frames, boolean breaks, boolean hasEnd, boolean comesInFiles, List<String> warnings) {

    static final int FRAME_MILLIS = 40;

    static FakeVideo of(int frames) {
        return new FakeVideo(frames, false, false, false, List.of());
    }

    static FakeVideo breakingAfter(int frames) {
        return new FakeVideo(frames, true, false, false, List.of());
    }

    static FakeVideo file(int frames) {
        return new FakeVideo(frames, false, true, false, List.of());
    }

    static FakeVideo livePlaylist(int frames) {
        return new FakeVideo(frames, false, false, true, List.of());
    }

    /** Opens videos by their name; others cannot be opened. */
    static Video.Opener opener(Map<String, FakeVideo> videos, Runnable eachFrame) {
        return address -> {
            if (!videos.containsKey(address)) {
                throw new VideoException("can't open " + address);
            }
            return videos.get(address).play(eachFrame);
        };
    }

    private Video play(Runnable eachFrame) {
        return new Video() {
            private int frame = -1;

            @Override
            public boolean next() throws VideoException {
                frame++;
                if (frame == frames && breaks) {
                    throw new VideoException("it broke");
                }
                eachFrame.run();
                return frame < frames;
            }

            @Override
            public long timestampMillis() {
                return (long) frame * FRAME_MILLIS;
            }

            @Override
            public byte[] jpeg() {
                return new byte[] {(byte) frame};
            }

            @Override
            public long measureMillis() {
                return (long) frames * FRAME_MILLIS;
            }

            @Override
            public boolean hasEnd() {
                return hasEnd;
            }

            @Override
            public boolean comesInFiles() {
                return comesInFiles;
            }

            @Override
            public List<String> warnings() {
                return warnings;
            }

            @Override
            public void close() {}
        };
    }
}

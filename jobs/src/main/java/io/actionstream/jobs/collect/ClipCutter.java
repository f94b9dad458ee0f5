package io.actionstream.jobs.collect;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Gathers the frames of the chosen clips from the records of {@code frames}, and makes each clip a video. */
final class ClipCutter {

    /** Frames may come late by so many milliseconds. */
    private static final long LATE_MILLIS = 10_000;
    /** So many later frames of a camera end the wait for those of a clip; a single one may have a wrong time. */
    private static final int LATER_FRAMES = 10;

    private final DataSet data;
    private final ClipVideos videos;
    private final Map<String, TreeMap<Long, Waiting>> cameras = new HashMap<>(); // by start
    private final Map<Fate, Long> fates = new EnumMap<>(Fate.class);
    private final long maxBytes;
    private long stored;
    private long gathered;
    private int waiting;

    /** A clip whose frames have not all come. */
    private static final class Waiting {
        private final ClipFrames frames;
        private int laterFrames;

        private Waiting(ClipFrames frames) {
            this.frames = frames;
        }
    }

    /**
     * Begins.
     *
     * @param maxBytes the most bytes that all videos of the data set may have
     */
    ClipCutter(DataSet data, Iterable<CollectedClip> chosen, long maxBytes) throws IOException {
        this.data = data;
        Path folder = data.emptyUnfinished();
        this.videos = new ClipVideos(data, folder);
        this.maxBytes = maxBytes;
        this.stored = data.bytes();
        for (CollectedClip clip : chosen) {
            var frames = new ClipFrames(clip, folder.resolve(waiting++ + ".frames"));
            cameras.computeIfAbsent(clip.camera(), name -> new TreeMap<>()).put(clip.start(), new Waiting(frames));
        }
    }

    /** Takes a record of {@code frames}. */
    void frame(ConsumerRecord<byte[], byte[]> kafkaRecord) throws IOException {
        if (kafkaRecord.key() == null || kafkaRecord.value() == null) {
            return;
        }
        TreeMap<Long, Waiting> camera = cameras.get(new String(kafkaRecord.key(), UTF_8));
        if (camera != null) {
            gather(camera, kafkaRecord.timestamp(), kafkaRecord.value());
            finishBefore(camera, kafkaRecord.timestamp() - LATE_MILLIS);
        }
    }

    /** Cuts the clips whose frames might still have come. */
    void finish() throws IOException {
        for (TreeMap<Long, Waiting> camera : cameras.values()) {
            for (Waiting clip : new ArrayList<>(camera.values())) {
                end(camera, clip);
            }
        }
    }

    /** The number of clips whose frames have not all come. */
    int waiting() {
        return waiting;
    }

    /** The number of clips that came to an end. */
    long count(Fate fate) {
        return fates.getOrDefault(fate, 0L);
    }

    private void gather(TreeMap<Long, Waiting> camera, long time, byte[] image) throws IOException {
        Map.Entry<Long, Waiting> before = camera.floorEntry(time);
        if (before == null || before.getValue().frames.clip().end() < time) {
            return;
        }
        ClipFrames frames = before.getValue().frames;
        if (image.length > maxBytes - stored - gathered) {
            drop(camera, frames, Fate.BEYOND_BYTES);
        } else if (frames.takesMore()) {
            frames.add(time, image);
            gathered += image.length;
        }
    }

    private void finishBefore(TreeMap<Long, Waiting> camera, long time) throws IOException {
        while (!camera.isEmpty()) {
            Waiting first = camera.firstEntry().getValue();
            if (first.frames.clip().end() >= time || ++first.laterFrames < LATER_FRAMES) {
                return;
            }
            end(camera, first);
        }
    }

    private void end(TreeMap<Long, Waiting> camera, Waiting clip) throws IOException {
        Fate fate = videos.make(clip.frames);
        stored = fate == Fate.CUT ? data.bytes() : stored;
        drop(camera, clip.frames, fate);
    }

    private void drop(TreeMap<Long, Waiting> camera, ClipFrames frames, Fate fate) throws IOException {
        frames.delete();
        gathered -= frames.bytes();
        camera.remove(frames.clip().start());
        fates.merge(fate, 1L, Long::sum);
        waiting--;
    }
}

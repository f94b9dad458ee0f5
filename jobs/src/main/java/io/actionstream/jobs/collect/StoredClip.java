package io.actionstream.jobs.collect;

import io.actionstream.jobs.collect.CollectedClip.Answer;
import io.actionstream.jobs.collect.CollectedClip.CameraDay;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/**
 * A clip of the data set: one row of {@code clips.csv}.
 *
 * @param clip the clip
 * @param file its video, below the data set's folder
 * @param group the number of its camera and day
 * @param side the list that it is in; {@link Side#NONE} when in none
 * @param video figures of the video
 */
record StoredClip(CollectedClip clip, String file, int group, Side side, Video video) {

    /** The header of the table. */
    static final List<String> COLUMNS = List.of(
            "file",
            "list",
            "kind",
            "label",
            "labelled_by",
            "camera",
            "day",
            "group",
            "start",
            "end",
            "frames",
            "bytes",
            "model",
            "answer",
            "confidence",
            "second",
            "margin",
            "sha256");

    /**
     * Figures of a video.
     *
     * @param sha256 of its frames, one after the other
     */
    record Video(int frames, long bytes, String sha256) {}

    /** A list of videos. */
    enum Side {
        TRAINING("trainlist.txt"),
        VALIDATION("vallist.txt"),
        TEST("testlist.txt"),
        NONE("");

        private final String list;

        Side(String list) {
            this.list = list;
        }

        /** The list's file name; empty for none. */
        String list() {
            return list;
        }
    }

    CameraDay cameraDay() {
        return clip.cameraDay();
    }

    boolean isLabelled() {
        return clip.label() != null;
    }

    StoredClip on(Side other) {
        return new StoredClip(clip, file, group, other, video);
    }

    /** The same, with another clip of the same time in another file. */
    StoredClip as(CollectedClip judged, String otherFile) {
        return new StoredClip(judged, otherFile, group, side, video);
    }

    /** The cells of its row. */
    List<Object> cells() {
        LocalDate day = cameraDay().day();
        Answer answer = clip.answer();
        return List.of(
                file,
                side.list(),
                clip.kind().toString(),
                isLabelled() ? clip.label() : "",
                clip.labelledBy().toString(),
                clip.camera(),
                day,
                group,
                clip.start(),
                clip.end(),
                video.frames(),
                video.bytes(),
                answer.model(),
                answer.label(),
                answer.confidence(),
                answer.second(),
                answer.margin(),
                video.sha256());
    }

    /**
     * The clip of a row.
     *
     * @throws IllegalArgumentException when it is none
     */
    static StoredClip of(List<String> cells) {
        if (cells.size() != COLUMNS.size()) {
            throw new IllegalArgumentException(cells.size() + " cells");
        }
        LabelSource labelledBy = LabelSource.valueOf(upper(cells.get(4)));
        var clip = new CollectedClip(
                cells.get(5),
                Long.parseLong(cells.get(8)),
                Long.parseLong(cells.get(9)),
                Kind.valueOf(upper(cells.get(2))),
                labelledBy == LabelSource.NONE ? null : cells.get(3),
                labelledBy,
                new Answer(
                        cells.get(12),
                        cells.get(13),
                        Float.parseFloat(cells.get(14)),
                        cells.get(15),
                        Float.parseFloat(cells.get(16))));
        var video = new Video(Integer.parseInt(cells.get(10)), Long.parseLong(cells.get(11)), cells.get(17));
        return new StoredClip(clip, cells.get(0), Integer.parseInt(cells.get(7)), side(cells.get(1)), video);
    }

    private static Side side(String list) {
        for (Side side : Side.values()) {
            if (side.list.equals(list)) {
                return side;
            }
        }
        throw new IllegalArgumentException("no list " + list);
    }

    private static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}

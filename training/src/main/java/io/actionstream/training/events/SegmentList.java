package io.actionstream.training.events;

import io.actionstream.model.label.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The true segments of videos, as a CSV file has them: {@code film,start,end,label} on each line, a file's name and times
 * in milliseconds of it. Other columns may follow.
 *
 * @param byVideo segments by the name of their file
 */
public record SegmentList(Map<String, List<Segment>> byVideo) {
    /** The first columns of the first line. */
    public static final String HEADER = "film,start,end,label";

    private static final String COLUMN = "(\"(?:[^\"]|\"\")*\"|[^\",]+)";
    private static final Pattern LINE = Pattern.compile(COLUMN + ",(\\d{1,15}),(\\d{1,15})," + COLUMN + "(,.*)?");

    /**
     * Reads a list.
     *
     * @throws IOException when it can't be read, or a line is none of a list; names the line
     */
    public static SegmentList read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        if (lines.isEmpty() || !lines.get(0).strip().startsWith(HEADER)) {
            throw new IOException(file + ": the first line must begin with " + HEADER);
        }
        Map<String, List<Segment>> byVideo = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty()) {
                add(line, file + ", line " + (i + 1) + ": ", byVideo);
            }
        }
        return new SegmentList(byVideo);
    }

    private static void add(String line, String place, Map<String, List<Segment>> byVideo) throws IOException {
        Matcher columns = LINE.matcher(line);
        if (!columns.matches()) {
            throw new IOException(place + line + " is not " + HEADER + " with times in milliseconds");
        }
        try {
            byVideo.computeIfAbsent(plain(columns.group(1)), name -> new ArrayList<>())
                    .add(new Segment(
                            Labels.spelling(plain(columns.group(4))),
                            Long.parseLong(columns.group(2)),
                            Long.parseLong(columns.group(3))));
        } catch (IllegalArgumentException e) {
            throw new IOException(place + e.getMessage(), e);
        }
    }

    private static String plain(String column) {
        String text = column.strip();
        return text.startsWith("\"") ? text.substring(1, text.length() - 1).replace("\"\"", "\"") : text;
    }

    /** A column with what it holds, in quotes where it must be (RFC 4180). */
    public static String column(String text) {
        return text.matches("[^\",\\v]+") ? text : "\"" + text.replace("\"", "\"\"") + "\"";
    }

    /** The segments of a video; none when the list does not name it. */
    public List<Segment> of(Path video) {
        return byVideo.getOrDefault(video.getFileName().toString(), List.of());
    }
}

package io.actionstream.training.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.actionstream.training.events.FoundEvent;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The actions that a network sees in a video.
 *
 * @param video its file
 * @param model the version of the checkpoint
 * @param clips in order of time
 * @param overall the most probable actions by the mean of all clips
 * @param events what the live job would make of the clips, by their start
 */
public record Prediction(String video, String model, List<Clip> clips, List<Score> overall, List<FoundEvent> events) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * A clip.
     *
     * @param start when its first sample is shown, in milliseconds
     * @param end when its last sample is shown, in milliseconds
     * @param top the most probable actions, best first
     */
    public record Clip(long start, long end, List<Score> top) {}

    /**
     * An action and how probable it is.
     *
     * @param label the action
     * @param confidence its probability
     */
    public record Score(String label, float confidence) {}

    /** As JSON. */
    public String json() throws JsonProcessingException {
        return JSON.writeValueAsString(this);
    }

    /** As a table for people. */
    public String table() {
        StringBuilder table = new StringBuilder("    from       to  actions").append(System.lineSeparator());
        for (Clip clip : clips) {
            table.append(String.format(
                    Locale.ROOT, "%6.1f s  %6.1f s  %s%n", clip.start / 1000.0, clip.end / 1000.0, line(clip.top)));
        }
        table.append(String.format("%18s  %s%n", "on the whole", line(overall)))
                .append(String.format("%n    from       to  events%s", events.isEmpty() ? ": none" : ""));
        for (FoundEvent event : events) {
            table.append(String.format(
                    Locale.ROOT,
                    "%n%6.1f s  %6.1f s  %s %.2f",
                    event.segment().start() / 1000.0,
                    event.segment().end() / 1000.0,
                    event.segment().label(),
                    event.confidence()));
        }
        return table.toString();
    }

    private static String line(List<Score> scores) {
        return scores.stream()
                .map(score -> String.format(Locale.ROOT, "%s %.2f", score.label, score.confidence))
                .collect(Collectors.joining(", "));
    }
}

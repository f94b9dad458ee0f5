package io.actionstream.jobs.compare;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes what differs for programs: the figures, and each clip and event that differs. */
final class JsonReport {

    private final JsonGenerator json;

    private JsonReport(JsonGenerator json) {
        this.json = json;
    }

    /**
     * Writes a file, or writes it anew.
     *
     * @throws IOException when it cannot be written
     */
    static void write(Path file, Results results, ClipFigures clips, EventFigures events) throws IOException {
        try (var json =
                new JsonMapper().createGenerator(Files.newOutputStream(file)).useDefaultPrettyPrinter()) {
            new JsonReport(json).write(results, clips, events);
        }
    }

    private void write(Results results, ClipFigures clips, EventFigures events) throws IOException {
        json.writeStartObject();
        json.writePOJOField(
                "models", new Models(results.left().models(), results.right().models()));
        json.writeFieldName("clips");
        write(clips, results);
        json.writeFieldName("truth");
        write(clips.truth());
        json.writeFieldName("events");
        write(events);
        json.writeNumberField("unreadable", results.unreadable());
        json.writeEndObject();
    }

    private record Models(Iterable<String> left, Iterable<String> right) {}

    private void write(ClipFigures clips, Results results) throws IOException {
        json.writeStartObject();
        json.writeNumberField("both", clips.both());
        json.writeNumberField("onlyLeft", clips.onlyLeft());
        json.writeNumberField("onlyRight", clips.onlyRight());
        json.writeNumberField("same", clips.same());
        json.writePOJOField("labels", clips.labels());
        json.writePOJOField("differing", clips.differing());
        json.writeArrayFieldStart("list");
        for (var camera : results.clips().entrySet()) {
            for (var clip : camera.getValue().entrySet()) {
                if (clip.getValue().differs()) {
                    write(camera.getKey(), clip.getKey(), clip.getValue(), results);
                }
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void write(String camera, long start, ComparedClip clip, Results results) throws IOException {
        json.writeStartObject();
        json.writeStringField("camera", camera);
        json.writeNumberField("start", start);
        json.writeNumberField("end", clip.end());
        json.writeStringField("left", clip.left());
        json.writeStringField("right", clip.right());
        json.writeStringField("truth", results.truth(camera, start, clip).orElse(null));
        json.writeEndObject();
    }

    private void write(ClipFigures.Verdicts truth) throws IOException {
        json.writeStartObject();
        json.writeNumberField("clips", truth.clips());
        json.writeNumberField("bothRight", truth.bothRight());
        json.writeNumberField("leftOnly", truth.leftOnly());
        json.writeNumberField("rightOnly", truth.rightOnly());
        json.writeNumberField("neither", truth.neither());
        json.writeNumberField("p", McNemar.pValue(truth.leftOnly(), truth.rightOnly()));
        json.writeEndObject();
    }

    private void write(EventFigures events) throws IOException {
        json.writeStartObject();
        json.writeNumberField("both", events.both());
        json.writePOJOField("labels", events.labels());
        json.writePOJOField("onlyLeft", events.onlyLeft());
        json.writePOJOField("onlyRight", events.onlyRight());
        json.writeEndObject();
    }
}

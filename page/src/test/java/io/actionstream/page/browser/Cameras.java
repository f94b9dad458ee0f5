package io.actionstream.page.browser;

import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.model.events.Event;
import io.actionstream.page.PageServer;
import io.actionstream.page.PageSettings;
import io.actionstream.page.judge.Judgements;
import io.actionstream.page.picture.PictureStore;
import io.actionstream.page.state.Clip;
import io.actionstream.page.state.Figures;
import io.actionstream.page.state.PageState;
import io.actionstream.page.state.Score;
import io.actionstream.page.state.StateLimits;
import io.actionstream.page.state.Truth;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A page without Kafka, and its cameras, which tell it what the topics would. */
final class Cameras implements AutoCloseable {

    static final long CLIP_MILLIS = 5400;
    private static final long UNDO_MILLIS = 10_000;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final byte[] JPEG = new FrameEncoder(80).encode(grey(), WIDTH, HEIGHT);

    private final PageState state = new PageState(StateLimits.DEFAULT, new PictureStore(16 << 20), Cameras::now);
    private final Queue<Truth> written = new ConcurrentLinkedQueue<>();
    private final PageServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private Cameras(PageSettings settings) {
        var judgements = new Judgements(state, (camera, truth) -> written.add(truth), UNDO_MILLIS, Cameras::now);
        server = PageServer.start(settings, state, judgements, Cameras::now);
    }

    /** A page whose viewers may judge. */
    static Cameras start() {
        return start(PageSettings.local(0, true));
    }

    static Cameras start(PageSettings settings) {
        return new Cameras(settings);
    }

    URI address(String path) {
        return server.address().resolve(path);
    }

    /** What the server answers. */
    String get(String path) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(address(path)).build(), BodyHandlers.ofString())
                .body();
    }

    int viewers() {
        return server.viewers();
    }

    /** All that the page knows. */
    PageState state() {
        return state;
    }

    /** Judgements that can't be undone any more. */
    Queue<Truth> written() {
        return written;
    }

    static long now() {
        return System.currentTimeMillis();
    }

    /** A camera sends a picture and a clip that ended just now. */
    Cameras show(String camera, String label, double confidence, String otherwise) {
        frame(camera, JPEG);
        return clip(camera, now() - 500, label, confidence, otherwise);
    }

    Cameras clip(String camera, long end, String label, double confidence, String otherwise) {
        state.clip(
                new Clip(
                        camera,
                        end - CLIP_MILLIS,
                        end,
                        label,
                        (float) confidence,
                        List.of(new Score(label, (float) confidence), new Score(otherwise, (float)
                                (0.9 * Math.min(confidence, 1 - confidence)))),
                        null,
                        "synthetic-1",
                        143),
                now());
        return this;
    }

    /** A picture that was captured just now. */
    Cameras frame(String camera, byte[] jpeg) {
        long now = now();
        state.frame(camera, now);
        if (state.pictures().offer(camera, now, jpeg)) {
            state.picture(camera, now);
        }
        return this;
    }

    Cameras event(String camera, Event.Phase phase, String label, long start, long end, double confidence) {
        state.event(
                new Event(
                        camera + "/" + start + "/" + label,
                        camera,
                        phase,
                        label,
                        start,
                        end,
                        (float) confidence,
                        (float) confidence,
                        3,
                        "synthetic-1"),
                now());
        return this;
    }

    /** Rolling figures of events. */
    Cameras figuresOfEvents(double precision, double recall, double falsePerHour) {
        var none = new Figures.Confusion(List.of(), List.of());
        var events = new Figures.Events(precision, recall, falsePerHour);
        state.figures(new Figures(Figures.EVENTS, 2, 1, 0.5, List.of(), none, events), now());
        return this;
    }

    /** Rolling figures over two labels, of which the second is never found. */
    Cameras figures(String scope, String right, String wrong) {
        state.figures(
                new Figures(
                        scope,
                        13,
                        10,
                        10 / 13.0,
                        List.of(
                                new Figures.ClassFigures(right, 10, 10 / 13.0, 1.0),
                                new Figures.ClassFigures(wrong, 3, null, 0.0)),
                        new Figures.Confusion(List.of(right, wrong), List.of(List.of(10, 0), List.of(3, 0)))),
                now());
        return this;
    }

    Cameras rejected(String camera, String reason) {
        state.rejected(camera, reason, true, now());
        return this;
    }

    @Override
    public void close() {
        server.close();
    }

    private static byte[] grey() {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        Arrays.fill(rgb, (byte) 0x60);
        return rgb;
    }
}

package io.actionstream.page.browser;

import io.actionstream.media.frame.FrameEncoder;
import io.actionstream.model.events.Event;
import io.actionstream.page.TestPage;
import io.actionstream.page.state.Clip;
import io.actionstream.page.state.Figures;
import io.actionstream.page.state.Score;
import java.util.List;

/** Cameras of a test: they tell a page's state what the topics would. */
final class Cameras {

    static final long CLIP_MILLIS = 5400;
    private static final int WIDTH = 64;
    private static final int HEIGHT = 48;
    private static final byte[] JPEG = new FrameEncoder(80).encode(grey(), WIDTH, HEIGHT);

    private final TestPage page;

    Cameras(TestPage page) {
        this.page = page;
    }

    /** A camera sends a picture and a clip that ended just now. */
    Cameras show(String camera, String label, double confidence, String otherwise) {
        frame(camera, JPEG);
        return clip(camera, now() - 500, label, confidence, otherwise);
    }

    Cameras clip(String camera, long end, String label, double confidence, String otherwise) {
        page.state.clip(
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
        page.state.frame(camera, now);
        if (page.state.pictures().offer(camera, now, jpeg)) {
            page.state.picture(camera, now);
        }
        return this;
    }

    Cameras event(String camera, Event.Phase phase, String label, long start, long end, double confidence) {
        page.state.event(
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

    /** Rolling figures over two labels, of which the second is never found. */
    Cameras figures(String scope, String right, String wrong) {
        page.state.figures(
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
        page.state.rejected(camera, reason, true, now());
        return this;
    }

    long now() {
        return page.clock.get();
    }

    private static byte[] grey() {
        byte[] rgb = new byte[WIDTH * HEIGHT * 3];
        java.util.Arrays.fill(rgb, (byte) 0x60);
        return rgb;
    }
}

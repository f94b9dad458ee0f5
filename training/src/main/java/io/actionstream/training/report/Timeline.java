package io.actionstream.training.report;

import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.training.events.ClassifiedVideo;
import io.actionstream.training.events.FoundEvent;
import io.actionstream.training.events.Segment;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.List;

/**
 * A video over time: the probability of each label as a line, below it the events and the truth as bars.
 *
 * <pre>
 *   1 |   __
 *     |  /  \____
 *   0 |_/________\___  a point for each clip
 *     |  [Waving ]     events
 *     |  [Waving  ]    truth
 *     0:00     0:30
 * </pre>
 */
public final class Timeline {
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 20;
    private static final int PLOT = 240;
    private static final int ROW = 34;
    private static final int BAR = 24;
    private static final int AXIS = 30;
    private static final int LEAST_WIDTH = 900;
    private static final int MOST_WIDTH = 3000;
    private static final double PIXELS_PER_SECOND = 4;
    private static final int[] TICK_SECONDS = {5, 10, 30, 60, 300, 600, 1800, 3600};
    private static final int LEAST_TICK_PIXELS = 60;

    /** The golden ratio's share of the circle: neighbours in the list of labels get colours far apart. */
    private static final float HUE_STEP = 0.618034f;

    private final List<String> labels;
    private final long start;
    private final double pixelsPerMilli;
    private final int width;
    private final Graphics2D graphics;

    private Timeline(ClassifiedVideo video, int width, Graphics2D graphics) {
        List<ClassifiedClip> clips = video.clips();
        this.labels = clips.get(0).labels();
        this.start = clips.get(0).start();
        this.pixelsPerMilli = (width - LEFT - RIGHT) / (double) Math.max(1, video.millis());
        this.width = width;
        this.graphics = graphics;
    }

    /**
     * Draws a video of at least one clip.
     *
     * @param truths what it really shows; empty when that is not known
     */
    public static Picture of(ClassifiedVideo video, List<FoundEvent> events, List<Segment> truths) {
        double wanted = LEFT + RIGHT + video.millis() / 1000.0 * PIXELS_PER_SECOND;
        int width = (int) Math.max(LEAST_WIDTH, Math.min(MOST_WIDTH, wanted));
        int rows = truths.isEmpty() ? 1 : 2;
        BufferedImage image = new BufferedImage(width, TOP + PLOT + rows * ROW + AXIS, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, width, image.getHeight());
        Timeline timeline = new Timeline(video, width, graphics);
        timeline.axes(video.millis(), rows);
        timeline.probabilities(video.clips());
        timeline.row(0, "events", events.stream().map(FoundEvent::segment).toList());
        if (rows > 1) {
            timeline.row(1, "truth", truths);
        }
        graphics.dispose();
        return new Picture("timeline", video.name(), image);
    }

    private void axes(long millis, int rows) {
        int bottom = TOP + PLOT + rows * ROW;
        for (int quarter = 0; quarter <= 4; quarter++) {
            int y = height(quarter / 4.0);
            graphics.setColor(new Color(0xe0e0e0));
            graphics.drawLine(LEFT, y, width - RIGHT, y);
            graphics.setColor(Color.DARK_GRAY);
            graphics.drawString(String.valueOf(quarter / 4.0), LEFT - 36, y + 5);
        }
        long tick = tickMillis();
        for (long time = 0; time <= millis; time += tick) {
            int x = x(start + time);
            graphics.setColor(new Color(0xe0e0e0));
            graphics.drawLine(x, TOP, x, bottom);
            graphics.setColor(Color.DARK_GRAY);
            long seconds = (start + time) / 1000;
            graphics.drawString("%d:%02d".formatted(seconds / 60, seconds % 60), x - 12, bottom + 20);
        }
    }

    private long tickMillis() {
        for (int seconds : TICK_SECONDS) {
            if (seconds * 1000L * pixelsPerMilli >= LEAST_TICK_PIXELS) {
                return seconds * 1000L;
            }
        }
        return TICK_SECONDS[TICK_SECONDS.length - 1] * 1000L;
    }

    private void probabilities(List<ClassifiedClip> clips) {
        graphics.setStroke(new BasicStroke(2));
        for (int label = 0; label < labels.size(); label++) {
            Path2D line = new Path2D.Double();
            for (ClassifiedClip clip : clips) {
                double x = x((clip.start() + clip.end()) / 2);
                double y = height(clip.probabilities()[label]);
                if (line.getCurrentPoint() == null) {
                    line.moveTo(x, y);
                } else {
                    line.lineTo(x, y);
                }
            }
            graphics.setColor(colour(labels.get(label)));
            graphics.draw(line);
        }
    }

    private void row(int number, String name, List<Segment> segments) {
        int y = TOP + PLOT + number * ROW + (ROW - BAR) / 2;
        graphics.setColor(Color.DARK_GRAY);
        graphics.drawString(name, 10, y + BAR - 7);
        Shape everywhere = graphics.getClip();
        for (Segment segment : segments) {
            int left = x(segment.start());
            int right = Math.max(left + 2, x(segment.end()));
            graphics.setColor(colour(segment.label()));
            graphics.fillRoundRect(left, y, right - left, BAR, 6, 6);
            graphics.setColor(Color.WHITE);
            graphics.clipRect(left, y, right - left, BAR);
            graphics.drawString(segment.label(), left + 5, y + BAR - 7);
            graphics.setClip(everywhere);
        }
    }

    private int x(long time) {
        return LEFT + (int) Math.round((time - start) * pixelsPerMilli);
    }

    private static int height(double probability) {
        return TOP + (int) Math.round(PLOT * (1 - probability));
    }

    /** Dark enough for white letters; grey for what the network has no label for. */
    private Color colour(String label) {
        int index = labels.indexOf(label);
        return index < 0 ? Color.GRAY : Color.getHSBColor(index * HUE_STEP, 0.8f, 0.72f);
    }
}

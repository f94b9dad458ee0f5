package io.actionstream.training.data;

import io.actionstream.model.clip.ClipSpec;
import java.util.SplittableRandom;

/**
 * Random changes that leave the action what it is. Each clip draws them once; all its frames share them.
 *
 * @param flip mirror half of the clips
 * @param shift largest shift in each direction, as a share of the frame's side
 * @param zoom largest enlargement or reduction, as a share: 0.2 scales by 0.8 to 1.2
 * @param stretch largest change of the aspect ratio, as a share
 * @param rotation largest rotation either way, in degrees
 * @param brightness largest gain or loss of brightness, as a share of white
 * @param contrast largest change of contrast, as a share
 * @param saturation largest change of saturation, as a share
 * @param hue largest rotation of hues either way, in degrees
 * @param grey share of the clips that lose all colour
 * @param speed largest change of speed, as a share: 0.2 samples every 480 to 720 ms instead of 600
 */
public record Augmentation(
        boolean flip,
        double shift,
        double zoom,
        double stretch,
        double rotation,
        double brightness,
        double contrast,
        double saturation,
        double hue,
        double grey,
        double speed) {

    /** Frames as they are. */
    public static final Augmentation NONE = new Augmentation(false, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0);

    public Augmentation {
        requireShare("shift", shift, 1);
        requireShare("zoom", zoom, 4);
        requireShare("stretch", stretch, 4);
        requireShare("rotation", rotation, 180);
        requireShare("brightness", brightness, 1);
        requireShare("contrast", contrast, 1);
        requireShare("saturation", saturation, 1);
        requireShare("hue", hue, 180);
        requireShare("grey", grey, 1);
        requireShare("speed", speed, 4);
    }

    /** Draws the changes of one clip. Without any, a frame is scaled as the live job scales it. */
    public FrameTransform draw(ClipSpec spec, SplittableRandom random) {
        if (equals(NONE)) {
            return new Scaling(spec);
        }
        boolean mirrored = random.nextBoolean() && flip;
        double scale = Math.exp(symmetric(random, Math.log1p(zoom)));
        double aspect = Math.exp(symmetric(random, Math.log1p(stretch) / 2));
        double angle = Math.toRadians(symmetric(random, rotation));
        double dx = symmetric(random, shift) * spec.width();
        double dy = symmetric(random, shift) * spec.height();
        Colour colour = new Colour(
                1 + symmetric(random, contrast),
                255 * symmetric(random, brightness),
                random.nextDouble() < grey ? 0 : 1 + symmetric(random, saturation),
                Math.toRadians(symmetric(random, hue)));
        Warp warp = new Warp(spec, scale * aspect * (mirrored ? -1 : 1), scale / aspect, angle, dx, dy);
        return (frame, target, offset) -> {
            warp.apply(frame, target, offset);
            colour.apply(target, offset, spec.frameBytes());
        };
    }

    /** Draws the sampling interval of one clip, in milliseconds. */
    public int drawInterval(ClipSpec spec, SplittableRandom random) {
        return (int) Math.round(spec.intervalMillis() * Math.exp(symmetric(random, Math.log1p(speed))));
    }

    private static void requireShare(String name, double value, double most) {
        if (!(value >= 0 && value <= most)) {
            throw new IllegalArgumentException(
                    "augmentation " + name + " must be between 0 and " + most + ", not " + value);
        }
    }

    private static double symmetric(SplittableRandom random, double most) {
        return (2 * random.nextDouble() - 1) * most;
    }
}

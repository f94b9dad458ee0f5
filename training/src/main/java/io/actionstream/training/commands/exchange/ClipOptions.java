package io.actionstream.training.commands.exchange;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Fit;
import io.actionstream.model.clip.Padding;
import io.actionstream.training.commands.DurationConverter;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Option;

/** The clips that an imported network takes. */
public final class ClipOptions {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,6})x(\\d{1,6})");

    @Option(names = "--frames", paramLabel = "N", description = "samples in a clip")
    private Integer frames;

    @Option(
            names = "--interval",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "from one sample to the next, such as 67ms")
    private Duration interval;

    @Option(names = "--height", paramLabel = "PIXELS", description = "rows of a sample")
    private Integer height;

    @Option(names = "--width", paramLabel = "PIXELS", description = "columns of a sample")
    private Integer width;

    @Option(
            names = "--padding",
            paramLabel = "black|last",
            description = "what fills a clip whose video ended early (default: the preset's, or last)")
    private Padding padding;

    @Option(
            names = "--fit",
            paramLabel = "letterbox|crop|stretch",
            description = "how a picture of another shape fills a sample: all of it on black, its centre, or each side"
                    + " scaled by itself (default: the preset's, or letterbox)")
    private Fit.Mode fit;

    @Option(
            names = "--short-side",
            paramLabel = "PIXELS",
            description = "with crop: the picture's shorter side is scaled to this before its centre is cut out")
    private Integer shortSide;

    @Option(
            names = "--resize",
            paramLabel = "HEIGHTxWIDTH",
            description = "with crop: every picture is scaled to this before its centre is cut out")
    private String resize;

    /**
     * The clips.
     *
     * @param known what options need not say; null for nothing
     * @throws IllegalArgumentException when something is missing or does not fit; names the option
     */
    ClipSpec clip(ClipSpec known) {
        return new ClipSpec(
                required("--frames", frames, known, ClipSpec::frames),
                interval == null
                        ? required("--interval", null, known, ClipSpec::intervalMillis)
                        : (int) Math.min(Integer.MAX_VALUE, interval.toMillis()),
                required("--height", height, known, ClipSpec::height),
                required("--width", width, known, ClipSpec::width),
                padding != null ? padding : known == null ? Padding.LAST : known.padding(),
                fit(known));
    }

    private Fit fit(ClipSpec known) {
        if (fit == null && shortSide == null && resize == null) {
            return known == null ? Fit.LETTERBOX : known.fit();
        }
        int[] size = size();
        return new Fit(
                Objects.requireNonNullElse(fit, Fit.Mode.CROP),
                Objects.requireNonNullElse(shortSide, 0),
                size[0],
                size[1]);
    }

    private int[] size() {
        if (resize == null) {
            return new int[2];
        }
        Matcher size = SIZE.matcher(resize);
        if (!size.matches()) {
            throw new IllegalArgumentException("--resize must be height and width, such as 128x171, not " + resize);
        }
        return new int[] {Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2))};
    }

    private static int required(String option, Integer given, ClipSpec known, Function<ClipSpec, Integer> part) {
        if (given == null && known == null) {
            throw new IllegalArgumentException(option + " is missing; without --preset and --like it must be there");
        }
        return given == null ? part.apply(known) : given;
    }
}

package io.actionstream.model.checkpoint;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.util.StdConverter;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.clip.Fit;
import io.actionstream.model.clip.Padding;
import java.util.List;
import java.util.Objects;

/**
 * The clip as a configuration writes it, where the fit's numbers stand beside its name.
 *
 * @param fit null in format 1, where it is always letterbox
 * @param shortSide of a crop by the short side, in pixels; else null
 * @param resize of a crop of a fixed size: height and width in pixels; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ClipJson(
        int frames,
        int intervalMillis,
        int height,
        int width,
        Padding padding,
        Fit.Mode fit,
        Integer shortSide,
        List<Integer> resize) {

    private ClipSpec read() {
        return new ClipSpec(frames, intervalMillis, height, width, padding, readFit());
    }

    private Fit readFit() {
        if (resize != null && (resize.size() != 2 || resize.stream().anyMatch(Objects::isNull))) {
            throw new IllegalArgumentException("clip resize must be two numbers, height and width, not " + resize);
        }
        return new Fit(
                fit == null ? Fit.Mode.LETTERBOX : fit,
                shortSide == null ? 0 : shortSide,
                resize == null ? 0 : resize.get(0),
                resize == null ? 0 : resize.get(1));
    }

    private static ClipJson of(ClipSpec clip) {
        Fit fit = clip.fit();
        return new ClipJson(
                clip.frames(),
                clip.intervalMillis(),
                clip.height(),
                clip.width(),
                clip.padding(),
                fit.mode(),
                fit.shortSide() == 0 ? null : fit.shortSide(),
                fit.resizedHeight() == 0 ? null : List.of(fit.resizedHeight(), fit.resizedWidth()));
    }

    /** From what is written to a clip. */
    static final class Reading extends StdConverter<ClipJson, ClipSpec> {
        @Override
        public ClipSpec convert(ClipJson json) {
            return json.read();
        }
    }

    /** From a clip to what is written. */
    static final class Writing extends StdConverter<ClipSpec, ClipJson> {
        @Override
        public ClipJson convert(ClipSpec clip) {
            return of(clip);
        }
    }
}

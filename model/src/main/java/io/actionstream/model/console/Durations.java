package io.actionstream.model.console;

import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as options have them, with a unit: {@code 200ms}, {@code 5s}, {@code 1m}, {@code 2h}. */
public final class Durations {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9})(ms|s|m|h)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1),
            "h", Duration.ofHours(1));

    private Durations() {}

    /**
     * Reads a duration.
     *
     * @throws IllegalArgumentException when it is none; names it
     */
    public static Duration parse(String value) {
        Matcher duration = NUMBER_AND_UNIT.matcher(value.strip());
        if (!duration.matches()) {
            throw new IllegalArgumentException("'" + value + "' is not a duration such as 200ms, 5s, 1m or 2h");
        }
        return UNITS.get(duration.group(2)).multipliedBy(Long.parseLong(duration.group(1)));
    }
}

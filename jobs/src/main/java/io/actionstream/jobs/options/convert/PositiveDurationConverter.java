package io.actionstream.jobs.options.convert;

import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a duration with its unit that is longer than nothing. */
public final class PositiveDurationConverter implements ITypeConverter<Duration> {

    private final DurationConverter durations = new DurationConverter();

    @Override
    public Duration convert(String value) {
        Duration duration = durations.convert(value);
        if (duration.isZero()) {
            throw new TypeConversionException("'" + value + "' must be longer than nothing");
        }
        return duration;
    }
}

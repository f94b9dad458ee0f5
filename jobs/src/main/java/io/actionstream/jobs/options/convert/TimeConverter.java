package io.actionstream.jobs.options.convert;

import io.actionstream.model.clip.CaptureTime;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a time between 2000 and 2100: of ISO 8601 with its zone, such as {@code 2026-11-24T08:00:00+01:00}, or in
 * milliseconds since 1970.
 */
public final class TimeConverter implements ITypeConverter<Instant> {

    private static final Pattern MILLIS = Pattern.compile("\\d{1,18}");

    @Override
    public Instant convert(String value) {
        Instant time = read(value.strip());
        boolean tooEarly = time.isBefore(CaptureTime.FROM);
        if (tooEarly || !time.isBefore(CaptureTime.TO)) {
            throw new TypeConversionException("'" + value + "' is " + (tooEarly ? "before 2000" : "after 2100")
                    + ", as a number of milliseconds since 1970");
        }
        return time;
    }

    private static Instant read(String value) {
        if (MILLIS.matcher(value).matches()) {
            return Instant.ofEpochMilli(Long.parseLong(value));
        }
        try {
            return ZonedDateTime.parse(value).toInstant();
        } catch (DateTimeException e) {
            throw new TypeConversionException("'" + value + "' is neither a time with its zone such as"
                    + " 2026-11-24T08:00:00Z or 2026-11-24T08:00:00+01:00, nor milliseconds since 1970");
        }
    }
}

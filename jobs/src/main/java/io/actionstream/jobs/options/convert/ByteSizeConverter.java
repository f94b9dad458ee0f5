package io.actionstream.jobs.options.convert;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number of bytes: {@code 500000}, {@code 900KB}, {@code 10MB}; a KB is 1,000 bytes. At most 1,000 MB. */
public final class ByteSizeConverter implements ITypeConverter<Integer> {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,9})(B|KB|MB)?");
    private static final Map<String, Integer> UNITS = Map.of("B", 1, "KB", 1_000, "MB", 1_000_000);
    private static final int MAX_BYTES = 1_000_000_000;

    @Override
    public Integer convert(String value) {
        Matcher size = NUMBER_AND_UNIT.matcher(value.strip());
        if (size.matches()) {
            String unit = size.group(2) == null ? "B" : size.group(2);
            long bytes = Long.parseLong(size.group(1)) * UNITS.get(unit);
            if (bytes >= 1 && bytes <= MAX_BYTES) {
                return Math.toIntExact(bytes);
            }
        }
        throw new TypeConversionException(
                "'" + value + "' is not a size from 1 to 1000MB such as 500000, 900KB or 10MB");
    }
}

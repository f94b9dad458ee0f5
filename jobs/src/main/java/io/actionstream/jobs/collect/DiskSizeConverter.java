package io.actionstream.jobs.collect;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a size on disk: {@code 500MB}, {@code 20GB}; a GB is 1,000,000,000 bytes. At most 1,000 TB. */
final class DiskSizeConverter implements ITypeConverter<Long> {

    private static final Pattern NUMBER_AND_UNIT = Pattern.compile("(\\d{1,6})(KB|MB|GB|TB)");
    private static final Map<String, Long> UNITS =
            Map.of("KB", 1_000L, "MB", 1_000_000L, "GB", 1_000_000_000L, "TB", 1_000_000_000_000L);
    private static final long MAX_BYTES = 1_000_000_000_000_000L;

    @Override
    public Long convert(String value) {
        Matcher size = NUMBER_AND_UNIT.matcher(value.strip());
        if (size.matches()) {
            long bytes = Long.parseLong(size.group(1)) * UNITS.get(size.group(2));
            if (bytes >= 1 && bytes <= MAX_BYTES) {
                return bytes;
            }
        }
        throw new TypeConversionException("'" + value + "' is not a size from 1KB to 1000TB such as 500MB or 20GB");
    }
}

package io.actionstream.training.download;

import java.net.http.HttpHeaders;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A range of bytes as HTTP names it.
 *
 * @param offset of the first
 * @param length at least 1
 */
record ByteRange(long offset, int length) {
    static final String HEADER = "Content-Range";
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes (\\d{1,18})-(\\d{1,18})/(\\d{1,18})");

    /** True when an answer says that it is exactly this range. */
    boolean isContentOf(HttpHeaders headers) {
        Matcher range = contentRange(headers);
        return range.matches()
                && Long.parseLong(range.group(1)) == offset
                && Long.parseLong(range.group(2)) == offset + length - 1;
    }

    /** The number of bytes in all, as an answer that has a range says. */
    static long total(HttpHeaders headers) {
        Matcher range = contentRange(headers);
        if (!range.matches()) {
            throw new IllegalStateException("no range in " + headers);
        }
        return Long.parseLong(range.group(3));
    }

    private static Matcher contentRange(HttpHeaders headers) {
        return CONTENT_RANGE.matcher(headers.firstValue(HEADER).orElse(""));
    }

    /** As the value of a request's {@code Range}. */
    @Override
    public String toString() {
        return "bytes=" + offset + "-" + (offset + length - 1);
    }
}

package io.actionstream.jobs.publish;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The size that frames are sent in.
 *
 * @param width columns, in pixels
 * @param height rows, in pixels
 */
public record FrameSize(int width, int height) {

    /** Reads {@code 640x480}. */
    public static final class Converter implements ITypeConverter<FrameSize> {

        private static final Pattern WIDTH_X_HEIGHT = Pattern.compile("([1-9]\\d{0,4})x([1-9]\\d{0,4})");

        @Override
        public FrameSize convert(String value) {
            Matcher size = WIDTH_X_HEIGHT.matcher(value.strip());
            if (!size.matches()) {
                throw new TypeConversionException("'" + value + "' is not a size such as 640x480");
            }
            return new FrameSize(Integer.parseInt(size.group(1)), Integer.parseInt(size.group(2)));
        }
    }
}

package io.actionstream.jobs.options.convert;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the end of the name of a topic: letters, digits, dots, underscores and hyphens, or nothing. */
public final class TopicSuffixConverter implements ITypeConverter<String> {

    private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]*");

    @Override
    public String convert(String value) {
        if (!LEGAL.matcher(value).matches()) {
            throw new TypeConversionException("'" + value + "' cannot end the name of a topic: only letters, digits,"
                    + " dots, underscores and hyphens can");
        }
        return value;
    }
}

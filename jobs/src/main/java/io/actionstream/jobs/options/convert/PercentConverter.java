package io.actionstream.jobs.options.convert;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number from 1 to 100. */
public final class PercentConverter implements ITypeConverter<Integer> {

    private static final int MOST = 100;
    private final PositiveIntConverter positive = new PositiveIntConverter();

    @Override
    public Integer convert(String value) {
        int number = positive.convert(value);
        if (number > MOST) {
            throw new TypeConversionException("'" + value + "' is not a whole number from 1 to " + MOST);
        }
        return number;
    }
}

package io.actionstream.jobs.options.convert;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number of at least 1. */
public final class PositiveIntConverter implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String value) {
        try {
            int number = Integer.parseInt(value.strip());
            if (number >= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw notPositive(value);
        }
        throw notPositive(value);
    }

    private static TypeConversionException notPositive(String value) {
        return new TypeConversionException("'" + value + "' is not a whole number of at least 1");
    }
}

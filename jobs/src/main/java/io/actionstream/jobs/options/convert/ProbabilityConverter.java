package io.actionstream.jobs.options.convert;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a number from 0 to 1. */
public final class ProbabilityConverter implements ITypeConverter<Double> {

    @Override
    public Double convert(String value) {
        try {
            double number = Double.parseDouble(value.strip());
            if (number >= 0 && number <= 1) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw noProbability(value);
        }
        throw noProbability(value);
    }

    private static TypeConversionException noProbability(String value) {
        return new TypeConversionException("'" + value + "' is not a number from 0 to 1");
    }
}

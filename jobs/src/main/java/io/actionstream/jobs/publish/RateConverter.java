package io.actionstream.jobs.publish;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a rate such as {@code 5} or {@code 12.5}, in frames a second. */
public final class RateConverter implements ITypeConverter<Double> {

    @Override
    public Double convert(String value) {
        double rate = number(value);
        if (rate > 0 && Double.isFinite(rate)) {
            return rate;
        }
        throw notARate(value);
    }

    private static double number(String value) {
        try {
            return Double.parseDouble(value.strip());
        } catch (NumberFormatException e) {
            throw notARate(value);
        }
    }

    private static TypeConversionException notARate(String value) {
        return new TypeConversionException("'" + value + "' is not a rate such as 5 or 12.5 frames a second");
    }
}

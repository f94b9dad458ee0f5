package io.actionstream.jobs.options.convert;

import io.actionstream.operators.models.CheckpointPlaces;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a directory: an absolute path, or a URI with a scheme. */
public final class PlaceConverter implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        try {
            return new CheckpointPlaces(List.of(value)).prefixes().get(0);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}

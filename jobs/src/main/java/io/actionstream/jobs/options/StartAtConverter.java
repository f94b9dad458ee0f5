package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.TimeConverter;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads where to begin: a word, in any case, or a time. */
final class StartAtConverter implements ITypeConverter<StartAt> {

    @Override
    public StartAt convert(String value) {
        return Stream.of(StartAt.EARLIEST, StartAt.LATEST, StartAt.COMMITTED)
                .filter(start -> start.toString().equalsIgnoreCase(value.strip()))
                .findFirst()
                .orElseGet(() -> time(value));
    }

    private static StartAt time(String value) {
        try {
            return StartAt.at(new TimeConverter().convert(value));
        } catch (TypeConversionException e) {
            throw new TypeConversionException(e.getMessage() + ", nor earliest, latest or committed");
        }
    }
}

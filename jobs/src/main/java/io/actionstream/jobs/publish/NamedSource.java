package io.actionstream.jobs.publish;

import io.actionstream.operators.check.CameraId;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A source with the name of its camera.
 *
 * @param camera the camera's id
 * @param source what it plays
 */
public record NamedSource(String camera, String source) {

    /** Reads {@code gate=video.mp4}. What it refuses it does not repeat: the source may hold a password. */
    public static final class Converter implements ITypeConverter<NamedSource> {

        @Override
        public NamedSource convert(String value) {
            int equals = value.indexOf('=');
            if (equals < 1 || equals == value.length() - 1) {
                throw new TypeConversionException("it is not NAME=SOURCE");
            }
            String camera = value.substring(0, equals);
            if (camera.contains("://")) {
                throw new TypeConversionException("it is not NAME=SOURCE: it begins with an address");
            }
            CameraId.problemWith(camera).ifPresent(problem -> {
                throw new TypeConversionException(problem);
            });
            return new NamedSource(camera, value.substring(equals + 1));
        }
    }
}

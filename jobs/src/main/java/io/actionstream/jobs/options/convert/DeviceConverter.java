package io.actionstream.jobs.options.convert;

import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a device: {@code auto}, {@code cpu}, {@code gpu} or {@code gpu:1}. */
public final class DeviceConverter implements ITypeConverter<String> {

    private static final Pattern DEVICE = Pattern.compile("auto|cpu|gpu(:\\d{1,3})?");

    @Override
    public String convert(String value) {
        if (!DEVICE.matcher(value).matches()) {
            throw new TypeConversionException("'" + value + "' is not a device: auto, cpu, gpu or gpu:N");
        }
        return value;
    }
}

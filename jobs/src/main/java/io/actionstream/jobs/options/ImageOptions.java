package io.actionstream.jobs.options;

import io.actionstream.jobs.options.convert.ByteSizeConverter;
import picocli.CommandLine.Option;

/** Limits on what arrives; what is beyond them goes to the rejected topic. */
public final class ImageOptions {

    /** The size of a Kafka record besides its value: key, headers, framing; in bytes. */
    private static final int RECORD_OVERHEAD = 64 * 1024;

    @Option(
            names = "--max-image-bytes",
            paramLabel = "BYTES",
            defaultValue = "10MB",
            converter = ByteSizeConverter.class,
            description = "Largest encoded image; Kafka clients and created topics are sized for it."
                    + " Default: ${DEFAULT-VALUE}")
    private int maxImageBytes;

    public int maxImageBytes() {
        return maxImageBytes;
    }

    /** The largest record that Kafka clients and topics must take, in bytes. */
    public int maxRecordBytes() {
        return recordBytes(maxImageBytes);
    }

    /** The size of a Kafka record with a value of so many bytes. */
    static int recordBytes(int valueBytes) {
        return valueBytes + RECORD_OVERHEAD;
    }
}

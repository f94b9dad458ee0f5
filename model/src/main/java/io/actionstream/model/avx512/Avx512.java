package io.actionstream.model.avx512;

import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Precision;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether machine code can be had: on Linux with an x86-64 processor that has AVX-512 VNNI, if the system allows it. */
public final class Avx512 {
    /** The system property that turns machine code off when it is {@code false}. */
    public static final String PROPERTY = "actionstream.avx512";

    /** Pixels of the largest clip: more would need offsets and lists of calls that are too large. */
    private static final long MOST_PIXELS = 1 << 22;

    private static final Logger LOG = LoggerFactory.getLogger(Avx512.class);

    private Avx512() {}

    /** Whether this machine's processor and system can run it, with float32. */
    public static boolean isSupported() {
        return isSupported(Precision.FLOAT32);
    }

    /** Whether this machine's processor and system can run it. */
    public static boolean isSupported(Precision precision) {
        return missing(precision) == null;
    }

    /** What is missing, or null when nothing is. */
    private static String missing(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> Processor.missing();
            case BFLOAT16 -> Processor.missingForBfloat16();
            case FLOAT16 -> "float16 of its vectors";
        };
    }

    /** Whether it is supported and not turned off. */
    static boolean isOn() {
        return isTurnedOn() && isSupported();
    }

    private static boolean isTurnedOn() {
        return Boolean.parseBoolean(System.getProperty(PROPERTY, "true"));
    }

    /** Whether it is supported for such clips with float32, and not turned off; logs why not. */
    public static boolean isWanted(ClipSpec spec) {
        return isWanted(spec, Precision.FLOAT32);
    }

    /** Whether it is supported for such clips, and not turned off; logs why not. */
    static boolean isWanted(ClipSpec spec, Precision precision) {
        if (!isTurnedOn()) {
            LOG.info("AVX-512 code is turned off by -D{}", PROPERTY);
            return false;
        }
        if (!isSupported(precision)) {
            LOG.info("No AVX-512 code: {} is missing here", missing(precision));
            return false;
        }
        if ((long) spec.frames() * spec.height() * spec.width() > MOST_PIXELS) {
            LOG.info("No AVX-512 code for clips of more than {} pixels", MOST_PIXELS);
            return false;
        }
        return true;
    }
}

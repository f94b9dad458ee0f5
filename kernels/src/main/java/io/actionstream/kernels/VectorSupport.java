package io.actionstream.kernels;

import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says whether this Java has the Vector API, an incubating module that must be asked for, and compiles it to vector
 * instructions, which only HotSpot's second compiler, C2, does.
 */
public final class VectorSupport {
    private static final String MODULE = "jdk.incubator.vector";
    private static final String COMPILERS = "-XX:TieredStopAtLevel=";
    private static final int C2 = 4;
    private static final Logger LOG = LoggerFactory.getLogger(VectorSupport.class);
    private static final boolean AVAILABLE = find();

    private VectorSupport() {}

    /** True when kernels can use vectors. The first call logs which it is. */
    public static boolean isAvailable() {
        return AVAILABLE;
    }

    private static boolean find() {
        boolean found = ModuleLayer.boot().findModule(MODULE).isPresent();
        if (found && hasC2()) {
            LOG.info("images are decoded and the network is computed with the Vector API");
            return true;
        }
        LOG.info(
                "images are decoded by plain loops and the network is computed by PyTorch; both are faster when Java"
                        + " is started with {}",
                found ? COMPILERS + C2 : "--add-modules=" + MODULE);
        return false;
    }

    /** Without C2 each vector is an object, and the network takes a hundred times as long. The last of several options counts. */
    private static boolean hasC2() {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith(COMPILERS))
                .reduce((first, second) -> second)
                .map(argument -> argument.equals(COMPILERS + C2))
                .orElse(true);
    }
}

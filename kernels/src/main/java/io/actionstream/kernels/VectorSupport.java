package io.actionstream.kernels;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says whether this Java has the Vector API, an incubating module that must be asked for. */
public final class VectorSupport {
    private static final String MODULE = "jdk.incubator.vector";
    private static final Logger LOG = LoggerFactory.getLogger(VectorSupport.class);
    private static final boolean AVAILABLE = find();

    private VectorSupport() {}

    /** True when kernels can use vectors. The first call logs which it is. */
    public static boolean isAvailable() {
        return AVAILABLE;
    }

    private static boolean find() {
        boolean found = ModuleLayer.boot().findModule(MODULE).isPresent();
        if (found) {
            LOG.info("images are decoded and the network is computed with the Vector API");
        } else {
            LOG.info(
                    "images are decoded by plain loops and the network is computed by PyTorch; both are faster when Java"
                            + " is started with --add-modules={}",
                    MODULE);
        }
        return found;
    }
}

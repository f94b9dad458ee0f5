package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.actionstream.kernels.VectorSupport;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** Fails when the tests of this module ran without the Vector API on a machine that has vectors. */
class VectorsAreTestedTest {

    @Test
    void shouldRunWithTheVectorApiWhereTheProcessorHasVectors() {
        assumeTrue(hasVectors());

        assertThat(VectorSupport.isAvailable())
                .as("Java was started without --add-modules=jdk.incubator.vector, see actionstream.opens in pom.xml")
                .isTrue();
    }

    /** AVX2 or AVX-512, as HotSpot has found it, or NEON, which every 64-bit ARM has. */
    private static boolean hasVectors() {
        return switch (System.getProperty("os.arch")) {
            case "aarch64" -> true;
            case "amd64", "x86_64" ->
                Integer.parseInt(ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                                .getVMOption("UseAVX")
                                .getValue())
                        >= 2;
            default -> false;
        };
    }
}

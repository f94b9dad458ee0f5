package io.actionstream.model.avx512;

import com.sun.jna.Platform;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Tells whether this machine can run what {@link Assembler} writes. */
final class Processor {
    private static final Path CPU_INFO = Path.of("/proc/cpuinfo");
    private static final List<String> WANTED = List.of("avx512f", "avx512bw", "avx512_vnni");

    private static final String BFLOAT16 = "avx512_bf16";

    private static final Set<String> FLAGS = flags();
    private static final String MISSING = find();

    private Processor() {}

    /** What is missing here, or null when nothing is. */
    static String missing() {
        return MISSING;
    }

    /** What is missing here for bfloat16, or null when nothing is. */
    static String missingForBfloat16() {
        return MISSING == null && !FLAGS.contains(BFLOAT16) ? BFLOAT16 : MISSING;
    }

    private static String find() {
        if (!Platform.isLinux() || !Platform.is64Bit() || !Platform.isIntel()) {
            return "Linux on x86-64";
        }
        return WANTED.stream()
                .filter(flag -> !FLAGS.contains(flag))
                .findFirst()
                .orElseGet(() -> MachineCode.isAllowed() ? null : "the system's leave to make memory executable");
    }

    /** What the kernel lets programs use of the processor; nothing when it does not say. */
    private static Set<String> flags() {
        try {
            return Files.readAllLines(CPU_INFO).stream()
                    .filter(line -> line.startsWith("flags"))
                    .findFirst()
                    .map(line -> new HashSet<>(Arrays.asList(line.split("\\s+"))))
                    .orElseGet(HashSet::new);
        } catch (IOException e) {
            return Set.of();
        }
    }
}

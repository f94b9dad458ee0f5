package io.actionstream.model.network;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * What PyTorch loads TorchScript from: a zip file of source text and pickled objects, here one module without tensors.
 * See "TorchScript serialization" in PyTorch's {@code torch/csrc/jit/docs}.
 */
final class ScriptArchive {
    private static final String VERSION = "3\n";

    /** Protocol 2, an empty tuple, stop. */
    private static final String NO_CONSTANTS = "\u0080\u0002).";

    /** Protocol 2, the class, an empty tuple, a new object of it, its empty state, stop. */
    private static final String OBJECT = "\u0080\u0002c__torch__\n%s\n)\u0081}b.";

    private ScriptArchive() {}

    /**
     * The archive of a module.
     *
     * @param module the name of its class
     * @param source the class, as TorchScript
     */
    static InputStream of(String module, String source) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(archive)) {
            put(zip, module + "/data.pkl", OBJECT.formatted(module));
            put(zip, module + "/code/__torch__.py", source);
            put(zip, module + "/constants.pkl", NO_CONSTANTS);
            put(zip, module + "/version", VERSION);
        }
        return new ByteArrayInputStream(archive.toByteArray());
    }

    private static void put(ZipOutputStream zip, String name, String content) throws IOException {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content.getBytes(StandardCharsets.ISO_8859_1));
        zip.closeEntry();
    }
}

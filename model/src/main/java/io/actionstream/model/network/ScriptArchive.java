package io.actionstream.model.network;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The archive that PyTorch loads TorchScript from: a zip file of source text and pickled objects, here one module. See
 * "TorchScript serialization" in PyTorch's {@code torch/csrc/jit/docs}.
 */
public final class ScriptArchive {
    private static final String VERSION = "3\n";
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0); // the same file each time

    /** Protocol 2, an empty tuple, stop. */
    private static final String NO_CONSTANTS = "\u0080\u0002).";

    private ScriptArchive() {}

    /**
     * The archive of a module without tensors.
     *
     * @param module the name of its class
     * @param source the class, as TorchScript
     */
    static InputStream of(String module, String source) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        write(archive, module, source, Map.of());
        return new ByteArrayInputStream(archive.toByteArray());
    }

    /**
     * Writes the archive of a module. One with tensors also has the attribute {@code training}, which is false, as PyTorch expects
     * of modules whose mode it may set.
     *
     * @param module the name of its class
     * @param source the class, as TorchScript
     * @param tensors its parameters and buffers, by attribute
     */
    public static void write(OutputStream target, String module, String source, Map<String, Tensor> tensors)
            throws IOException {
        ZipOutputStream zip = new ZipOutputStream(target);
        put(zip, module + "/data.pkl", bytes(new Pickle().module(module, tensors)));
        put(zip, module + "/code/__torch__.py", source.getBytes(StandardCharsets.UTF_8));
        put(zip, module + "/constants.pkl", bytes(NO_CONSTANTS));
        put(zip, module + "/version", bytes(VERSION));
        int key = 0;
        for (Tensor tensor : tensors.values()) {
            put(zip, module + "/data/" + key++, littleEndian(tensor.values()));
        }
        zip.finish();
    }

    private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] littleEndian(float[] values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values);
        return bytes.array();
    }

    /** Writes Python's pickle protocol 2, a byte for each character. The comments name its instructions. */
    private static final class Pickle {
        private static final String FALSE = "\u0089";

        private final StringBuilder out = new StringBuilder("\u0080\u0002"); // PROTO 2

        /** An object of the class, whose state is a dictionary of its attributes. */
        String module(String module, Map<String, Tensor> tensors) {
            global("__torch__", module).append(")\u0081}("); // EMPTY_TUPLE NEWOBJ EMPTY_DICT MARK
            int key = 0;
            for (Map.Entry<String, Tensor> attribute : tensors.entrySet()) {
                text(attribute.getKey());
                tensor(attribute.getValue(), key++);
            }
            if (!tensors.isEmpty()) {
                text("training").append(FALSE);
            }
            return out.append("ub.").toString(); // SETITEMS BUILD STOP
        }

        /** {@code torch._utils._rebuild_tensor_v2(storage, offset, size, stride, requires_grad, backward_hooks)}. */
        private void tensor(Tensor tensor, int key) {
            global("torch._utils", "_rebuild_tensor_v2").append("(("); // MARK MARK
            text("storage");
            global("torch", "FloatStorage");
            text(Integer.toString(key));
            text("cpu");
            integer(tensor.values().length).append("tQ"); // TUPLE BINPERSID
            integer(0);
            tuple(tensor.shape());
            tuple(strides(tensor.shape()));
            out.append(FALSE);
            global("collections", "OrderedDict").append(")RtR"); // EMPTY_TUPLE REDUCE TUPLE REDUCE
        }

        private static long[] strides(long[] shape) {
            long[] strides = new long[shape.length];
            long stride = 1;
            for (int i = shape.length - 1; i >= 0; i--) {
                strides[i] = stride;
                stride *= shape[i];
            }
            return strides;
        }

        private void tuple(long[] values) {
            out.append('('); // MARK
            for (long value : values) {
                integer(Math.toIntExact(value));
            }
            out.append('t'); // TUPLE
        }

        private StringBuilder global(String module, String name) {
            return out.append('c').append(module).append('\n').append(name).append('\n'); // GLOBAL
        }

        private StringBuilder text(String text) {
            out.append('X'); // BINUNICODE
            return littleEndian(text.length()).append(text);
        }

        private StringBuilder integer(int value) {
            out.append('J'); // BININT
            return littleEndian(value);
        }

        private StringBuilder littleEndian(int value) {
            for (int i = 0; i < Integer.BYTES; i++) {
                out.append((char) (value >>> Byte.SIZE * i & 0xFF));
            }
            return out;
        }
    }
}

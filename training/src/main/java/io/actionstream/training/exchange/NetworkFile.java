package io.actionstream.training.exchange;

import io.actionstream.model.checkpoint.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A network's file from another program. Its kind is told by its first bytes; whether it is whole and right is for others to say.
 *
 * @param architecture TorchScript or ONNX
 * @param bytes the whole file
 */
public record NetworkFile(Architecture architecture, byte[] bytes) {
    private static final byte[] ZIP = {'P', 'K', 3, 4};
    private static final int PICKLE = 0x80;
    private static final int JSON = '{';
    private static final int SAFETENSORS_HEADER = 8;
    private static final String EXPORT = "; docs/checkpoints.md has the lines that export a network";

    /**
     * Reads a file.
     *
     * @param maxBytes the most that may be in it
     * @throws IOException when it is missing, too large, or a kind of file that is not imported; says which and what to do
     */
    public static NetworkFile read(Path file, int maxBytes) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new NoSuchFileException(file.toString());
        }
        long size = Files.size(file);
        if (size > maxBytes) {
            throw new IOException(file + ": " + size + " bytes are more than the limit of " + maxBytes);
        }
        byte[] bytes = Files.readAllBytes(file);
        if (startsWith(bytes, ZIP)) {
            return new NetworkFile(Architecture.TORCHSCRIPT, bytes);
        }
        if (bytes.length == 0) {
            throw new IOException(file + ": it is empty");
        }
        if ((bytes[0] & 0xFF) == PICKLE) {
            throw new IOException(file + ": it is a file of torch.save, which holds weights but no network" + EXPORT);
        }
        if (bytes.length > SAFETENSORS_HEADER && bytes[SAFETENSORS_HEADER] == JSON) {
            throw new IOException(file + ": it is safetensors, which holds weights but no network" + EXPORT);
        }
        return new NetworkFile(Architecture.ONNX, bytes);
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }
}

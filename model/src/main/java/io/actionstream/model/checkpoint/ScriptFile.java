package io.actionstream.model.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Tells whether a file can be TorchScript at all: a whole zip file with the source text of a module in it. */
final class ScriptFile {
    /** The record that ends a zip file: its signature, 18 bytes, and a comment of at most 65,535 bytes. */
    private static final int END = 'P' | 'K' << 8 | 5 << 16 | 6 << 24;

    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int ZIP = 'P' | 'K' << 8 | 3 << 16 | 4 << 24;
    private static final int MOST_ENTRIES = 100_000;

    private ScriptFile() {}

    /** Says what is wrong with a file; null when nothing can be seen from outside. */
    static String problem(byte[] file) {
        if (file.length < END_BYTES || word(file, 0) != ZIP) {
            return "not a usable TorchScript file: it is no zip file, as torch.jit.save writes";
        }
        if (!isWhole(file)) {
            return "not a usable TorchScript file: it ends early, without the directory of a zip file";
        }
        return holdsCode(file)
                ? null
                : "not a usable TorchScript file: it has no code, so it is perhaps of torch.save; in Python:"
                        + " torch.jit.save(torch.jit.trace(model.eval(), clips), \"model.pt\")";
    }

    private static boolean isWhole(byte[] file) {
        for (int i = file.length - END_BYTES; i >= 0 && i >= file.length - END_BYTES - MAX_COMMENT; i--) {
            if (word(file, i) == END) {
                return true;
            }
        }
        return false;
    }

    private static boolean holdsCode(byte[] file) {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry();
                    entry != null && entries < MOST_ENTRIES;
                    entry = zip.getNextEntry(), entries++) {
                if (entry.getName().contains("/code/")) {
                    return true;
                }
            }
            return false;
        } catch (IOException | IllegalArgumentException e) {
            return true; // PyTorch's to say
        }
    }

    private static int word(byte[] file, int at) {
        return file[at] & 0xFF | (file[at + 1] & 0xFF) << 8 | (file[at + 2] & 0xFF) << 16 | file[at + 3] << 24;
    }
}

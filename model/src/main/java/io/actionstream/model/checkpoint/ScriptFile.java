package io.actionstream.model.checkpoint;

import java.nio.charset.StandardCharsets;

/** Tells whether a file can be TorchScript at all: a whole zip file with the source text of a module in it. */
final class ScriptFile {
    /** The record that ends a zip file: its signature, 18 bytes, and a comment of at most 65,535 bytes. */
    private static final int END = 'P' | 'K' << 8 | 5 << 16 | 6 << 24;

    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT = 0xFFFF;
    private static final int ZIP = 'P' | 'K' << 8 | 3 << 16 | 4 << 24;
    /** The places in that record of the directory's size and of its start. */
    private static final int DIRECTORY_SIZE = 12;

    private static final int DIRECTORY_START = 16;

    private ScriptFile() {}

    /** Says what is wrong with a file; null when nothing can be seen from outside. */
    static String problem(byte[] file) {
        if (file.length < END_BYTES || word(file, 0) != ZIP) {
            return "not a usable TorchScript file: it is no zip file, as torch.jit.save writes";
        }
        int end = end(file);
        if (end < 0) {
            return "not a usable TorchScript file: it ends early, without the directory of a zip file";
        }
        return holdsCode(file, end)
                ? null
                : "not a usable TorchScript file: it has no code, so it is perhaps of torch.save; in Python:"
                        + " torch.jit.save(torch.jit.trace(model.eval(), clips), \"model.pt\")";
    }

    /** The position of the record that ends the file; -1 when there is none. */
    private static int end(byte[] file) {
        for (int i = file.length - END_BYTES; i >= 0 && i >= file.length - END_BYTES - MAX_COMMENT; i--) {
            if (word(file, i) == END) {
                return i;
            }
        }
        return -1;
    }

    /** Looks for the folder of code among the names in the directory; a directory that is elsewhere is PyTorch's to read. */
    private static boolean holdsCode(byte[] file, int end) {
        long size = word(file, end + DIRECTORY_SIZE) & 0xFFFF_FFFFL;
        long start = word(file, end + DIRECTORY_START) & 0xFFFF_FFFFL;
        if (start + size > end) {
            return true;
        }
        return new String(file, (int) start, (int) size, StandardCharsets.ISO_8859_1).contains("/code/");
    }

    private static int word(byte[] file, int at) {
        return file[at] & 0xFF | (file[at + 1] & 0xFF) << 8 | (file[at + 2] & 0xFF) << 16 | file[at + 3] << 24;
    }
}

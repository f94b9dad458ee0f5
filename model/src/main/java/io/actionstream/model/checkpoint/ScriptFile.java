package io.actionstream.model.checkpoint;

import java.nio.charset.StandardCharsets;

/**
 * Tells whether a file can be TorchScript at all: a whole zip file with the source text of a module in it. Whatever else is wrong,
 * PyTorch says.
 *
 * @see <a href="https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT">the format of zip files</a>
 */
final class ScriptFile {
    private static final int LOCAL = 'P' | 'K' << 8 | 3 << 16 | 4 << 24;
    private static final int CENTRAL = 'P' | 'K' << 8 | 1 << 16 | 2 << 24;
    private static final int END = 'P' | 'K' << 8 | 5 << 16 | 6 << 24;
    private static final int CENTRAL_BYTES = 46;
    private static final int END_BYTES = 22;
    private static final int MAX_COMMENT = 0xFFFF;

    private ScriptFile() {}

    /** Says what is wrong with a file; null when nothing can be seen from outside. */
    static String problem(byte[] file) {
        if (file.length < END_BYTES || word(file, 0) != LOCAL) {
            return "not a usable TorchScript file: it is no zip file, as torch.jit.save writes";
        }
        int end = end(file);
        if (end < 0) {
            return "not a usable TorchScript file: it ends early, without the directory of a zip file";
        }
        int directory = word(file, end + 16);
        return holdsCode(file, directory, Math.min(end, directory + word(file, end + 12)))
                ? null
                : "not a usable TorchScript file: it has no code, so it is perhaps of torch.save; in Python:"
                        + " torch.jit.save(torch.jit.trace(model.eval(), clips), \"model.pt\")";
    }

    /** Where the record is that ends a zip file and its directory; -1 when there is none. */
    private static int end(byte[] file) {
        for (int i = file.length - END_BYTES; i >= 0 && i >= file.length - END_BYTES - MAX_COMMENT; i--) {
            if (word(file, i) == END) {
                return i;
            }
        }
        return -1;
    }

    /** Looks through the names of the directory; true also when it is damaged or too large to tell. */
    private static boolean holdsCode(byte[] file, int from, int end) {
        int at = from;
        while (at >= 0 && at < end) { // negative when it is too large for this field
            if (at + CENTRAL_BYTES > end || word(file, at) != CENTRAL) {
                return true;
            }
            int nameBytes = word(file, at + 28) & 0xFFFF;
            int more = (word(file, at + 30) & 0xFFFF) + (word(file, at + 32) & 0xFFFF); // extra fields, a comment
            int next = at + CENTRAL_BYTES + nameBytes + more;
            if (next > end) {
                return true;
            }
            String name = new String(file, at + CENTRAL_BYTES, nameBytes, StandardCharsets.UTF_8);
            if (name.contains("/code/")) {
                return true;
            }
            at = next;
        }
        return at < 0;
    }

    /** Four bytes, little-endian. */
    private static int word(byte[] file, int at) {
        return file[at] & 0xFF | (file[at + 1] & 0xFF) << 8 | (file[at + 2] & 0xFF) << 16 | file[at + 3] << 24;
    }
}

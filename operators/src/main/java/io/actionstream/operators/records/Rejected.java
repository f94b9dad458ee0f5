package io.actionstream.operators.records;

import java.util.Arrays;

/**
 * Something that could not be used: one record of the {@code rejected} topic.
 *
 * @param camera the camera's id; null when it had none
 * @param bytes the offending bytes, unchanged; null when there were none
 * @param reason a stable kebab-case code, see {@link RejectReason}
 * @param detail what exactly was wrong, for people
 * @param origin where it came from
 * @param length how many bytes there were, more than {@code bytes} when these were cut
 */
public record Rejected(String camera, byte[] bytes, String reason, String detail, Origin origin, int length) {

    /** With all bytes. */
    public Rejected(String camera, byte[] bytes, String reason, String detail, Origin origin) {
        this(camera, bytes, reason, detail, origin, bytes == null ? 0 : bytes.length);
    }

    /** The same with no more than so many bytes. */
    public Rejected cutTo(int most) {
        return bytes == null || bytes.length <= most
                ? this
                : new Rejected(camera, Arrays.copyOf(bytes, most), reason, detail, origin, length);
    }
}

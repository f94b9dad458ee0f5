package io.actionstream.operators.records;

/**
 * Something that could not be used: one record of the {@code rejected} topic.
 *
 * @param camera the camera's id; null when it had none
 * @param bytes the offending bytes, unchanged; null when there were none
 * @param reason a stable kebab-case code, see {@link RejectReason}
 * @param detail what exactly was wrong, for people
 * @param origin where it came from
 */
public record Rejected(String camera, byte[] bytes, String reason, String detail, Origin origin) {}

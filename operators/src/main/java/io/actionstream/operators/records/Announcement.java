package io.actionstream.operators.records;

/**
 * A record of the {@code models} topic: the model that clips are to be classified with from now on.
 *
 * @param key the record's key, {@link #CURRENT} in all that can be used; null when it had none
 * @param version what the checkpoint calls itself; null when the record does not say
 * @param uri the checkpoint's directory; null when the record does not say
 * @param problem why it cannot be used, for people; null when nothing speaks against it
 * @param value the record's value, unchanged
 * @param origin where it came from
 */
public record Announcement(String key, String version, String uri, String problem, byte[] value, Origin origin) {

    /** The key of the model in use. */
    public static final String CURRENT = "current";

    /** The same, found to be of no use. */
    public Announcement unusable(String why) {
        return new Announcement(key, version, uri, why, value, origin);
    }
}

package io.actionstream.operators.records;

/**
 * The action that a camera truly saw for a while: one record of the {@code truth} topic.
 *
 * @param camera the camera's id
 * @param start capture time at which the action begins, in milliseconds
 * @param end capture time at which it ends, in milliseconds
 * @param label the true action
 */
public record TrueAction(String camera, long start, long end, String label) {

    /** The longest label, in bytes of UTF-8: it is repeated in results, which must fit a Kafka record. */
    public static final int MAX_LABEL_BYTES = 255;
}

package io.actionstream.operators.records;

/**
 * A record of the {@code truth} topic as it arrived, whatever it holds.
 *
 * @param camera the camera's id; null when it had none
 * @param bytes what it holds, unchanged; null when it had no value
 * @param truth what it says; null when it cannot be read
 * @param problem why it cannot be read; null when it can
 * @param origin where it came from
 */
public record TruthRecord(String camera, byte[] bytes, TrueAction truth, String problem, Origin origin) {}

package io.actionstream.training.download;

import java.io.Closeable;
import java.io.IOException;

/** Bytes that can be read from anywhere within. Safe for any number of threads. */
interface ByteSource extends Closeable {

    /** The place that they come from, for messages. */
    String name();

    /** The number of bytes. */
    long size() throws IOException;

    /**
     * Reads some of them.
     *
     * @param length at least 1
     * @return exactly {@code length} bytes
     * @throws IOException when they can't be had
     */
    byte[] read(long offset, int length) throws IOException;
}

package io.actionstream.jobs.page;

import java.net.URI;

/**
 * A page that can be reached.
 *
 * @param address where a browser on this machine finds it
 * @param end ends it
 */
record ServedPage(URI address, Runnable end) implements AutoCloseable {

    @Override
    public void close() {
        end.run();
    }
}

package io.actionstream.inference;

import java.util.AbstractList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** Images of which the first one to be decoded keeps its thread until the test releases it. */
final class BlockingImages extends AbstractList<byte[]> {

    private final List<byte[]> images;
    private final AtomicInteger begun = new AtomicInteger();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    BlockingImages(List<byte[]> images) {
        this.images = images;
    }

    @Override
    public byte[] get(int index) {
        if (begun.incrementAndGet() == 1) {
            started.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return images.get(index);
    }

    /** Their bytes can be counted without decoding them. */
    @Override
    public Stream<byte[]> stream() {
        return images.stream();
    }

    @Override
    public int size() {
        return images.size();
    }

    /** Images that threads have begun to decode. */
    int begun() {
        return begun.get();
    }

    void awaitStart() throws InterruptedException {
        started.await();
    }

    void release() {
        released.countDown();
    }
}

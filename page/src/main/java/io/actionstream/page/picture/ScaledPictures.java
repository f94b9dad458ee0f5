package io.actionstream.page.picture;

import io.actionstream.media.image.BrokenImageException;
import io.actionstream.media.image.ImageLimits;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Pictures in the sizes that viewers ask for. Each is made once, when it is asked for first, and shared. Only so many are made at the
 * same time, and the made ones take a bounded number of bytes. Safe for any number of threads.
 */
public final class ScaledPictures {

    /** Nobody waits longer for a picture, in milliseconds. */
    private static final long PATIENCE_MILLIS = 5000;

    private final PictureStore store;
    private final PictureMaker maker;
    private final Semaphore workers;
    private final long maxBytes;
    private final LinkedHashMap<Key, byte[]> made = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<Key, CompletableFuture<byte[]>> making = new LinkedHashMap<>();
    private long bytes;
    private long count;

    /**
     * Makes pictures of those in a store.
     *
     * @param pixelated whether they are to be coarse blocks
     * @param atOnce how many are made at the same time
     * @param maxBytes of the pictures that are kept
     */
    public ScaledPictures(PictureStore store, ImageLimits limits, boolean pixelated, int atOnce, long maxBytes) {
        this.store = store;
        this.maker = new PictureMaker(limits, pixelated);
        this.workers = new Semaphore(atOnce, true);
        this.maxBytes = maxBytes;
    }

    /**
     * A picture as JPEG.
     *
     * @param at when it was captured
     * @param width in pixels, about
     * @return empty when it is not kept any more, or cannot be decoded
     * @throws BusyException when too many are being made
     */
    public Optional<byte[]> picture(String camera, long at, int width) throws InterruptedException {
        Key key = new Key(camera, at, PictureMaker.width(width));
        CompletableFuture<byte[]> result;
        boolean mine = false;
        synchronized (this) {
            byte[] ready = made.get(key);
            if (ready != null) {
                return Optional.of(ready);
            }
            result = making.get(key);
            if (result == null) {
                result = new CompletableFuture<>();
                making.put(key, result);
                mine = true;
            }
        }
        if (mine) {
            make(key, result);
        }
        try {
            return Optional.ofNullable(result.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (ExecutionException | TimeoutException e) {
            throw new BusyException();
        }
    }

    /** The number of pictures that were made so far. */
    public synchronized long made() {
        return count;
    }

    private void make(Key key, CompletableFuture<byte[]> result) throws InterruptedException {
        boolean working = false;
        try {
            working = workers.tryAcquire(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
            if (working) {
                Optional<byte[]> image = store.at(key.camera, key.at);
                finish(key, image.isPresent() ? maker.make(image.get(), key.width) : null, result);
            }
        } catch (BrokenImageException e) {
            finish(key, null, result);
        } finally {
            if (working) {
                workers.release();
            }
            synchronized (this) {
                making.remove(key);
            }
            result.completeExceptionally(new BusyException()); // if there is no result
        }
    }

    private synchronized void finish(Key key, byte[] picture, CompletableFuture<byte[]> result) {
        if (picture != null) {
            count++;
            made.put(key, picture);
            bytes += picture.length;
            for (Iterator<byte[]> oldest = made.values().iterator(); bytes > maxBytes && oldest.hasNext(); ) {
                bytes -= oldest.next().length;
                oldest.remove();
            }
        }
        result.complete(picture);
    }

    /** Too many pictures are being made. */
    public static final class BusyException extends RuntimeException {
        BusyException() {
            super("too many pictures are asked for at once");
        }
    }

    private record Key(String camera, long at, int width) {}
}

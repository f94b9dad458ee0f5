package io.actionstream.inference;

import io.actionstream.media.frame.ClipDecoder;
import io.actionstream.media.frame.ClipDecoding;
import io.actionstream.media.frame.DecodedClip;
import io.actionstream.model.concurrent.DaemonThreads;
import io.actionstream.model.concurrent.Threads;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Threads that decode clips; those that are free share the images of one. Clips with few bytes go first, so that they do
 * not wait for one whose images take long, and clips of about as many bytes in the order in which they came. They decode
 * into arrays that are used again: a clip waits, encoded, until one is given back, so that no more lie decoded than
 * whoever takes them needs.
 */
final class DecodeTeam implements AutoCloseable {
    private final ClipDecoder decoder;
    private final int clipBytes;
    private final Deque<SharedDecoding> waiting = new ArrayDeque<>();
    private final List<SharedDecoding> started = new ArrayList<>();
    private final Deque<byte[]> free = new ArrayDeque<>();
    private final Duration patience;
    private final List<Thread> threads;
    private int unmade;
    private boolean closed;

    /**
     * Starts the threads.
     *
     * @param clipBytes of a decoded clip
     * @param mostDecoded clips that are decoded and not given back
     * @param patience how long a close waits for an image that a thread is at
     */
    DecodeTeam(ClipDecoder decoder, int clipBytes, int threads, int mostDecoded, Duration patience) {
        this.decoder = decoder;
        this.clipBytes = clipBytes;
        this.unmade = mostDecoded;
        this.patience = patience;
        DaemonThreads factory = new DaemonThreads("decode");
        this.threads = Stream.generate(() -> factory.newThread(this::run))
                .limit(threads)
                .toList();
        this.threads.forEach(Thread::start);
    }

    /**
     * Decodes a clip.
     *
     * @return completes with the clip, whose pixels are to be {@linkplain #giveBack given back}
     */
    CompletableFuture<DecodedClip> submit(List<byte[]> images, int[] positions) {
        ClipDecoding decoding;
        try {
            decoding = decoder.begin(images, positions);
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
        if (decoding.parts() == 0) {
            return CompletableFuture.completedFuture(decoding.finish(null));
        }
        SharedDecoding clip = new SharedDecoding(
                decoding, images.stream().mapToLong(image -> image.length).sum());
        if (!enqueue(clip)) {
            clip.cancel();
        }
        return clip.result();
    }

    private synchronized boolean enqueue(SharedDecoding clip) {
        if (!closed) {
            waiting.removeIf(SharedDecoding::isDone); // no thread may be free to do it
            waiting.addLast(clip);
            notifyAll();
        }
        return !closed;
    }

    /** Clips that no thread has begun. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** Takes back the pixels of a clip that are not looked at any more. */
    synchronized void giveBack(byte[] pixels) {
        free.push(pixels);
        notifyAll();
    }

    private void run() {
        for (SharedDecoding clip = next(); clip != null; clip = next()) {
            clip.help(this::giveBack);
        }
    }

    /** Waits for a clip to help with or to start; null once closed. */
    private synchronized SharedDecoding next() {
        while (!closed) {
            started.removeIf(clip -> !clip.hasPartsLeft());
            waiting.removeIf(SharedDecoding::isDone);
            SharedDecoding present = smallest(started);
            SharedDecoding next = unmade > 0 || !free.isEmpty() ? smallest(waiting) : null;
            if (next != null && (present == null || next.sizeClass() < present.sizeClass())) {
                waiting.remove(next);
                start(next);
                started.add(next);
                return next;
            }
            if (present != null) {
                return present;
            }
            await();
        }
        return null;
    }

    /** The clip with the fewest bytes, the first of about equal ones; null when there is none. */
    private static SharedDecoding smallest(Collection<SharedDecoding> clips) {
        return clips.stream()
                .min(Comparator.comparingInt(SharedDecoding::sizeClass))
                .orElse(null);
    }

    /** Gives a clip its array; without memory for one that clip fails, and the thread goes on. */
    private void start(SharedDecoding clip) {
        try {
            clip.start(pixels());
        } catch (OutOfMemoryError e) {
            clip.fail(e);
        }
    }

    private byte[] pixels() {
        if (!free.isEmpty()) {
            return free.pop();
        }
        byte[] made = new byte[clipBytes];
        unmade--;
        return made;
    }

    private void await() {
        try {
            wait();
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    /** Ends each thread after the image that it is at; what is not decoded by then is cancelled. */
    @Override
    public void close() {
        List<SharedDecoding> left;
        synchronized (this) {
            closed = true;
            left = Stream.concat(started.stream(), waiting.stream()).toList();
            waiting.clear();
            notifyAll();
        }
        left.forEach(SharedDecoding::cancel);
        Threads.join(threads, patience);
    }
}

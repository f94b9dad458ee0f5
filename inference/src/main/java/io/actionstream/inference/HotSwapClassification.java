package io.actionstream.inference;

import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.concurrent.DaemonThreads;
import io.actionstream.model.console.Printable;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Swaps models while clips come. A newer one is opened on a thread of its own beside the present one, which goes on until
 * then; each clip is finished by the model that it was given to, and a model without clips is closed.
 */
final class HotSwapClassification implements ClassificationService {

    /** Opens the model of a release, ready to classify; slow. */
    @FunctionalInterface
    interface Opener {
        ClassificationService open(ModelRelease release) throws Exception;
    }

    private static final long CLOSE_SECONDS = 10;
    private static final Logger LOG = LoggerFactory.getLogger(HotSwapClassification.class);

    private final Opener opener;
    private final ExecutorService background;
    private final Set<DrainingClassification> open = new HashSet<>();
    private DrainingClassification running;
    private CompletableFuture<Void> beginning = CompletableFuture.completedFuture(null);
    private long newest = Long.MIN_VALUE;
    private ModelRelease wanted; // null for the first model, like what is loaded
    private ModelRelease loaded;
    private boolean begun;
    private boolean closed;

    /** Takes over the first model, which is closed like the others. */
    HotSwapClassification(ClassificationService first, Opener opener) {
        this.opener = opener;
        this.background = Executors.newSingleThreadExecutor(new DaemonThreads("load-model"));
        swap(first, null);
    }

    @Override
    public synchronized ClipSpec spec() {
        return running.service().spec();
    }

    @Override
    public synchronized CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
        begun = true;
        return beginning.isDone() ? running.submit(images, positions) : submitLater(images, positions);
    }

    /** A clip that nobody waits for any more leaves, wherever it is by then. */
    private CompletableFuture<ClipResult> submitLater(List<byte[]> images, int[] positions) {
        CompletableFuture<ClipResult> result = new CompletableFuture<>();
        beginning.thenRun(() -> {
            if (!result.isDone()) {
                submitTo(result, images, positions);
            }
        });
        return result;
    }

    private void submitTo(CompletableFuture<ClipResult> result, List<byte[]> images, int[] positions) {
        try {
            CompletableFuture<ClipResult> submitted = submit(images, positions);
            Results.cancelling(submitted, result);
            submitted.whenComplete((value, failure) -> Results.end(result, value, failure));
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }

    @Override
    public synchronized CompletableFuture<Void> use(ModelRelease release) {
        if (closed || release.number() <= newest) {
            return CompletableFuture.completedFuture(null);
        }
        newest = release.number();
        if (release.repeats(wanted)) {
            return CompletableFuture.completedFuture(null);
        }
        wanted = release;
        CompletableFuture<Void> swapped = new CompletableFuture<>();
        background.execute(() -> load(release, swapped));
        if (!begun) {
            beginning = swapped.exceptionally(failure -> null);
        }
        return swapped;
    }

    /** The number of open models. */
    synchronized int open() {
        return open.size();
    }

    /** Closes every model; clips that they are at fail. A model that is being opened is closed when it is open. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        background.shutdownNow().forEach(Runnable::run);
        try {
            background.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Set<DrainingClassification> left;
        synchronized (this) {
            left = Set.copyOf(open);
        }
        left.forEach(this::close);
    }

    private void load(ModelRelease release, CompletableFuture<Void> swapped) {
        try {
            requireOpen(release.version());
            ClassificationService fresh = opener.open(release);
            if (!swap(fresh, release)) {
                fresh.close();
                requireOpen(release.version());
            }
            LOG.info("model {} from {} takes over", Printable.of(release.version()), Printable.of(release.uri()));
            swapped.complete(null);
        } catch (IOException e) { // says what is wrong
            LOG.warn(
                    "model {} from {} cannot take over, the present one goes on: {}",
                    Printable.of(release.version()),
                    Printable.of(release.uri()),
                    Printable.of(e.getMessage()));
            giveUp(release, swapped, e);
        } catch (Exception | Error e) { // whatever it is, the present model goes on
            LOG.warn(
                    "model {} from {} cannot take over",
                    Printable.of(release.version()),
                    Printable.of(release.uri()),
                    Printable.of(e));
            giveUp(release, swapped, e);
        }
    }

    /** So that it is tried again when it is announced again. */
    private void giveUp(ModelRelease release, CompletableFuture<Void> swapped, Throwable why) {
        synchronized (this) {
            if (release.equals(wanted)) {
                wanted = loaded;
            }
        }
        swapped.completeExceptionally(why);
    }

    private synchronized void requireOpen(String version) {
        if (closed) {
            throw new CancellationException("closed before model " + version + " was loaded");
        }
    }

    private synchronized boolean swap(ClassificationService fresh, ModelRelease release) {
        if (closed) {
            return false;
        }
        loaded = release;
        DrainingClassification old = running;
        running = new DrainingClassification(fresh, this::closeInBackground);
        open.add(running);
        if (old != null) {
            old.retire();
        }
        return true;
    }

    /** Off the threads that answer clips, which a model's closing waits for. */
    private synchronized void closeInBackground(DrainingClassification done) {
        if (!closed) {
            background.execute(() -> close(done));
        }
    }

    private void close(DrainingClassification model) {
        model.close();
        synchronized (this) {
            open.remove(model);
        }
    }
}

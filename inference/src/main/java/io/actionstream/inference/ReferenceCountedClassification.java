package io.actionstream.inference;

import ai.djl.Device;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.checkpoint.CheckpointException;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.classify.ReleaseReader;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.network.Torch;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * One classifier for each set of options and process, shared by all that ask for it and read newer models alike: the first
 * opens it, the last to close frees it.
 */
public final class ReferenceCountedClassification {
    private static final Map<Key, Shared> OPEN = new HashMap<>();

    private ReferenceCountedClassification() {}

    /**
     * Joins the classifier with these options, opening it when it is not open. It is the same for all: a newer model that
     * one asks for is everyone's.
     *
     * @param releases reads newer models
     * @throws IOException when the checkpoint cannot be used
     * @throws IllegalArgumentException when there is no such device
     */
    public static ClassificationService acquire(ClassificationOptions options, ReleaseReader releases)
            throws IOException {
        Key key = new Key(options, releases);
        synchronized (OPEN) {
            Shared shared = OPEN.get(key);
            if (shared == null) {
                shared = new Shared(swappable(options, releases));
                OPEN.put(key, shared);
            }
            shared.users++;
            return new Share(key, shared.service);
        }
    }

    /** The number of open classifiers in this process. */
    static int open() {
        synchronized (OPEN) {
            return OPEN.size();
        }
    }

    private static ClassificationService swappable(ClassificationOptions options, ReleaseReader releases)
            throws IOException {
        Checkpoint checkpoint = Checkpoint.read(options.checkpoint(), options.rules());
        ClipSpec running = checkpoint.config().clip();
        DecodingClassifier first = openWarm(options, checkpoint, classifier -> {
            classifier.compile();
            classifier.warmUp();
        });
        return new HotSwapClassification(
                first, release -> openWarm(options, releases.read(release, running), DecodingClassifier::warmUp));
    }

    private static DecodingClassifier openWarm(
            ClassificationOptions options, Checkpoint checkpoint, Consumer<DecodingClassifier> warmUp)
            throws CheckpointException {
        DecodingClassifier classifier = open(options, checkpoint);
        try {
            warmUp.accept(classifier);
            return classifier;
        } catch (RuntimeException | Error e) {
            classifier.close();
            throw e;
        }
    }

    private static DecodingClassifier open(ClassificationOptions options, Checkpoint checkpoint)
            throws CheckpointException {
        Device device = Torch.device(options.device());
        DeviceClassifier classifier = new DeviceClassifier(checkpoint, device, options.precision(), options.rules());
        try {
            return new DecodingClassifier(
                    classifier, options.images(), options.decodeThreads(), options.maxBatch(), options.maxDelay());
        } catch (RuntimeException | Error e) {
            classifier.close();
            throw e;
        }
    }

    private static void release(Key key) {
        synchronized (OPEN) {
            Shared shared = OPEN.get(key);
            if (--shared.users == 0) {
                OPEN.remove(key);
                shared.service.close();
            }
        }
    }

    /** One that may read newer models from more places than another does not share with it. */
    private record Key(ClassificationOptions options, ReleaseReader releases) {}

    private static final class Shared {
        final ClassificationService service;
        int users;

        Shared(ClassificationService service) {
            this.service = service;
        }
    }

    /** One user's hold on the classifier. */
    private record Share(Key key, ClassificationService service, AtomicBoolean closed)
            implements ClassificationService {

        Share(Key key, ClassificationService service) {
            this(key, service, new AtomicBoolean());
        }

        @Override
        public ClipSpec spec() {
            return service.spec();
        }

        @Override
        public CompletableFuture<ClipResult> submit(List<byte[]> images, int[] positions) {
            return service.submit(images, positions);
        }

        @Override
        public CompletableFuture<Void> use(ModelRelease release) {
            return service.use(release);
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                release(key);
            }
        }
    }
}

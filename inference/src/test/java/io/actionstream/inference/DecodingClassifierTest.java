package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.media.frame.TestImages;
import io.actionstream.media.image.ImageLimits;
import io.actionstream.model.clip.ClipSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class DecodingClassifierTest {

    @Test
    void shouldWarmUpEverySizeThatBatchesArePaddedTo() {
        FakeClassifier device = new FakeClassifier(Integer.MAX_VALUE, 1);
        try (DecodingClassifier classifier = decoding(device, 12)) {
            classifier.warmUp();
        }
        assertThat(device.batches).containsExactly(1, 2, 4, 8, 12);
    }

    @Test
    void shouldWarmUpWithOneClipWhatWorksOnOneAtATime() {
        FakeClassifier device = new FakeClassifier(1, 1);
        try (DecodingClassifier classifier = decoding(device, 12)) {
            classifier.warmUp();
        }
        assertThat(device.batches).containsExactly(1);
    }

    @Test
    void shouldHaveTheNetworkCompiledWithoutClipsOfItsOwn() {
        FakeClassifier device = new FakeClassifier(1, 1);
        try (DecodingClassifier classifier = decoding(device, 1)) {
            classifier.compile();
        }
        assertThat(device.compiled).isEqualTo(1);
        assertThat(device.batches).isEmpty();
    }

    @Test
    void shouldTellOfAModelThatGivesNoProbabilities() {
        try (DecodingClassifier classifier = decoding(new FakeClassifier(1, Float.NaN), 1)) {
            assertThatThrownBy(classifier::warmUp)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("model v1 gives NaN as the probability of a class");
        }
    }

    @Test
    void shouldTellWhichLabelsAreBackground() {
        List<byte[]> images = List.of(TestImages.png(TestImages.plain(16, 16, 0x405060)));
        ClipClassifier idle = new FakeClassifier(1, 1) {
            @Override
            public List<String> background() {
                return labels();
            }
        };
        try (DecodingClassifier classifier = decoding(idle, 1)) {
            ClipResult result = classifier.submit(images, new int[10]).join();

            assertThat(result.background()).isEqualTo(result.labels()).isNotEmpty();
        }
    }

    @Test
    void shouldMeasureAClip() {
        List<byte[]> images = List.of(TestImages.png(TestImages.plain(16, 16, 0x405060)));
        try (DecodingClassifier classifier = decoding(new FakeClassifier(1, 1), 1)) {
            ClipTimes times = classifier.submit(images, new int[10]).join().times();

            assertThat(times.queue()).isZero();
            assertThat(times.decodeNanos()).isPositive();
            assertThat(times.inferenceNanos()).isPositive();
            assertThat(times.batch()).isEqualTo(1);
            assertThat(times.atOnce()).isEqualTo(1);
        }
    }

    @Test
    void shouldMeasureNoInferenceOfAClipWithoutAReadableImage() {
        try (DecodingClassifier classifier = decoding(new FakeClassifier(1, 1), 1)) {
            ClipTimes times = classifier
                    .submit(List.of(new byte[] {1}), new int[10])
                    .join()
                    .times();

            assertThat(times.inferenceNanos()).isZero();
            assertThat(times.batch()).isZero();
            assertThat(times.busyNanos()).isZero();
        }
    }

    @Test
    @Timeout(30)
    void shouldTellHowManyClipsWaitedBeforeOne() throws Exception {
        byte[] image = TestImages.png(TestImages.plain(16, 16, 0x405060));
        BlockingImages first = new BlockingImages(List.of(image));
        try (DecodingClassifier classifier = decoding(new FakeClassifier(1, 1), 1)) {
            classifier.submit(first, new int[10]);
            first.awaitStart(); // the only thread that decodes is at it
            classifier.submit(List.of(image), new int[10]);
            classifier.submit(List.of(image), new int[10]);
            var last = classifier.submit(List.of(image), new int[10]);
            first.release();

            assertThat(last.join().times().queue()).isEqualTo(2);
        }
    }

    @Test
    void shouldDecodeNextWhenAClipFails() {
        List<byte[]> images = List.of(TestImages.png(TestImages.plain(16, 16, 0x405060)));
        ClipClassifier failing = new FakeClassifier(1, 1) {
            @Override
            public float[][] classify(List<byte[]> clips) {
                throw new IllegalStateException("out of memory");
            }
        };
        try (DecodingClassifier classifier = decoding(failing, 1)) {
            for (int i = 0; i < 5; i++) {
                assertThatThrownBy(() -> classifier.submit(images, new int[10]).join())
                        .hasRootCauseMessage("out of memory");
            }
        }
    }

    @Test
    void shouldHaveAnArrayForTheNextClipHoweverManyAreCancelled() {
        List<byte[]> images = List.of(TestImages.png(TestImages.plain(16, 16, 0x405060)));
        try (DecodingClassifier classifier = decoding(new FakeClassifier(1, 1), 1)) {
            for (int i = 0; i < 200; i++) {
                classifier.submit(images, new int[10]).cancel(false);
            }
            assertThat(classifier.submit(images, new int[10]).join().probabilities())
                    .isNotNull();
        }
    }

    @Test
    @Timeout(30)
    void shouldDecodeNoFurtherImageOfAClipThatIsCancelled() throws Exception {
        byte[] image = TestImages.png(TestImages.plain(16, 16, 0x405060));
        int[] positions = {0, 1, 1, 1, 1, 1, 1, 1, 1, 1};
        BlockingImages images = new BlockingImages(List.of(image, image));
        try (DecodingClassifier classifier = decoding(new FakeClassifier(1, 1), 1)) {
            var tired = classifier.submit(images, positions);
            images.awaitStart();
            tired.cancel(false);
            images.release();

            classifier.submit(List.of(image, image), positions).join();
            assertThat(images.begun()).isEqualTo(1);
        }
    }

    @Test
    @Timeout(30)
    void shouldNotFreeTheClassifierWhileAThreadIsStuckInIt() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        FakeClassifier stuck = new FakeClassifier(1, 1) {
            @Override
            public float[][] classify(List<byte[]> clips) {
                entered.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return super.classify(clips);
            }
        };
        List<byte[]> images = List.of(TestImages.png(TestImages.plain(16, 16, 0x405060)));
        var classifier = new DecodingClassifier(stuck, ImageLimits.DEFAULT, 1, 1, Duration.ZERO, Duration.ofMillis(1));
        classifier.submit(images, new int[10]);
        entered.await();

        classifier.close();

        assertThat(stuck.closed).isFalse();
        released.countDown();
    }

    private static DecodingClassifier decoding(ClipClassifier classifier, int maxBatch) {
        return new DecodingClassifier(classifier, ImageLimits.DEFAULT, 1, maxBatch, Duration.ZERO);
    }

    /** Gives every clip the same probability and notes the sizes of its batches. */
    private static class FakeClassifier implements ClipClassifier {
        final List<Integer> batches = new ArrayList<>();
        int compiled;
        boolean closed;
        private final int mostAtOnce;
        private final float probability;

        FakeClassifier(int mostAtOnce, float probability) {
            this.mostAtOnce = mostAtOnce;
            this.probability = probability;
        }

        @Override
        public int mostAtOnce() {
            return mostAtOnce;
        }

        @Override
        public ClipSpec spec() {
            return ClipSpec.TUTORIAL;
        }

        @Override
        public List<String> labels() {
            return List.of("Archery");
        }

        @Override
        public String version() {
            return "v1";
        }

        @Override
        public void compile() {
            compiled++;
        }

        @Override
        public float[][] classify(List<byte[]> clips) {
            batches.add(clips.size());
            return clips.stream().map(clip -> new float[] {probability}).toArray(float[][]::new);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}

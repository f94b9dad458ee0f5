package io.actionstream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.actionstream.media.video.Remux;
import io.actionstream.media.video.VideoException;
import io.actionstream.model.checkpoint.Checkpoint;
import io.actionstream.model.clip.Padding;
import io.actionstream.model.network.Layout;
import io.actionstream.model.network.Tensor;
import io.actionstream.model.network.VectorNetwork;
import io.actionstream.training.TestVideos;
import io.actionstream.training.data.Augmentation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainerTest {
    /** Everything that is random or remembers: mixing, averaging, warm-up, augmentation, two sizes. */
    private static final Recipe RECIPE = new Recipe(
            "test",
            3,
            2,
            false,
            3e-3,
            0.5,
            true,
            0.01,
            0.1,
            0.2,
            0.9,
            32,
            null,
            null,
            null,
            null,
            1,
            16,
            Padding.LAST,
            new Augmentation(true, 0.1, 0.1, 0.1, 5, 0.1, 0.1, 0.1, 5, 0.1, 0.1),
            null);

    @TempDir
    private static Path videos;

    @TempDir
    private Path runs;

    private final List<String> told = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void writeVideos() throws IOException {
        TestVideos.stripes(videos, 3);
    }

    @Test
    void shouldLeaveHistoryAndCheckpoints() throws Exception {
        List<Epoch> history = train("run", RECIPE, Progress.NONE);
        assertThat(history).extracting(Epoch::epoch).containsExactly(1, 2, 3);
        assertThat(history).allSatisfy(epoch -> {
            assertThat(epoch.loss()).isFinite().isPositive();
            assertThat(epoch.validationAccuracy()).isBetween(0.0, 1.0);
        });
        assertThat(Files.readAllLines(runs.resolve("run/history.csv"))).hasSize(4);
        Checkpoint last = Checkpoint.read(runs.resolve("run/last"));
        assertThat(last.config().labels()).containsExactly("Across", "Down");
        assertThat(last.config().metrics())
                .containsEntry("epoch", 3.0)
                .containsEntry("validation_loss", history.get(2).validationLoss());
    }

    /** At a low rate, as Adam takes steps of the rate's size for gradients that are nothing but rounding, too. */
    @Test
    void shouldLearnTheSameWithVectorsAsWithPyTorch() throws Exception {
        Recipe recipe = constant(4, 1e-4);
        List<Epoch> vectors = train("vectors", recipe, Progress.NONE);
        System.setProperty(VectorNetwork.PROPERTY, "false");
        try {
            List<Epoch> torch = train("torch", recipe, Progress.NONE);
            for (int i = 0; i < torch.size(); i++) {
                assertThat(vectors.get(i).loss()).isCloseTo(torch.get(i).loss(), within(1e-3));
                assertThat(vectors.get(i).validationLoss())
                        .isCloseTo(torch.get(i).validationLoss(), within(1e-3));
            }
        } finally {
            System.clearProperty(VectorNetwork.PROPERTY);
        }
    }

    @Test
    void shouldKeepTheEpochOfLeastValidationLoss() throws Exception {
        List<Epoch> history = train("run", RECIPE, Progress.NONE);
        Map<String, Double> best =
                Checkpoint.readConfig(runs.resolve("run/best")).metrics();
        double least = history.stream().mapToDouble(Epoch::validationLoss).min().orElseThrow();
        assertThat(best).containsEntry("validation_loss", least);
    }

    @Test
    void shouldGoOnAfterAnInterruptionAsIfThereHadBeenNone() throws Exception {
        List<Epoch> unbroken = train("unbroken", RECIPE, Progress.NONE);
        assertThatThrownBy(() -> train("broken", RECIPE, new Interruption(2))).hasMessage("interrupted");
        assertThat(Checkpoint.readConfig(runs.resolve("broken/last")).metrics()).containsEntry("epoch", 1.0);

        List<Epoch> resumed = train("broken", RECIPE, Progress.NONE);

        assertThat(withoutTimes(resumed)).isEqualTo(withoutTimes(unbroken));
        for (String which : List.of("last", "best")) {
            Checkpoint broken = Checkpoint.read(runs.resolve("broken").resolve(which));
            Checkpoint whole = Checkpoint.read(runs.resolve("unbroken").resolve(which));
            assertThat(broken.config()).isEqualTo(whole.config());
            assertSame(broken.weights(), whole.weights());
        }
    }

    @Test
    void shouldDoNothingMoreWhenTheRunIsDone() throws Exception {
        List<Epoch> history = train("run", RECIPE, Progress.NONE);
        assertThat(train("run", RECIPE, new Interruption(1))).isEqualTo(history);
    }

    @Test
    void shouldStopWhenTheLossIsNoNumber() throws Exception {
        Map<String, Tensor> start = new LinkedHashMap<>(Layout.of(2).initialise(1));
        float[] poisoned = start.get("head.weight").values().clone();
        poisoned[0] = Float.NaN;
        start.put("head.weight", new Tensor(start.get("head.weight").shape(), poisoned));
        assertThatThrownBy(() -> new Trainer(plan("run", RECIPE, BackboneRate.FULL), Progress.NONE).train(start))
                .isInstanceOf(DivergedException.class)
                .hasMessageContainingAll("the loss", "epoch 1", "learning rate", "run/last");
    }

    @Test
    void shouldKeepTheLastGoodCheckpointWhenTheLossBecomesNoNumber() throws Exception {
        train("run", constant(1, 1e-3), Progress.NONE);
        Files.delete(runs.resolve("run/run.json")); // so that it may go on at another rate
        assertThatThrownBy(() -> train("run", constant(3, 1e30), Progress.NONE))
                .isInstanceOf(DivergedException.class)
                .hasMessageContainingAll("epoch 2", "after epoch 1", "1.0E30");
        Checkpoint last = Checkpoint.read(runs.resolve("run/last"));
        assertThat(last.config().metrics()).containsEntry("epoch", 1.0);
        last.weights()
                .forEach((name, tensor) -> assertThat(tensor.values()).as(name).doesNotContain(Float.NaN));
    }

    @Test
    void shouldTrainOnlyTheHeadOfAFrozenBody() throws Exception {
        Map<String, Tensor> start = Layout.of(2).initialise(1);
        Recipe recipe = constant(1, 1e-2);
        new Trainer(plan("run", recipe, BackboneRate.FROZEN), Progress.NONE).train(start);
        Map<String, Tensor> trained = Checkpoint.read(runs.resolve("run/last")).weights();
        assertThat(trained.get("head.weight").values())
                .isNotEqualTo(start.get("head.weight").values());
        start.keySet().stream()
                .filter(name -> !BackboneRate.isHead(name))
                .forEach(name -> assertThat(trained.get(name).values())
                        .as(name)
                        .containsExactly(start.get(name).values()));
    }

    @Test
    void shouldTrainWithoutAFileThatEndsEarlyAndNameItOnce() throws Exception {
        Path more = runs.resolve("videos");
        TestVideos.stripes(more, 3);
        List<Epoch> whole = train("whole", more);
        Path good = more.resolve("Across/v_Across_g01_c01.avi");
        Path cut =
                more.resolve("Across/v_Across_g01_c02.avi"); // of the group of another, so that the split is the same
        Remux.cut(Files.copy(good, cut), 0.3);

        List<Epoch> withoutIt = train("cut", more);

        assertThat(withoutTimes(withoutIt)).isEqualTo(withoutTimes(whole));
        assertThat(told)
                .singleElement()
                .asString()
                .startsWith("left out: " + cut + " ends early: ")
                .endsWith(" s of the 1.0 s that its header promises are there");
    }

    @Test
    void shouldGoOnWithoutAFileThatCannotBeReadAnyMoreAndNameItOnce() throws Exception {
        Path more = runs.resolve("videos");
        TestVideos.stripes(more, 3);
        Plan plan = Plans.of(RECIPE, BackboneRate.FULL, more, runs.resolve("run"));
        Path gone = plan.training().videos().get(0).file();
        Progress deleting = new Told() {
            @Override
            public void epochDone(Epoch done) {
                try {
                    Files.deleteIfExists(gone);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };

        List<Epoch> history = new Trainer(plan, deleting).train(StartWeights.fresh(plan.config()));

        assertThat(history).hasSize(3);
        assertThat(told).containsExactly("left out: can't open " + gone + ": No such file or directory");
    }

    @Test
    void shouldStopWhenNoVideoCanBeReadAnyMore() throws Exception {
        Path more = runs.resolve("videos");
        TestVideos.stripes(more, 3);
        Plan plan = Plans.of(RECIPE, BackboneRate.FULL, more, runs.resolve("run"));
        Progress deleting = new Told() {
            @Override
            public void epochStarted(int epoch, int epochs, int clips) {
                plan.training().videos().forEach(video -> video.file().toFile().delete());
            }
        };

        assertThatThrownBy(() -> new Trainer(plan, deleting).train(StartWeights.fresh(plan.config())))
                .isInstanceOf(VideoException.class)
                .hasMessage("none of the 4 training videos can be read");
    }

    private List<Epoch> train(String run, Path data) throws IOException, InterruptedException {
        Plan plan = Plans.of(RECIPE, BackboneRate.FULL, data, runs.resolve(run));
        return new Trainer(plan, new Told()).train(StartWeights.fresh(plan.config()));
    }

    private List<Epoch> train(String run, Recipe recipe, Progress progress) throws Exception {
        Plan plan = plan(run, recipe, BackboneRate.FULL);
        return new Trainer(plan, progress).train(StartWeights.fresh(plan.config()));
    }

    private Plan plan(String run, Recipe recipe, BackboneRate backbone) throws IOException {
        return Plans.of(recipe, backbone, videos, runs.resolve(run));
    }

    private static Recipe constant(int epochs, double rate) {
        return new Recipe(
                "constant",
                epochs,
                2,
                false,
                rate,
                0,
                false,
                0,
                0,
                0,
                0,
                224,
                null,
                null,
                null,
                null,
                0,
                16,
                Padding.LAST,
                Augmentation.NONE,
                null);
    }

    private static List<Epoch> withoutTimes(List<Epoch> history) {
        List<Epoch> timeless = new ArrayList<>();
        for (Epoch e : history) {
            timeless.add(new Epoch(
                    e.epoch(),
                    e.learningRate(),
                    e.loss(),
                    e.accuracy(),
                    e.validationLoss(),
                    e.validationAccuracy(),
                    0,
                    0));
        }
        return timeless;
    }

    private static void assertSame(Map<String, Tensor> actual, Map<String, Tensor> expected) {
        assertThat(actual.keySet()).isEqualTo(expected.keySet());
        expected.forEach(
                (name, tensor) -> assertThat(actual.get(name).values()).as(name).containsExactly(tensor.values()));
    }

    /** Throws in the middle of an epoch. */
    private static final class Interruption implements Progress {
        private final int inEpoch;
        private int epoch;

        Interruption(int inEpoch) {
            this.inEpoch = inEpoch;
        }

        @Override
        public void epochStarted(int started, int epochs, int clips) {
            epoch = started;
        }

        @Override
        public void stepDone(int clips, double loss, double accuracy) {
            if (epoch == inEpoch) {
                throw new IllegalStateException("interrupted");
            }
        }

        @Override
        public void epochDone(Epoch done) {}

        @Override
        public void problem(String message) {}
    }

    /** Keeps what it is told of videos. */
    private class Told implements Progress {
        @Override
        public void epochStarted(int epoch, int epochs, int clips) {}

        @Override
        public void stepDone(int clips, double loss, double accuracy) {}

        @Override
        public void epochDone(Epoch epoch) {}

        @Override
        public void problem(String message) {
            told.add(message);
        }
    }
}

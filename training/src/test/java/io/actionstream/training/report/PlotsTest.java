package io.actionstream.training.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Evaluation.Judged;
import io.actionstream.training.fit.Epoch;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlotsTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 60})
    void shouldPlotARun(int epochs) throws IOException {
        List<Picture> pictures = HistoryPlots.of(history(epochs));
        assertThat(pictures).extracting(Picture::name).containsExactly("loss", "accuracy");
        for (Picture picture : pictures) {
            picture.write(plots());
            BufferedImage image =
                    ImageIO.read(plots().resolve(picture.name() + ".png").toFile());
            assertThat(colours(image)).contains(new Color(0x1f77b4).getRGB(), new Color(0xd62728).getRGB());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 10, 101})
    void shouldPlotAConfusionMatrixOfAnySize(int classes) throws IOException {
        Picture picture = ConfusionPlot.of(evaluation(classes), "confusion-" + classes, classes + " classes");
        picture.write(plots());
        assertThat(picture.image().getWidth()).isBetween(300 + 20 * classes, 700 + 60 * classes);
        assertThat(plots()).isDirectoryContaining("glob:**/confusion-" + classes + ".png");
    }

    @Test
    void shouldPlotASingleSample() {
        Evaluation one = new Evaluation(List.of("A", "B"), List.of(new Judged("v.avi", 0, new float[] {1, 0})));
        assertThat(colours(ConfusionPlot.of(one, "one", "one").image())).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 10})
    void shouldPlotWhatConfidenceIsWorth(int classes) {
        List<Picture> pictures = CalibrationPlots.of(evaluation(classes), "test");
        assertThat(pictures).extracting(Picture::name).containsExactly("reliability-test", "coverage-test");
        assertThat(pictures.get(0).title()).startsWith("Reliability: test, error 0.");
        assertThat(colours(pictures.get(0).image()))
                .contains(new Color(0x1f77b4).getRGB(), new Color(0xc6dbef).getRGB(), new Color(0xd62728).getRGB());
        assertThat(colours(pictures.get(1).image())).contains(new Color(0x1f77b4).getRGB());
    }

    @Test
    void shouldMakeTheFolder() throws IOException {
        HistoryPlots.of(history(2)).get(0).write(folder.resolve("a/b"));
        assertThat(folder.resolve("a/b/loss.png")).isNotEmptyFile();
    }

    private Path plots() {
        return folder.resolve("plots");
    }

    static Evaluation evaluation(int classes) {
        Random random = new Random(3);
        List<String> labels = IntStream.range(0, classes)
                .mapToObj(label -> "ActionNumber" + label)
                .toList();
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < classes * 20; i++) {
            int truth = i % classes;
            float[] probabilities = new float[classes];
            probabilities[random.nextInt(10) < 8 ? truth : random.nextInt(classes)] = 0.75f;
            judged.add(new Judged("v_" + i + ".avi", truth, probabilities));
        }
        return new Evaluation(labels, judged);
    }

    static List<Epoch> history(int epochs) {
        return IntStream.rangeClosed(1, epochs)
                .mapToObj(epoch -> {
                    double x = epoch / (double) epochs;
                    return new Epoch(
                            epoch,
                            1e-3,
                            2.3 * Math.exp(-2 * x),
                            0.1 + 0.8 * x,
                            2.3 * Math.exp(-x),
                            0.1 + 0.5 * x,
                            9,
                            40);
                })
                .toList();
    }

    private static List<Integer> colours(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .map(i -> image.getRGB(i % image.getWidth(), i / image.getWidth()) | 0xff000000)
                .distinct()
                .boxed()
                .toList();
    }
}

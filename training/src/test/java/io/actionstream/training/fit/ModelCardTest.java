package io.actionstream.training.fit;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.training.data.VideoSet;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Evaluation.Judged;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ModelCardTest {
    private static final Epoch EPOCH = new Epoch(7, 1e-3, 0.5, 0.9, 0.8, 0.75, 10, 60);

    @Test
    void shouldTellOfDataRecipeAndFiguresWithIntervals() {
        String card = card(List.of("Fall", "Throw"), judged(0, 0), judged(0, 0), judged(0, 1), judged(1, 1));

        assertThat(card)
                .startsWith("# test\n")
                .contains("gives a clip one of 2 labels. A clip is 3 frames of 16x16 pixels, 200 ms apart.")
                .contains("stripes, split groups, seed 1: 2 videos for training, 2 for validation.")
                .contains("\"name\" : \"plain\"")
                .contains("Of the 4 videos of validation, after epoch 7 of 1")
                .contains("| accuracy | 0.750 | 0.301 to 0.954 |")
                .contains("| Fall | 1 | 3 | 1.000 | 0.667 | 0.208 to 0.939 |")
                .contains("| Throw | 1 | 1 | 0.500 | 1.000 | 0.207 to 1.000 |");
    }

    @Test
    void shouldNameWhatWasTakenForWhatMostOftenFirst() {
        String card = card(List.of("Fall", "Throw"), judged(0, 1), judged(1, 0), judged(1, 0), judged(1, 1));

        assertThat(card).containsSubsequence("## Confusions", "| Throw | Fall | 2 of 3 |", "| Fall | Throw | 1 of 1 |");
    }

    @Test
    void shouldSayThatNothingWasConfused() {
        assertThat(card(List.of("Fall", "Throw"), judged(0, 0), judged(1, 1))).contains("None among these videos.");
    }

    @Test
    void shouldSayWhatItMustNotBeUsedFor() {
        assertThat(card(List.of("Fall", "Throw"), judged(0, 0)))
                .contains("It must not be used", "to decide about people on its own", "to find out who somebody is")
                .contains("It has no label for scenes in which none of its actions happens");
    }

    @Test
    void shouldNameTheBackground() {
        Plan plan = plan(List.of("Fall", "Idle"));
        Plan withBackground = new Plan(
                plan.recipe(),
                plan.backbone(),
                plan.training(),
                plan.validation(),
                plan.config().withBackground(List.of("Idle")),
                plan.devices(),
                1,
                plan.folder());

        assertThat(ModelCard.untrained(withBackground)).contains("are to get the label Idle.");
    }

    @Test
    void shouldSayThatANetworkIsNotTrainedYet() {
        assertThat(ModelCard.untrained(plan(List.of("Fall", "Throw"))))
                .contains("The network has not been trained")
                .doesNotContain("## Confusions");
    }

    @Test
    void shouldKeepHostileLabelsOutOfItsMarkup() {
        String card = card(List.of("<b>|x\u001b[2J", "Throw"), judged(0, 1));

        assertThat(card).contains("| \\<b\\>\\|x?\\[2J | Throw | 1 of 1 |").doesNotContain("\u001b", "<b>");
    }

    private static String card(List<String> labels, Judged... judged) {
        return ModelCard.of(plan(labels), EPOCH, new Evaluation(labels, List.of(judged)));
    }

    private static Judged judged(int truth, int given) {
        float[] probabilities = new float[2];
        probabilities[given] = 1;
        return new Judged("video", truth, probabilities);
    }

    private static Plan plan(List<String> labels) {
        VideoSet videos = new VideoSet(
                Stream.of(labels.get(0), labels.get(1))
                        .map(label -> new LabelledVideo(Path.of("a.avi"), label))
                        .toList(),
                labels);
        CheckpointConfig config = Plans.config(labels);
        return new Plan(
                Recipes.plain(1e-3),
                BackboneRate.FULL,
                videos,
                videos,
                config,
                List.of(Device.cpu()),
                1,
                Path.of("run"));
    }
}

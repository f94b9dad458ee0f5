package io.actionstream.training.fit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.actionstream.media.video.files.LabelledVideo;
import io.actionstream.model.checkpoint.CheckpointConfig;
import io.actionstream.model.clip.ClipSpec;
import io.actionstream.model.console.Printable;
import io.actionstream.training.evaluate.Evaluation;
import io.actionstream.training.evaluate.Interval;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The model card of a checkpoint (Mitchell et al. 2019, "Model Cards for Model Reporting"), in Markdown: of which data it was trained,
 * how, how good it is, and what it must not be used for.
 */
final class ModelCard {
    private static final int MOST_CLASSES = 1000;
    private static final int MOST_CONFUSIONS = 10;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringBuilder text = new StringBuilder();
    private final Plan plan;

    private ModelCard(Plan plan) {
        this.plan = plan;
    }

    /** The card of a network that has learned nothing yet. */
    static String untrained(Plan plan) {
        ModelCard card = new ModelCard(plan);
        card.begin();
        card.line("The network has not been trained: this is what the run starts from.");
        return card.text.toString();
    }

    /**
     * The card of an epoch.
     *
     * @param validation how its weights did on the validation videos
     */
    static String of(Plan plan, Epoch epoch, Evaluation validation) {
        ModelCard card = new ModelCard(plan);
        card.begin();
        card.figures(epoch, validation);
        card.classes(validation);
        card.confusions(validation);
        return card.text.toString();
    }

    private void begin() {
        CheckpointConfig config = plan.config();
        ClipSpec clip = config.clip();
        line("# %s", plain(config.version()));
        line("");
        line(
                "A network of ActionStream that gives a clip one of %d labels. A clip is %d frames of %dx%d pixels, %d ms apart. `config.json`"
                        + " says how it is run.",
                config.labels().size(), clip.frames(), clip.width(), clip.height(), clip.intervalMillis());
        uses();
        data();
        recipe();
        line("");
        line("## Figures");
        line("");
    }

    private void uses() {
        line("");
        line("## Uses");
        line("");
        line(
                "It may help people to find, count and measure actions in the video of a camera like those of its training data. A");
        line("person should look before anything depends on an answer.");
        line("");
        line("It must not be used");
        line("");
        line("- to decide about people on its own: in policing, at work, in insurance, in care, or to grant access;");
        line(
                "- to find out who somebody is, or to guess age, sex, origin, health, feelings or intentions: it has learned nothing of these;");
        line("- as a safety device or an alarm that nothing else backs up: it misses actions, as the figures show;");
        line(
                "- for cameras, places, people or actions unlike those of its training data before it has been evaluated on some.");
        line("");
        List<String> background = plan.config().background();
        line(
                "%s",
                background.isEmpty()
                        ? "It has no label for scenes in which none of its actions happens, and gives these one of its labels, too."
                        : "Scenes in which none of its actions happens are to get the label "
                                + String.join(
                                        " or ",
                                        background.stream()
                                                .map(ModelCard::plain)
                                                .toList())
                                + ". It knows only what its data show of these.");
    }

    private void data() {
        CheckpointConfig.Training training = plan.config().training();
        line("");
        line("## Data");
        line("");
        line(
                "%s, split %s, seed %d: %d videos for training, %d for validation. Their licences, and the consent of the people in them,"
                        + " are not recorded here.",
                plain(training.data()),
                plain(training.split()),
                training.seed(),
                plan.training().size(),
                plan.validation().size());
    }

    private void recipe() {
        line("");
        line("## Recipe");
        line("");
        line("```json");
        try {
            line("%s", JSON.writerWithDefaultPrettyPrinter().writeValueAsString(plan.recipe()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        line("```");
    }

    private void figures(Epoch epoch, Evaluation validation) {
        Interval interval = validation.accuracyInterval();
        line(
                "Of the %d videos of validation, after epoch %d of %d, before any calibration:",
                validation.samples().size(), epoch.epoch(), plan.recipe().epochs());
        line("");
        line("| figure | value | 95 %% interval |");
        line("| --- | --- | --- |");
        line("| accuracy | %.3f | %.3f to %.3f |", validation.accuracy(), interval.low(), interval.high());
        line("| loss | %.3f | |", validation.loss());
        line("");
        line("These videos also chose the epoch, so the figures flatter. `evaluate` on test videos gives better ones.");
        line("");
    }

    private void classes(Evaluation validation) {
        line("| label | training videos | validation videos | precision | recall | 95 %% interval of recall |");
        line("| --- | --- | --- | --- | --- | --- |");
        int[][] counts = validation.confusion();
        Map<String, Long> trained = plan.training().videos().stream()
                .collect(Collectors.groupingBy(LabelledVideo::label, Collectors.counting()));
        for (int c = 0; c < Math.min(counts.length, MOST_CLASSES); c++) {
            String label = validation.labels().get(c);
            int support = validation.support(c);
            line(
                    "| %s | %d | %d | %s | %s | %s |",
                    plain(label),
                    trained.getOrDefault(label, 0L),
                    support,
                    share(validation.precision(c)),
                    share(validation.recall(c)),
                    support == 0 ? "" : interval(Interval.wilson(counts[c][c], support)));
        }
        if (counts.length > MOST_CLASSES) {
            line("");
            line("These are the first %d of %d labels.", MOST_CLASSES, counts.length);
        }
    }

    private record Confusion(String truth, String given, int count, int support) {}

    private void confusions(Evaluation validation) {
        List<Confusion> confusions = confusionsOf(validation);
        line("");
        line("## Confusions");
        line("");
        if (confusions.isEmpty()) {
            line("None among these videos.");
            return;
        }
        line("| truth | taken for | videos |");
        line("| --- | --- | --- |");
        for (Confusion confusion : confusions) {
            line(
                    "| %s | %s | %d of %d |",
                    plain(confusion.truth), plain(confusion.given), confusion.count, confusion.support);
        }
    }

    /** The pairs that were confused most often. */
    private static List<Confusion> confusionsOf(Evaluation validation) {
        List<String> labels = validation.labels();
        int[][] counts = validation.confusion();
        return IntStream.range(0, counts.length)
                .boxed()
                .flatMap(truth -> IntStream.range(0, counts.length)
                        .filter(given -> given != truth && counts[truth][given] > 0)
                        .mapToObj(given -> new Confusion(
                                labels.get(truth),
                                labels.get(given),
                                counts[truth][given],
                                IntStream.of(counts[truth]).sum())))
                .sorted(Comparator.comparingInt(Confusion::count).reversed())
                .limit(MOST_CONFUSIONS)
                .toList();
    }

    private static String share(Double share) {
        return share == null ? "" : String.format(Locale.ROOT, "%.3f", share);
    }

    private static String interval(Interval interval) {
        return String.format(Locale.ROOT, "%.3f to %.3f", interval.low(), interval.high());
    }

    /** A name as Markdown shows it, whatever is in it. */
    private static String plain(String name) {
        return Printable.of(name).replaceAll("[\\\\`*_{}\\[\\]<>#|!]", "\\\\$0");
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}

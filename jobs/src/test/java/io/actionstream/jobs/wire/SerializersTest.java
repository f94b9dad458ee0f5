package io.actionstream.jobs.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.actionstream.model.events.Event;
import io.actionstream.model.events.Event.Phase;
import io.actionstream.operators.records.Accuracy;
import io.actionstream.operators.records.Accuracy.ClassFigures;
import io.actionstream.operators.records.Accuracy.Confusion;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.Score;
import io.actionstream.operators.records.TrueAction;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SerializersTest {

    private static final Accuracy ACCURACY = new Accuracy(
            "*",
            1764000005400L,
            500,
            4,
            3,
            0.75,
            List.of(new ClassFigures("Archery", 3, 1.0, 2.0 / 3), new ClassFigures("Diving", 1, null, null)),
            new Confusion(List.of("Archery", "Diving"), List.of(List.of(2, 1), List.of(0, 1))));

    private static final Event EVENT = new Event(
            "gate-1/1764000000000/Squats",
            "gate-1",
            Phase.END,
            "Squats",
            1764000000000L,
            1764000023400L,
            0.87f,
            0.95f,
            4,
            "synthetic-1");

    @Test
    void shouldWriteAndReadTheFiguresOfEvents() throws IOException {
        Accuracy events = ACCURACY.withEvents(new Accuracy.EventFigures(0.5, null, 1.5, 2));

        assertThat(AccuracyJson.write(events))
                .asString(UTF_8)
                .endsWith(",\"events\":{\"precision\":0.5,\"recall\":null,\"falsePerHour\":1.5,\"hours\":2.0}}");
        assertThat(AccuracyJson.read(AccuracyJson.write(events))).isEqualTo(events);
        assertThat(AccuracyJson.write(ACCURACY)).asString(UTF_8).doesNotContain("events");
    }

    @Test
    void shouldWriteAnActionAsTheDesignShowsIt() {
        var kafkaRecord = new ActionSerializer("actions").serialize(action("Archery"), null, 7L);

        assertThat(kafkaRecord.topic()).isEqualTo("actions");
        assertThat(kafkaRecord.key()).asString(UTF_8).isEqualTo("gate-1");
        assertThat(kafkaRecord.timestamp()).isNull();
        assertThat(kafkaRecord.value())
                .asString(UTF_8)
                .isEqualTo("{\"camera\":\"gate-1\",\"start\":1764000000000,\"end\":1764000005400,\"label\":\"Archery\","
                        + "\"confidence\":0.91,\"top\":[{\"label\":\"Archery\",\"confidence\":0.91},"
                        + "{\"label\":\"BaseballPitch\",\"confidence\":0.05}],\"truth\":\"Archery\","
                        + "\"model\":\"ucf101-2026-11-24\",\"frames\":10,\"latencyMillis\":143}");
    }

    @Test
    void shouldLeaveOutAnUnknownTruth() {
        assertThat(ActionJson.write(action(null))).asString(UTF_8).doesNotContain("truth");
    }

    @Test
    void shouldWriteAnEventAsTheDocsShowIt() {
        var kafkaRecord = new EventSerializer("events").serialize(EVENT, null, 7L);

        assertThat(kafkaRecord.topic()).isEqualTo("events");
        assertThat(kafkaRecord.key()).asString(UTF_8).isEqualTo("gate-1");
        assertThat(kafkaRecord.timestamp()).isNull();
        assertThat(kafkaRecord.value())
                .asString(UTF_8)
                .isEqualTo("{\"id\":\"gate-1/1764000000000/Squats\",\"camera\":\"gate-1\",\"phase\":\"end\","
                        + "\"label\":\"Squats\",\"start\":1764000000000,\"end\":1764000023400,\"confidence\":0.87,"
                        + "\"peak\":0.95,\"clips\":4,\"model\":\"synthetic-1\"}");
    }

    @Test
    void shouldReadBackWhatItWrote() throws IOException {
        assertThat(ActionJson.read(ActionJson.write(action(null)))).isEqualTo(action(null));
        assertThat(EventJson.read(EventJson.write(EVENT))).isEqualTo(EVENT);
        assertThat(AccuracyJson.read(AccuracyJson.write(ACCURACY))).isEqualTo(ACCURACY);
    }

    @Test
    void shouldReadAnActionWithFieldsOfALaterVersion() throws IOException {
        assertThat(ActionJson.read("{\"camera\":\"gate-1\",\"speed\":3}".getBytes(UTF_8))
                        .camera())
                .isEqualTo("gate-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "null", "{}"})
    void shouldSayWhenARecordIsNoResult(String json) {
        assertThatThrownBy(() -> ActionJson.read(json.getBytes(UTF_8))).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> EventJson.read(json.getBytes(UTF_8))).isInstanceOf(JsonProcessingException.class);
        assertThatThrownBy(() -> AccuracyJson.read(json.getBytes(UTF_8))).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void shouldWriteFiguresAsTheDesignShowsThemAndNullWhereThereAreNone() {
        var kafkaRecord = new AccuracySerializer("accuracy").serialize(ACCURACY, null, 7L);

        assertThat(kafkaRecord.key()).asString(UTF_8).isEqualTo("*");
        assertThat(kafkaRecord.value())
                .asString(UTF_8)
                .isEqualTo("{\"scope\":\"*\",\"at\":1764000005400,\"window\":500,\"clips\":4,\"correct\":3,"
                        + "\"accuracy\":0.75,\"classes\":[{\"label\":\"Archery\",\"support\":3,\"precision\":1.0,"
                        + "\"recall\":0.6666666666666666},{\"label\":\"Diving\",\"support\":1,\"precision\":null,"
                        + "\"recall\":null}],\"confusion\":{\"labels\":[\"Archery\",\"Diving\"],"
                        + "\"counts\":[[2,1],[0,1]]}}");
    }

    @Test
    void shouldWriteATombstoneOfAScopeThatIsForgotten() {
        var kafkaRecord = new AccuracySerializer("accuracy").serialize(Accuracy.forgotten("gate-1"), null, 7L);

        assertThat(kafkaRecord.topic()).isEqualTo("accuracy");
        assertThat(kafkaRecord.key()).asString(UTF_8).isEqualTo("gate-1");
        assertThat(kafkaRecord.value()).isNull();
    }

    @Test
    void shouldFitTheFiguresOfTheMostAndLongestLabelsIntoWhatAnyBrokerTakes() {
        int most = Accuracy.MOST_LABELS + 1;
        List<String> labels = Collections.nCopies(most, "\u0001".repeat(TrueAction.MAX_LABEL_BYTES));
        Double longest = 0.12345678901234567;
        Accuracy largest = new Accuracy(
                "\u0001".repeat(255),
                Long.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                Integer.MAX_VALUE,
                longest,
                labels.stream()
                        .map(label -> new ClassFigures(label, Integer.MAX_VALUE, longest, longest))
                        .toList(),
                new Confusion(labels, Collections.nCopies(most, Collections.nCopies(most, Integer.MAX_VALUE))));

        assertThat(AccuracyJson.write(largest)).hasSizeLessThan(1_000_000);
    }

    private static Action action(String truth) {
        return new Action(
                "gate-1",
                1764000000000L,
                1764000005400L,
                "Archery",
                0.91f,
                List.of(new Score("Archery", 0.91f), new Score("BaseballPitch", 0.05f)),
                truth,
                "ucf101-2026-11-24",
                10,
                143);
    }
}

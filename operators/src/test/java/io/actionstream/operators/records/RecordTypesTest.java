package io.actionstream.operators.records;

import static org.assertj.core.api.Assertions.assertThat;

import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.events.ClassifiedClip;
import io.actionstream.model.events.Event;
import io.actionstream.model.events.EventSoFar;
import io.actionstream.model.events.EventState;
import io.actionstream.operators.records.Accuracy.ClassFigures;
import io.actionstream.operators.records.Accuracy.Confusion;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.java.typeutils.PojoTypeInfo;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pins that what flows through Flink never falls back to Kryo. */
class RecordTypesTest {

    private static final byte[] BYTES = {1, 2, 3};
    private static final Origin ORIGIN = new Origin("frames", 3, 77);
    private static final CameraFrame FRAME = new CameraFrame("gate", 1, BYTES, "Archery", 2, ORIGIN);
    private static final CameraFrame BARE_FRAME = new CameraFrame("gate", 1, null, null, 2, null);
    private static final AnnouncedModel MODEL =
            new AnnouncedModel(new ModelRelease(1, "v2", "file:/models/v2"), ORIGIN);
    private static final Rejected REJECTED = new Rejected("gate", BYTES, "empty", "why", ORIGIN);
    private static final Action ACTION =
            new Action("gate", 1, 2, "Archery", 0.5f, List.of(new Score("Archery", 0.5f)), "Archery", "v1", 10, 143);
    private static final ClassifiedClip CLASSIFIED =
            new ClassifiedClip(1, 2, List.of("Archery", "Idle"), new float[] {0.75f, 0.25f}, List.of("Idle"), "v1");
    private static final ClipAnswer ANSWER = new ClipAnswer("gate", 1, CLASSIFIED);
    private static final Event EVENT =
            new Event("gate/1/Archery", "gate", Event.Phase.UPDATE, "Archery", 1, 2, 0.5f, 0.75f, 3, "v1");
    private static final EventSoFar EVENT_SO_FAR =
            new EventSoFar("Archery", 1, 3, 2, 4, 2.5, 0.75f, "v1", 5, true, false);
    private static final TrueAction TRUE_ACTION = new TrueAction("gate", 1, 2, "Archery");

    static Stream<Record> records() {
        return Stream.of(
                FRAME,
                BARE_FRAME,
                ORIGIN,
                new Origin(null, 0, 0),
                new SampledFrame(FRAME, 1, 2),
                new SampledFrame(FRAME, 1, 2).asUnconfirmed(),
                SampledFrame.end("gate", 1, 2, 3),
                new Clip("gate", 1, 2, List.of(FRAME, FRAME), new int[] {0, 1, -1}, "Archery", 3),
                new Clip("gate", 1, 2, List.of(), new int[0], null, 3),
                new Clip("gate", 1, 2, List.of(FRAME), new int[] {0}, null, 3, MODEL, false),
                NextClip.sessionEnd("gate"),
                ANSWER,
                new ClipAnswer("gate", 1, null),
                CLASSIFIED,
                EVENT,
                EVENT_SO_FAR,
                EventState.EMPTY,
                new EventState(List.of(CLASSIFIED, CLASSIFIED), List.of(EVENT_SO_FAR)),
                MODEL,
                MODEL.release(),
                new Announcement("current", "v2", "file:/models/v2", null, BYTES, ORIGIN),
                new Announcement(null, null, null, "the key is null", BYTES, ORIGIN),
                ACTION,
                new Action("gate", 1, 2, "Archery", 0.5f, List.of(), null, "v1", 10, 143),
                new Score("Archery", 0.5f),
                TRUE_ACTION,
                new TruthRecord("gate", BYTES, TRUE_ACTION, null, ORIGIN),
                new TruthRecord(null, null, null, "not JSON", ORIGIN),
                LabelledClip.of(ACTION),
                new AwaitedClip(new LabelledClip("gate", 1, 2, "Archery", null), 3),
                REJECTED,
                new Rejected(null, null, "invalid-camera", null, null),
                new Classified(ACTION, List.of(), ANSWER),
                new Classified(null, List.of(REJECTED), null),
                new Outcome("*", "gate", 1, 2, "Archery", "Biking"),
                new Accuracy(
                        "*",
                        1,
                        500,
                        2,
                        1,
                        0.5,
                        List.of(new ClassFigures("Archery", 2, null, 0.5)),
                        new Confusion(List.of("Archery"), List.of(List.of(2)))),
                Accuracy.forgotten("gate"),
                new SamplingState("gate", 0, 9, 1L, 2L, 3L, 4, 5L, 6L, 7, List.of(FRAME, BARE_FRAME)),
                new SamplingState("gate", 0, 9, null, null, null, -1, null, null, null, List.of()),
                new ClipId("gate", 1),
                new ConfusionCell("Archery", "Biking"),
                WindowState.EMPTY.counted(1, 2).reported(3));
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldSerializeWithoutGenericTypes(Record value) throws IOException {
        assertThat(roundTrip(value)).usingRecursiveComparison().isEqualTo(value);
    }

    @ParameterizedTest
    @MethodSource("records")
    void shouldBeOfATypeThatEvolves(Record value) {
        assertThat(TypeInformation.of(value.getClass())).isInstanceOf(PojoTypeInfo.class);
    }

    private static <T> T roundTrip(T value) throws IOException {
        SerializerConfigImpl config = new SerializerConfigImpl();
        config.setGenericTypes(false);
        @SuppressWarnings("unchecked")
        Class<T> type = (Class<T>) value.getClass();
        TypeSerializer<T> serializer = TypeInformation.of(type).createSerializer(config);
        DataOutputSerializer out = new DataOutputSerializer(64);
        serializer.serialize(serializer.copy(value), out);
        DataInputDeserializer in = new DataInputDeserializer(Arrays.copyOf(out.getSharedBuffer(), out.length()));
        T read = serializer.deserialize(in);
        assertThat(in.available()).isZero();
        return read;
    }
}

package io.actionstream.operators.classify;

import static io.actionstream.operators.testing.CameraFixture.GATE;
import static io.actionstream.operators.testing.CameraFixture.frame;
import static io.actionstream.operators.testing.CameraFixture.image;
import static io.actionstream.operators.testing.CameraFixture.origin;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.inference.ClipResult;
import io.actionstream.inference.OverloadException;
import io.actionstream.model.classify.ModelRelease;
import io.actionstream.operators.records.Action;
import io.actionstream.operators.records.AnnouncedModel;
import io.actionstream.operators.records.Classified;
import io.actionstream.operators.records.Clip;
import io.actionstream.operators.records.ClipAnswer;
import io.actionstream.operators.records.Origin;
import io.actionstream.operators.records.RejectReason;
import io.actionstream.operators.records.Rejected;
import io.actionstream.operators.records.Score;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.TaskInfo;
import org.apache.flink.api.common.TaskInfoImpl;
import org.apache.flink.api.common.functions.DefaultOpenContext;
import org.apache.flink.runtime.execution.SuppressRestartsException;
import org.apache.flink.streaming.api.functions.async.CollectionSupplier;
import org.apache.flink.streaming.api.functions.async.ResultFuture;
import org.apache.flink.streaming.util.MockStreamingRuntimeContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ClassifyClipsTest {

    private static final List<String> LABELS = List.of("Archery", "Biking", "Diving");
    private static final AnnouncedModel MODEL =
            new AnnouncedModel(new ModelRelease(1, "v2", "file:/models/v2"), new Origin("models", 0, 7));

    private final FakeClassificationService service = new FakeClassificationService();
    private final Results results = new Results();
    private final ClassifyClips classify = new ClassifyClips(() -> service, 2);

    @BeforeEach
    void open() throws Exception {
        classify.setRuntimeContext(new MockStreamingRuntimeContext(1, 0));
        classify.open(DefaultOpenContext.INSTANCE);
    }

    @Test
    void shouldSubmitTheImagesAndTheirPositionsWithoutWaiting() {
        classify.asyncInvoke(clip(0), results);

        assertThat(service.images.get(0)).containsExactly(image(1000), image(1600));
        assertThat(service.positions.get(0)).containsExactly(0, 1, 1, -1);
        assertThat(results.classified).isEmpty();
    }

    @Test
    void shouldNameTheMostProbableClassesBestFirst() {
        classify.asyncInvoke(clip(0), results);

        service.answer.complete(result(Map.of(), 0.2f, 0.7f, 0.1f));

        Action action = results.only().action();
        assertThat(action.label()).isEqualTo("Biking");
        assertThat(action.confidence()).isEqualTo(0.7f);
        assertThat(action.top()).containsExactly(new Score("Biking", 0.7f), new Score("Archery", 0.2f));
        assertThat(action.camera()).isEqualTo(GATE);
        assertThat(action.start()).isEqualTo(1000);
        assertThat(action.end()).isEqualTo(2200);
        assertThat(action.truth()).isEqualTo("Diving");
        assertThat(action.model()).isEqualTo("v1");
        assertThat(action.frames()).isEqualTo(3);
        assertThat(results.only().rejected()).isEmpty();
    }

    @Test
    void shouldGiveTheEventsAllProbabilities() {
        classify.asyncInvoke(clip(0), results);

        service.answer.complete(
                new ClipResult(new float[] {0.2f, 0.7f, 0.1f}, Map.of(), LABELS, List.of("Diving"), "v1"));

        ClipAnswer answer = results.only().answer();
        assertThat(answer.camera()).isEqualTo(GATE);
        assertThat(answer.start()).isEqualTo(1000);
        assertThat(answer.classified().start()).isEqualTo(1000);
        assertThat(answer.classified().end()).isEqualTo(2200);
        assertThat(answer.classified().labels()).isEqualTo(LABELS);
        assertThat(answer.classified().probabilities()).containsExactly(0.2f, 0.7f, 0.1f);
        assertThat(answer.classified().background()).containsExactly("Diving");
        assertThat(answer.classified().model()).isEqualTo("v1");
    }

    @Test
    void shouldAnswerTheEventsForAClipWithoutProbabilities() {
        classify.asyncInvoke(clip(0), results);

        service.answer.completeExceptionally(new IOException("no memory"));

        assertThat(results.only().answer()).isEqualTo(new ClipAnswer(GATE, 1000, null));
    }

    @Test
    void shouldAnswerTheEventsForAClipWithoutAReadableImage() {
        classify.asyncInvoke(clip(0), results);

        service.answer.complete(new ClipResult(null, Map.of(0, "a", 1, "b"), LABELS, "v1"));

        assertThat(results.only().answer()).isEqualTo(new ClipAnswer(GATE, 1000, null));
    }

    @Test
    void shouldAnswerTheEventsForAClipThatTookTooLong() {
        classify.asyncInvoke(listed(true), results);
        classify.timeout(listed(true), results);

        assertThat(results.only().answer()).isEqualTo(new ClipAnswer(GATE, 1000, null));
    }

    @Test
    void shouldNotAnswerTheEventsForAClipOfAnEarlierVersionsSavepoint() {
        classify.asyncInvoke(listed(false), results);

        service.answer.complete(result(Map.of(), 0.2f, 0.7f, 0.1f));

        assertThat(results.only().action().label()).isEqualTo("Biking");
        assertThat(results.only().answer()).isNull();
    }

    @Test
    void shouldMeasureTheLatencyFromTheArrivalOfTheClip() {
        long arrival = System.currentTimeMillis() - 5000;
        classify.asyncInvoke(clip(arrival), results);

        service.answer.complete(result(Map.of(), 1, 0, 0));

        assertThat(results.only().action().latencyMillis()).isBetween(5000L, System.currentTimeMillis() - arrival);
    }

    @Test
    void shouldNotReportANegativeLatencyWhenClocksDisagree() {
        classify.asyncInvoke(clip(Long.MAX_VALUE), results);

        service.answer.complete(result(Map.of(), 1, 0, 0));

        assertThat(results.only().action().latencyMillis()).isZero();
    }

    @Test
    void shouldRejectABrokenImageAndClassifyTheRest() {
        classify.asyncInvoke(clip(0), results);

        service.answer.complete(result(Map.of(1, "bad huffman code"), 1, 0, 0));

        assertThat(results.only().action().label()).isEqualTo("Archery");
        Rejected rejected = results.only().rejected().get(0);
        assertThat(rejected.reason()).isEqualTo(RejectReason.UNDECODABLE);
        assertThat(rejected.detail()).isEqualTo("bad huffman code");
        assertThat(rejected.bytes()).isEqualTo(image(1600));
        assertThat(rejected.origin()).isEqualTo(origin(1600));
    }

    @Test
    void shouldRejectEveryImageWhenNoneCanBeDecoded() {
        classify.asyncInvoke(clip(0), results);

        service.answer.complete(new ClipResult(null, Map.of(0, "a", 1, "b"), LABELS, "v1"));

        assertThat(results.only().action()).isNull();
        assertThat(results.only().rejected()).extracting(Rejected::detail).containsExactly("a", "b");
    }

    @Test
    void shouldRejectTheClipWhenTheClassifierGivesNothing() {
        classify.asyncInvoke(clip(0), results);

        service.answer.complete(new ClipResult(null, Map.of(), LABELS, "v1"));

        assertOnlyTheClipIsRejected(RejectReason.CLASSIFICATION_FAILED, "the classifier gave no probabilities");
    }

    @Test
    void shouldRejectTheClipWhenClassificationFails() {
        classify.asyncInvoke(clip(0), results);

        service.answer.completeExceptionally(new IllegalStateException("out of device memory"));

        assertOnlyTheClipIsRejected(
                RejectReason.CLASSIFICATION_FAILED, "java.lang.IllegalStateException: out of device memory");
    }

    @Test
    void shouldTellOfAClipDroppedInOverload() {
        classify.asyncInvoke(clip(0), results);

        service.answer.completeExceptionally(new OverloadException("dropped"));

        assertOnlyTheClipIsRejected(RejectReason.OVERLOAD, "dropped");
    }

    @Test
    void shouldRejectTheClipWhenTheServiceRefusesIt() {
        service.refusal = new IllegalStateException("the service is closed");

        classify.asyncInvoke(clip(0), results);

        assertOnlyTheClipIsRejected(
                RejectReason.CLASSIFICATION_FAILED, "java.lang.IllegalStateException: the service is closed");
    }

    @Test
    void shouldRejectTheClipWhenTheAnswerMakesNoSense() {
        classify.asyncInvoke(clip(0), results);

        service.answer.complete(result(Map.of(9, "no such image"), 1, 0, 0));

        assertThat(results.only().rejected())
                .extracting(Rejected::reason)
                .containsExactly(RejectReason.CLASSIFICATION_FAILED);
    }

    @Test
    void shouldRejectTheClipWhenItTakesTooLong() {
        classify.asyncInvoke(clip(0), results);

        classify.timeout(clip(0), results);

        assertOnlyTheClipIsRejected(RejectReason.CLASSIFICATION_TIMEOUT, "no result within the time allowed");
    }

    @Test
    void shouldCancelTheClipThatTookTooLongSoThatItLeavesTheQueue() {
        classify.asyncInvoke(clip(0), results);

        classify.timeout(clip(0), results);

        assertThat(service.results).singleElement().matches(CompletableFuture::isCancelled);
        assertThat(results.classified).hasSize(1);
    }

    @Test
    void shouldAskForTheModelOfAClipWithoutWaitingForIt() {
        classify.asyncInvoke(clip(0).withModel(MODEL), results);
        assertThat(service.models).containsExactly(MODEL.release());

        service.answer.complete(result(Map.of(), 1, 0, 0));

        assertThat(results.only().action().model()).isEqualTo("v1");
        assertThat(results.only().rejected()).isEmpty();
    }

    @Test
    void shouldAskForNoModelWhenNoneIsAnnounced() {
        classify.asyncInvoke(clip(0), results);

        assertThat(service.models).isEmpty();
    }

    @Test
    void shouldTellOnceOfAModelThatCannotBeLoadedHere() {
        classify.asyncInvoke(clip(0).withModel(MODEL), results);
        service.modelLoaded.completeExceptionally(new IOException("no such directory"));

        service.answer.complete(result(Map.of(), 1, 0, 0));

        assertThat(results.only().action().model()).isEqualTo("v1");
        assertThat(results.only().rejected())
                .containsExactly(new Rejected(
                        "current",
                        null,
                        RejectReason.INVALID_MODEL,
                        "a process of the job could not load model v2 from file:/models/v2:"
                                + " java.io.IOException: no such directory",
                        MODEL.origin()));
        classify.asyncInvoke(clip(0), results);
        assertThat(results.classified.get(1).rejected()).isEmpty();
    }

    @Test
    void shouldTellOfAModelThatCannotBeLoadedWithAClipThatTookTooLong() {
        classify.asyncInvoke(clip(0).withModel(MODEL), results);
        service.modelLoaded.completeExceptionally(new IOException("no such directory"));

        classify.timeout(clip(0), results);

        assertThat(results.only().rejected())
                .extracting(Rejected::reason)
                .containsExactly(RejectReason.CLASSIFICATION_TIMEOUT, RejectReason.INVALID_MODEL);
    }

    @Test
    void shouldNotLoseWhatIsToBeToldOfAModelToAnAnswerThatComesTooLate() {
        classify.asyncInvoke(clip(0).withModel(MODEL), results);
        classify.timeout(clip(0), results);
        service.modelLoaded.completeExceptionally(new IOException("no such directory"));

        service.answer.complete(result(Map.of(), 1, 0, 0));
        assertThat(results.classified).hasSize(1);
        classify.asyncInvoke(clip(0), results);

        assertThat(results.classified.get(1).rejected())
                .extracting(Rejected::reason)
                .containsExactly(RejectReason.INVALID_MODEL);
    }

    @Test
    void shouldCloseItsServiceOnce() {
        classify.close();
        classify.close();

        assertThat(service.timesClosed).isEqualTo(1);
    }

    @Test
    void shouldFailToOpenWithTheReasonOfTheFactory() {
        ClassifyClips broken = new ClassifyClips(
                () -> {
                    throw new IOException("no checkpoint in /models");
                },
                1);

        assertThatThrownBy(() -> broken.open(DefaultOpenContext.INSTANCE)).hasMessage("no checkpoint in /models");
        broken.close();
    }

    @Test
    void shouldNotStartAgainWhenTheMachineHasNotWhatIsAskedFor() {
        ClassifyClips broken = withoutDevice(0);

        assertThatThrownBy(() -> broken.open(DefaultOpenContext.INSTANCE))
                .isInstanceOf(SuppressRestartsException.class)
                .hasRootCauseMessage("no such device");
    }

    @Test
    void shouldStartAgainWhenADeviceIsLostLater() {
        ClassifyClips broken = withoutDevice(1);

        assertThatThrownBy(() -> broken.open(DefaultOpenContext.INSTANCE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no such device");
    }

    @Test
    void shouldRefuseToNameNoClass() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClassifyClips(() -> service, 0))
                .withMessage("top must be at least 1, not 0");
    }

    private void assertOnlyTheClipIsRejected(String reason, String why) {
        assertThat(results.only().action()).isNull();
        assertThat(results.only().rejected())
                .containsExactly(
                        new Rejected(GATE, null, reason, "clip from 1000 to 2200 of 3 samples: " + why, origin(1000)));
    }

    private static ClassifyClips withoutDevice(int attempt) {
        ClassifyClips classify = new ClassifyClips(
                () -> {
                    throw new IllegalArgumentException("no such device");
                },
                1);
        classify.setRuntimeContext(new MockStreamingRuntimeContext(1, 0) {
            @Override
            public TaskInfo getTaskInfo() {
                return new TaskInfoImpl("classify", 1, 0, 1, attempt);
            }
        });
        return classify;
    }

    private static ClipResult result(Map<Integer, String> broken, float... probabilities) {
        return new ClipResult(probabilities, broken, LABELS, "v1");
    }

    private static Clip listed(boolean listed) {
        Clip clip = clip(0);
        return new Clip(
                clip.camera(),
                clip.start(),
                clip.end(),
                clip.images(),
                clip.positions(),
                clip.truth(),
                clip.arrival(),
                null,
                listed);
    }

    private static Clip clip(long arrival) {
        return new Clip(
                GATE,
                1000,
                2200,
                List.of(frame(GATE, 1000), frame(GATE, 1600)),
                new int[] {0, 1, 1, -1},
                "Diving",
                arrival);
    }

    private static final class Results implements ResultFuture<Classified> {

        private final List<Classified> classified = new ArrayList<>();

        @Override
        public void complete(Collection<Classified> result) {
            classified.addAll(result);
        }

        @Override
        public void completeExceptionally(Throwable error) {
            throw new AssertionError("a clip must never fail the job", error);
        }

        @Override
        public void complete(CollectionSupplier<Classified> supplier) {
            throw new UnsupportedOperationException();
        }

        private Classified only() {
            assertThat(classified).hasSize(1);
            return classified.get(0);
        }
    }
}

package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.actionstream.model.classify.ModelRelease;
import io.actionstream.model.clip.ClipSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Two clips at the service at once, three more may wait; all have 1,000 bytes at most. */
class LoadSheddingClassificationTest {

    private final FakeModel model = new FakeModel("v1");
    private final LoadSheddingClassification dropping = new LoadSheddingClassification(model, 2, 3, 1000);
    private final List<CompletableFuture<ClipResult>> clips = new ArrayList<>();

    @Test
    void shouldPassOnNoMoreClipsThanTheServiceIsToHave() {
        submit(5);

        assertThat(model.clips()).isEqualTo(2);
        assertThat(clips).noneMatch(CompletableFuture::isDone);
    }

    @Test
    void shouldDropTheClipThatHasWaitedLongestAndNeverOneAtTheService() {
        submit(7);

        assertThat(dropped()).containsExactly(2, 3);
        assertThat(clips.get(2))
                .isCompletedExceptionally()
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(OverloadException.class)
                .withMessageContaining("2 clips were being classified and 3 came after it");
    }

    @Test
    void shouldDropNothingWhileTheServiceKeepsUp() throws Exception {
        for (int i = 0; i < 100; i++) {
            submit(1);
            model.answer();
        }

        assertThat(clips).hasSize(100).allMatch(clip -> !clip.isCompletedExceptionally());
    }

    @Test
    void shouldClassifyWhatWaitsInTheOrderInWhichItCame() throws Exception {
        submit(6);
        for (int answers = 0; answers < 5; answers++) {
            model.answer();
        }

        assertThat(dropped()).containsExactly(2);
        assertThat(clips).filteredOn(clip -> !clip.isCompletedExceptionally()).allMatch(CompletableFuture::isDone);
        assertThat(model.clips()).isZero();
    }

    @Test
    void shouldPassOverAClipThatNobodyWaitsForAnyMore() throws Exception {
        submit(5);
        clips.get(2).cancel(false);
        model.answer();
        model.answer();

        assertThat(model.clips()).isEqualTo(2);
        model.answer();
        model.answer();

        assertThat(clips).allMatch(CompletableFuture::isDone);
        assertThat(clips.subList(3, 5)).noneMatch(CompletableFuture::isCompletedExceptionally);
        assertThat(model.clips()).isZero();
    }

    @Test
    void shouldGoOnBehindAClipThatTheServiceRefuses() {
        CompletableFuture<ClipResult> refused = dropping.submit(List.of(), new int[0]);
        submit(2);

        assertThat(refused).isCompletedExceptionally();
        assertThat(model.clips()).isEqualTo(2);
    }

    @Test
    void shouldDropTheLargestThatWaitsWhenAllHaveTooManyBytes() {
        submitBytes(300, 300, 100, 200, 200);

        assertThat(dropped()).containsExactly(3);
        assertThat(clips.get(3))
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .havingCause()
                .isInstanceOf(OverloadException.class)
                .withMessage("dropped as the largest that waited, of 200 bytes, for clips had more than 1000 bytes");
    }

    @Test
    void shouldDropALargeClipRatherThanThoseAtTheService() {
        submitBytes(300, 1000, 300);

        assertThat(dropped()).containsExactly(1);
        assertThat(model.clips()).isEqualTo(2);
    }

    @Test
    void shouldTakeAClipThatIsTooLargeWhileThereIsNoOther() throws Exception {
        submitBytes(5000, 1);
        assertThat(dropped()).containsExactly(1);

        model.answer();
        submitBytes(400, 400);
        assertThat(dropped()).containsExactly(1);
    }

    @Test
    void shouldHaveRoomAgainWhenClipsAreAnsweredOrForgotten() throws Exception {
        for (int i = 0; i < 10; i++) {
            submitBytes(300, 300, 300);
            clips.get(clips.size() - 1).cancel(false);
            model.answer();
            model.answer();
        }

        assertThat(dropped()).hasSize(10);
    }

    @Test
    void shouldLeaveNoClipWithoutAnAnswerWhenItIsClosed() {
        submit(5);

        dropping.close();

        assertThat(model.timesClosed()).isEqualTo(1);
        assertThat(clips).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void shouldBeTheServiceOtherwise() {
        assertThat(dropping.spec()).isEqualTo(ClipSpec.TUTORIAL);
        assertThat(dropping.use(new ModelRelease(1, "v2", "file:/v2")))
                .as("a fake has one model only")
                .isCompletedExceptionally();
    }

    @Test
    void shouldRefuseToHaveNoRoom() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoadSheddingClassification(model, 0, 1, 1000))
                .withMessage("mostAtOnce must be at least 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LoadSheddingClassification(model, 1, 0, 1000))
                .withMessage("mostWaiting must be at least 1, not 0");
    }

    private void submit(int count) {
        for (int i = 0; i < count; i++) {
            clips.add(dropping.submit(List.of(new byte[1]), new int[] {0}));
        }
    }

    private void submitBytes(int... sizes) {
        for (int size : sizes) {
            clips.add(dropping.submit(List.of(new byte[size - size / 2], new byte[size / 2]), new int[] {0}));
        }
    }

    private List<Integer> dropped() {
        List<Integer> dropped = new ArrayList<>();
        for (int i = 0; i < clips.size(); i++) {
            if (clips.get(i).isCompletedExceptionally()) {
                dropped.add(i);
            }
        }
        return dropped;
    }
}

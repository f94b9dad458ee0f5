package io.actionstream.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class MicroBatcherTest {
    private static final Duration NO_DELAY = Duration.ZERO;
    private static final Duration FOR_EVER = Duration.ofHours(1);

    private final List<List<Integer>> batches = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void shouldTakeASingleItemAtOnceWhenIdle() throws Exception {
        try (MicroBatcher<Integer, Integer> batcher = batcher(8, NO_DELAY, this::square)) {
            assertThat(batcher.submit(3).get()).isEqualTo(9);
        }
        assertThat(batches).containsExactly(List.of(3));
    }

    @Test
    void shouldFillBatchesWhileBusy() throws Exception {
        try (MicroBatcher<Integer, Integer> batcher = batcher(4, NO_DELAY, this::squareWhenReleased)) {
            CompletableFuture<Integer> first = batcher.submit(0);
            started.await();
            List<CompletableFuture<Integer>> others = new ArrayList<>();
            for (int i = 1; i <= 6; i++) {
                others.add(batcher.submit(i));
            }
            released.countDown();
            assertThat(first.get()).isZero();
            assertThat(others).extracting(CompletableFuture::get).containsExactly(1, 4, 9, 16, 25, 36);
        }
        assertThat(batches).containsExactly(List.of(0), List.of(1, 2, 3, 4), List.of(5, 6));
    }

    @Test
    void shouldNotWaitOnceABatchIsFull() throws Exception {
        try (MicroBatcher<Integer, Integer> batcher = batcher(2, FOR_EVER, this::square)) {
            CompletableFuture<Integer> first = batcher.submit(1);
            CompletableFuture<Integer> second = batcher.submit(2);
            assertThat(first.get()).isEqualTo(1);
            assertThat(second.get()).isEqualTo(4);
        }
        assertThat(batches).containsExactly(List.of(1, 2));
    }

    @Test
    void shouldSendAPartialBatchWhenItsDelayIsOver() throws Exception {
        try (MicroBatcher<Integer, Integer> batcher = batcher(8, Duration.ofMillis(5), this::square)) {
            assertThat(batcher.submit(5).get()).isEqualTo(25);
        }
    }

    @Test
    void shouldFailOnlyTheBatchThatFailed() throws Exception {
        Function<List<Integer>, List<Integer>> failing = items -> {
            if (items.contains(13)) {
                throw new IllegalStateException("out of memory on the device");
            }
            return square(items);
        };
        try (MicroBatcher<Integer, Integer> batcher = batcher(1, NO_DELAY, failing)) {
            CompletableFuture<Integer> good = batcher.submit(2);
            CompletableFuture<Integer> bad = batcher.submit(13);
            CompletableFuture<Integer> alsoGood = batcher.submit(4);
            assertThat(good.get()).isEqualTo(4);
            assertThatThrownBy(bad::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("out of memory on the device");
            assertThat(alsoGood.get()).isEqualTo(16);
        }
    }

    @Test
    void shouldFailABatchThatGotTooFewResultsAndGoOn() throws Exception {
        Function<List<Integer>, List<Integer>> forgetful = items -> items.contains(13) ? List.of() : square(items);
        try (MicroBatcher<Integer, Integer> batcher = batcher(1, NO_DELAY, forgetful)) {
            assertThatThrownBy(batcher.submit(13)::get).hasRootCauseMessage("0 results for a batch of 1");
            assertThat(batcher.submit(4).get()).isEqualTo(16);
        }
    }

    @Test
    void shouldAllocateNoMoreForALargeBatchThanItHolds() throws Exception {
        try (MicroBatcher<Integer, Integer> batcher = batcher(Integer.MAX_VALUE, NO_DELAY, this::square)) {
            assertThat(batcher.submit(3).get()).isEqualTo(9);
        }
    }

    @Test
    void shouldCancelWhatStillWaitsWhenClosed() throws Exception {
        MicroBatcher<Integer, Integer> batcher = batcher(1, NO_DELAY, this::squareWhenReleased);
        CompletableFuture<Integer> running = batcher.submit(1);
        started.await();
        CompletableFuture<Integer> waiting = batcher.submit(2);
        CompletableFuture<Void> closing = CompletableFuture.runAsync(batcher::close);
        while (!batcher.submit(3).isCompletedExceptionally()) {
            Thread.onSpinWait();
        }
        released.countDown();
        closing.get(10, TimeUnit.SECONDS);
        assertThat(running.get()).isEqualTo(1);
        assertThatThrownBy(waiting::get).isInstanceOf(CancellationException.class);
    }

    @Test
    void shouldGiveUpOnABatchThatDoesNotEnd() throws Exception {
        MicroBatcher<Integer, Integer> batcher = batcher(1, NO_DELAY, this::squareWhenReleased);
        batcher.submit(1);
        started.await();
        CompletableFuture<Integer> waiting = batcher.submit(2);

        assertThat(batcher.end(Duration.ofMillis(1))).isFalse();

        assertThat(waiting).isCompletedExceptionally();
        released.countDown();
        assertThat(batcher.end(Duration.ofSeconds(10))).isTrue();
    }

    @Test
    void shouldWorkOnAsManyBatchesAtOnceAsItHasWorkers() throws Exception {
        CyclicBarrier together = new CyclicBarrier(3);
        Function<List<Integer>, List<Integer>> meeting = items -> {
            try {
                together.await(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("alone", e);
            }
            return square(items);
        };
        try (MicroBatcher<Integer, Integer> batcher = new MicroBatcher<>("test", 3, 1, NO_DELAY, meeting)) {
            List<CompletableFuture<Integer>> results =
                    Stream.of(1, 2, 3).map(batcher::submit).toList();
            assertThat(results).extracting(CompletableFuture::get).containsExactly(1, 4, 9);
        }
    }

    @Test
    void shouldRefuseABatchOfNone() {
        assertThatThrownBy(() -> batcher(0, NO_DELAY, this::square))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the largest batch must be at least 1, not 0");
    }

    private MicroBatcher<Integer, Integer> batcher(
            int maxBatch, Duration maxDelay, Function<List<Integer>, List<Integer>> work) {
        return new MicroBatcher<>("test", 1, maxBatch, maxDelay, work);
    }

    private List<Integer> square(List<Integer> items) {
        batches.add(items);
        return items.stream().map(item -> item * item).toList();
    }

    private List<Integer> squareWhenReleased(List<Integer> items) {
        started.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return square(items);
    }
}

package io.actionstream.training.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrefetcherTest {

    @Test
    void shouldGiveResultsInTheOrderOfTheirTasks() throws Exception {
        CountDownLatch secondIsDone = new CountDownLatch(1);
        List<Callable<Integer>> tasks = List.of(
                () -> {
                    secondIsDone.await();
                    return 1;
                },
                () -> {
                    secondIsDone.countDown();
                    return 2;
                });
        assertThat(all(tasks.iterator(), 2)).containsExactly(1, 2);
    }

    @Test
    void shouldFetchNoFurtherAheadThanItsDepth() throws Exception {
        AtomicInteger handedOut = new AtomicInteger();
        Iterator<Callable<Integer>> tasks = IntStream.range(0, 10)
                .<Callable<Integer>>mapToObj(i -> () -> i)
                .peek(task -> handedOut.incrementAndGet())
                .iterator();
        try (Prefetcher<Integer> prefetcher = new Prefetcher<>(tasks, 2, 3)) {
            assertThat(handedOut).hasValueBetween(3, 4);
            prefetcher.next();
            assertThat(handedOut).hasValueBetween(4, 5);
        }
    }

    @Test
    void shouldThrowTheFailureOfATaskInItsTurn() throws Exception {
        IOException unreadable = new IOException("unreadable");
        List<Callable<Integer>> tasks = List.of(() -> 1, () -> {
            throw unreadable;
        });
        try (Prefetcher<Integer> prefetcher = new Prefetcher<>(tasks.iterator(), 1, 2)) {
            assertThat(prefetcher.next()).isEqualTo(1);
            assertThatThrownBy(prefetcher::next).isSameAs(unreadable);
        }
    }

    @Test
    void shouldSayWhatAnUnexpectedFailureIs() {
        List<Callable<Integer>> tasks = List.of(() -> {
            throw new IllegalStateException();
        });
        try (Prefetcher<Integer> prefetcher = new Prefetcher<>(tasks.iterator(), 1, 1)) {
            assertThatThrownBy(prefetcher::next)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("IllegalStateException");
        }
    }

    @Test
    void shouldInterruptWhatIsUnderWayWhenClosed() throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        List<Callable<Integer>> tasks = List.of(() -> {
            started.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
            return 0;
        });
        try (Prefetcher<Integer> prefetcher = new Prefetcher<>(tasks.iterator(), 1, 1)) {
            assertThat(prefetcher.hasNext()).isTrue();
            assertThat(started.await(10, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
    }

    private static List<Integer> all(Iterator<Callable<Integer>> tasks, int threads) throws Exception {
        List<Integer> results = new ArrayList<>();
        try (Prefetcher<Integer> prefetcher = new Prefetcher<>(tasks, threads, 4)) {
            while (prefetcher.hasNext()) {
                results.add(prefetcher.next());
            }
        }
        return results;
    }
}

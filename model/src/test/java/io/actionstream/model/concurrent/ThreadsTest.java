package io.actionstream.model.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ThreadsTest {

    private final CountDownLatch released = new CountDownLatch(1);
    private final Thread stuck = new DaemonThreads("stuck").newThread(this::awaitRelease);
    private final Thread ended = new DaemonThreads("ended").newThread(() -> {});

    @Test
    void shouldGiveUpOnAThreadThatDoesNotEnd() throws Exception {
        stuck.start();
        ended.start();

        assertThat(Threads.join(List.of(stuck, ended), Duration.ofMillis(1))).isFalse();
        released.countDown();
        assertThat(Threads.join(List.of(stuck, ended), Duration.ofSeconds(20))).isTrue();
    }

    @Test
    void shouldWaitNoLongerForManyThreadsThanForOne() {
        List<Thread> threads = Collections.nCopies(1000, stuck);
        stuck.start();

        long begun = System.nanoTime();
        Threads.join(threads, Duration.ofMillis(50));

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(20));
        released.countDown();
    }

    @Test
    void shouldRememberAnInterrupt() {
        stuck.start();
        Thread.currentThread().interrupt();

        Threads.join(List.of(stuck), Duration.ofMillis(1));

        assertThat(Thread.interrupted()).isTrue();
        released.countDown();
    }

    private void awaitRelease() {
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

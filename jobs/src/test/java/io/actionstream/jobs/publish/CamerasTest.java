package io.actionstream.jobs.publish;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.actionstream.jobs.command.LaunchException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CamerasTest {

    @Test
    @Timeout(10)
    void shouldFailWithAnyCameraThoughAnotherNeverEnds() {
        Camera endless = () -> {
            new CountDownLatch(1).await();
            return 0;
        };
        Camera failing = () -> {
            throw new LaunchException("cannot write to topic frames");
        };

        try (var cameras = new Cameras(List.of(endless, failing))) {
            assertThatThrownBy(cameras::play)
                    .isInstanceOf(LaunchException.class)
                    .hasMessage("cannot write to topic frames");
        }
    }
}
